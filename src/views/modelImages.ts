/** The small images of the model diagram: a test image, its corrupted version, and the model's output. */
import { imageAt } from '../data/images';
import { corrupted } from '../model/corruption';
import { partOf } from '../state/form';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { afterInteraction } from '../ui/frame';
import { madeDrawings } from './madeDrawings';

type Subscribe = (changed: () => void) => () => void;

/** The first test image of the row of reconstructions. */
export function readInput(): Uint8Array | null {
  const { test } = useStore.getState().data;
  const index = live.get().reconstructions?.samples[0] ?? 0;
  return test && index < test.count ? imageAt(test, index) : null;
}

/** The same image, corrupted according to the settings. */
export function readCorrupted(): Uint8Array | null {
  const image = readInput();
  const { corruption, noise, seed } = useStore.getState().config;
  if (!image) return null;
  const pixels = Float64Array.from(image, (byte) => byte / 255);
  return Uint8Array.from(corrupted(corruption, pixels, noise, { seed, step: 0 }, image.length), (v) =>
    Math.round(255 * Math.min(1, Math.max(0, v))),
  );
}

/** The reconstruction of the input; for models without an encoder, an image generated in the middle of the plane. */
export function readOutput(): Uint8Array | null {
  const { reconstructions, manifold } = live.get();
  if (reconstructions) return partOf(reconstructions.pixels, 0);
  // MADE has no plane either: the digit that is shown large.
  const drawing = madeDrawings.drawings[madeDrawings.chosen];
  if (drawing) return Uint8Array.from(drawing.pixels, (p) => 255 * p);
  if (!manifold) return null;
  const { side, rows = side } = manifold.view;
  const middle = Math.floor(rows / 2) * side + Math.floor(side / 2);
  return partOf(manifold.tiles, middle);
}

export const whenInput: Subscribe = (changed) => {
  const leaveLive = live.subscribe('reconstructions', changed);
  const leaveStore = useStore.subscribe((s, before) => {
    if (s.data.test !== before.data.test) changed();
  });
  return () => {
    leaveLive();
    leaveStore();
  };
};

export const whenCorrupted: Subscribe = (changed) => {
  const leaveInput = whenInput(changed);
  const leaveStore = useStore.subscribe((s, before) => {
    const { corruption, noise, seed } = s.config;
    const same =
      corruption === before.config.corruption && noise === before.config.noise && seed === before.config.seed;
    if (!same) changed();
  });
  return () => {
    leaveInput();
    leaveStore();
  };
};

export const whenOutput: Subscribe = (changed) => {
  const whenIdle = afterInteraction(changed);
  const leaveReconstructions = live.subscribe('reconstructions', whenIdle);
  const leaveManifold = live.subscribe('manifold', whenIdle);
  const leaveDrawings = madeDrawings.subscribe(whenIdle);
  return () => {
    leaveDrawings();
    leaveReconstructions();
    leaveManifold();
  };
};
