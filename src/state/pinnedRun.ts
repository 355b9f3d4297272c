/** A run at one step, kept to be compared with the present one: a value that browsers can store. */
import type { Config, DatasetId } from '../experiment/config';
import { type SliceChoice, writeSlice } from '../experiment/sliceChoice';
import { specOf } from '../experiment/specOf';
import type { Slice } from '../latent/slice';
import { layoutOf } from '../model/compile';
import { hasEncoder, hasLatent } from '../model/predicates';
import type { Evaluation, LossHistory } from '../worker/protocol';

/** What is known of the run at one of its steps. */
export interface PinnedStep {
  config: Config;
  step: number;
  /** As `live.weights`; null for a model without a latent. */
  decoder: Float32Array | null;
  /** As `live.points`, of the first test images; null for a model without an encoder. */
  points: {
    step: number;
    count: number;
    mu: Float32Array;
    labels: Uint8Array | null;
  } | null;
  /** The latest measurement on test images, not after the step. */
  evaluation: (Evaluation & { step: number }) | null;
}

/** The step that is shown, and the whole run. */
export interface Pinned extends PinnedStep {
  /** The data set that its codes and its evaluation are of, and a checksum of its test images; null: not loaded yet. */
  dataset: DatasetId;
  images: number | null;
  /** The step that was pinned, which links name. */
  end: number;
  /** The steps that can be shown, ascending; the last is `end`. */
  past: readonly PinnedStep[];
  /** The preset whose file has its earlier steps; null: there is none. */
  file: string | null;
  /** The plane that was shown, and how it was chosen. */
  slice: Slice & { shown: SliceChoice };
  /** The losses up to `end`. */
  history: LossHistory;
}

/** A pinned run with the step that was pinned, before it is known which others can be shown. */
export type PinnedEnd = Omit<Pinned, 'end' | 'past'>;

/** `earlier`: its steps before that one. */
export function wholeOf(at: PinnedEnd, earlier: readonly PinnedStep[] = []): Pinned {
  const { config, step, decoder, points, evaluation } = at;
  return { ...at, end: step, past: [...earlier, { config, step, decoder, points, evaluation }] };
}

/** Why the codes of two runs cannot be laid over each other. */
export type Unlike = 'otherImages' | 'noCodes';

/**
 * Whether the codes of a pinned run are of the same images as those of the present one; null if so. `images`: the
 * checksum of the present test images, null before they are loaded.
 */
export function unlikeImages(
  pinned: Pick<Pinned, 'dataset' | 'images' | 'points'>,
  dataset: DatasetId,
  images: number | null,
): Unlike | null {
  if (!pinned.points) return 'noCodes';
  const same =
    pinned.dataset === dataset && (pinned.images === null || images === null || pinned.images === images);
  return same ? null : 'otherImages';
}

/** Whether a value that was read from storage is a pinned run whose arrays fit its model. */
export function isPinned(value: unknown): value is PinnedEnd {
  try {
    const { config, step, decoder, points, slice, history } = value as PinnedEnd;
    const spec = specOf(config);
    const { size, decoderStart } = layoutOf(spec);
    return (
      Number.isInteger(step) &&
      (hasLatent(spec) ? decoder?.length === size - decoderStart : decoder === null) &&
      (points === null || (hasEncoder(spec) && points.mu.length === points.count * spec.latent)) &&
      [slice.origin, slice.u, slice.v].every((vector) => vector.length === spec.latent) &&
      writeSlice(slice.shown) !== '' &&
      history.train.entries instanceof Float64Array
    );
  } catch {
    return false;
  }
}
