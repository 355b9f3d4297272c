/** Decodes with the pinned run's decoder, and finds the code that stands for what the reader points at. */
import { createDecoder, type Decoder } from '../../decode/decoder';
import { specOf } from '../../experiment/specOf';
import { applied } from '../../latent/align';
import { onPlane, withPlane } from '../../latent/slice';
import { pathNow, placeOnPath } from '../../state/path';
import type { Pinned } from '../../state/pinnedRun';
import { selectedProbe } from '../../state/probes';
import { sliceNow } from '../../state/slice';
import { useStore } from '../../state/store';
import { usePlacement } from './placement';

let made: { history: Pinned['history']; weights: Pinned['decoder']; decoder: Decoder } | null = null;

/** Null where the pinned model has no latent. Its weights are loaded once a step. */
export function pinnedDecoder(pinned: Pinned): Decoder | null {
  if (!pinned.decoder) return null;
  // To compile one takes long; another step of the same run only has other weights.
  if (made?.history !== pinned.history)
    made = { history: pinned.history, weights: null, decoder: createDecoder(specOf(pinned.config)) };
  if (made.weights !== pinned.decoder) made.decoder.load(pinned.decoder);
  made.weights = pinned.decoder;
  return made.decoder;
}

/** The pinned run's code for a place of the plane on the screen. */
export const codeAtPlace = ({ slice }: Pinned, x: number, y: number): number[] =>
  withPlane(slice.origin, slice, ...applied(usePlacement.getState().back, x, y));

/** The pinned run's code of a test image; null without one, or where its test images are others. */
export function pinnedCodeOf({ points, slice }: Pinned, image: number): number[] | null {
  if (!points || image >= points.count || usePlacement.getState().unlike === 'otherImages') return null;
  const latent = slice.origin.length;
  const code = [...points.mu.subarray(image * latent, (image + 1) * latent)];
  return code.every(Number.isFinite) ? code : null;
}

/** What the large digit shows, for the pinned run: the test image or the place under the pointer, or the selected probe. */
export function pinnedCodeShown(pinned: Pinned): number[] {
  const state = useStore.getState();
  const { hovered, pointer, pathStep } = state;
  const probe = selectedProbe(state);
  const path = pathStep === null ? null : pathNow();
  const onPath = path && pathStep !== null ? placeOnPath(path, pathStep) : null;
  if (onPath) return codeAtPlace(pinned, ...onPlane(onPath, sliceNow(state)));
  const image = hovered ?? (pointer ? undefined : probe.image);
  const code = image === undefined ? null : pinnedCodeOf(pinned, image);
  return code ?? codeAtPlace(pinned, ...(pointer ?? onPlane(probe.z, sliceNow(state))));
}
