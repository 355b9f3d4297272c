/** The model's encoding and reconstruction of a drawing, in words. */

import type { WordsWith } from '../../i18n/words';
import { klTerm } from '../../model/losses';
import { bernoulliNats, gaussianNats } from '../../model/pixels';
import type { ModelSpec } from '../../model/spec';
import type { Live } from '../../state/live';
import { axisName, coordinate } from '../../views/words';
import type { words } from './words';

type Code = NonNullable<Live['drawing']>;
type OwnWords = WordsWith<typeof words>;

/** μ along the plane's axes, and σ where codes are distributions. */
export function codeInWords(
  { mu, logVar }: Code,
  axes: readonly [number, number],
  { t, number }: OwnWords,
): string {
  return number.row(
    [...new Set(axes)].map((d) => {
      const slots = { axis: axisName(d), value: coordinate(mu[d], number) };
      const text = logVar
        ? t('drawing.spread', { ...slots, sigma: number.fixed(Math.exp(0.5 * logVar[d]), 2) })
        : t('drawing.coordinate', slots);
      // A coordinate is not broken across lines.
      return text.replaceAll(' ', '\u00a0');
    }),
  );
}

/** The error of `pixels` as a reconstruction of `image` (784 bytes), in nats. */
export const natsOf = (spec: ModelSpec, image: Uint8Array, pixels: Float32Array): number =>
  (spec.likelihood === 'bernoulli' ? bernoulliNats : gaussianNats)(image, pixels);

/** Reconstruction error in nats, and KL from the prior where codes are distributions. */
export function errorOf(
  spec: ModelSpec,
  { image, mu, logVar }: Code,
  pixels: Float32Array,
  { t, number }: OwnWords,
): string {
  const error = t('drawing.error', { nats: number.fixed(natsOf(spec, image, pixels), 1) });
  if (!logVar) return error;
  const kl = mu.reduce((sum, m, d) => sum + klTerm(m, logVar[d]), 0);
  return number.row([error, t('drawing.kl', { nats: number.fixed(kl, 1) })]);
}
