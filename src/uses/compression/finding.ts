/** The finding of the compression use: how few bits per number are enough. */
import type { Figure } from '../../i18n/message';
import type { Numbers } from '../../i18n/numbers';
import type { WordsWith } from '../../i18n/words';
import { codeBits, IMAGE_BYTES } from './quantise';
import type { words } from './words';

/** A rate is enough if it costs less than this, in dB, compared with the unquantised code. */
const ENOUGH_DB = 0.5;

export interface CompressionFacts {
  latent: number;
  /** Whether a label is stored with each code. */
  labelled: boolean;
  /** The step of the codes; null if there are none yet. */
  step: number | null;
  /** Mean PSNR in decibels by bits per number, in increasing order; the last is the unquantised code. */
  rates: readonly { bits: number; psnr: number }[];
}

/** Two decimals for small values, none for large ones. */
export const short = (value: number, { upTo }: Numbers): Figure => ({
  value,
  text: upTo(value, value < 10 ? 2 : 0),
});

/** The lowest rate whose PSNR is within `ENOUGH_DB` of the last one's; null without rates. */
export function enoughOf(rates: CompressionFacts['rates']): { bits: number; lost: number } | null {
  const best = rates[rates.length - 1];
  const enough = best && rates.find(({ psnr }) => psnr >= best.psnr - ENOUGH_DB);
  return enough ? { bits: enough.bits, lost: Math.max(0, best.psnr - enough.psnr) } : null;
}

export function findingOf(facts: CompressionFacts, { t, number }: WordsWith<typeof words>): string {
  const { latent, labelled, step, rates } = facts;
  if (step === 0) return t('compression.finding.untrained');
  const enough = step === null ? null : enoughOf(rates);
  if (!enough) return t('compression.finding.none', { bytes: IMAGE_BYTES });
  const bytes = codeBits(latent, enough.bits, labelled) / 8;
  return t('compression.finding', {
    bits: enough.bits,
    bytes: short(bytes, number),
    image: IMAGE_BYTES,
    ratio: short(IMAGE_BYTES / bytes, number),
    lost: number.fixed(enough.lost, 1),
  });
}
