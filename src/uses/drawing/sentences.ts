/** The model's encoding and reconstruction of a drawing, in words. */

import type { WordsWith } from '../../i18n/words';
import { sigmaAlong } from '../../latent/ellipse';
import { onPlane } from '../../latent/slice';
import { klTerm } from '../../model/losses';
import { bernoulliNats, gaussianNats } from '../../model/pixels';
import type { ModelSpec } from '../../model/spec';
import type { Live } from '../../state/live';
import type { PlaygroundState } from '../../state/store';
import { coordinate, directionNames } from '../../views/words';
import type { words } from './words';

type Code = NonNullable<Live['drawing']>;
type OwnWords = WordsWith<typeof words>;

/** μ in the plane's directions, and σ where codes are distributions. */
export function codeInWords({ mu, logVar }: Code, slice: PlaygroundState['slice'], words: OwnWords): string {
  const { t, number } = words;
  const names = directionNames(slice, words);
  const place = onPlane(mu, slice);
  return number.row(
    [slice.u, slice.v].flatMap((direction, i) => {
      const axis = names[i];
      if (axis === null) return [];
      const slots = { axis, value: coordinate(place[i], number) };
      const text = logVar
        ? t('drawing.spread', { ...slots, sigma: number.fixed(sigmaAlong(logVar, direction), 2) })
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
