/** The finding of the compression as a sentence: how few bits of each number are enough. */
import type { Figure } from '../../i18n/message';
import type { Numbers } from '../../i18n/numbers';
import type { WordsWith } from '../../i18n/words';
import { codeBits, IMAGE_BYTES } from './quantise';
import type { words } from './words';

/** A rate is enough if it costs less than this, compared with the unrounded code. */
const ENOUGH_DB = 0.5;

export interface CompressionFacts {
  latent: number;
  /** The label is part of what is stored. */
  labelled: boolean;
  /** The step of the codes; null: there are none yet. */
  step: number | null;
  /** Mean PSNR in decibels by bits per number, in increasing order; the last is the unrounded code. */
  rates: readonly { bits: number; psnr: number }[];
}

/** Two decimals where there is little, none where there is much. */
export const short = (value: number, { upTo }: Numbers): Figure => ({
  value,
  text: upTo(value, value < 10 ? 2 : 0),
});

/** The lowest rate whose PSNR is within `ENOUGH_DB` of that of the last one; null without rates. */
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
