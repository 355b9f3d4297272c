/** The run's next step, if its batch were one image: computed beside the run, which does not notice. */
import type { ImageSet } from '../data/images';
import { forwardCost } from '../model/forwardCost';
import { type OneStep, oneStep } from '../model/oneStep';
import type { ReferenceState } from '../model/reference';
import { type Hyper, imageSize, type ModelSpec } from '../model/spec';
import type { TrainingState } from './engine';
import type { Trainer } from './trainer';

/** The image, a byte a number, and its label, for a conditional model. */
export interface OneImage {
  image: Uint8Array;
  label: number;
}

/**
 * Takes the step in float64 on a copy of the run's state, with the draws that the run's next step has for the first
 * image of its batch. Codes of the first images of `test` are compared. Rejects like `Trainer.use`.
 */
export async function oneStepOf(
  trainer: Trainer,
  hyper: Hyper,
  seed: number,
  { image, label }: OneImage,
  test: ImageSet | null,
): Promise<OneStep> {
  const { step, state } = await trainer.whole();
  const { spec } = trainer.reader;
  const batch = { images: image, labels: Uint8Array.of(label), seed, step };
  const count = Math.min(test?.count ?? 0, compared(spec));
  const others = {
    images: test?.images.subarray(0, count * imageSize(spec.data)) ?? new Uint8Array(0),
    labels: test?.labels?.subarray(0, count),
  };
  return oneStep(spec, inFloat64(state), batch, hyper, others);
}

/** Images whose codes are compared: a hundred, or as many as take a fraction of a second. */
const MOST = 100;
const LEAST = 8;
const MULTIPLY_ADDS = 1.2e8;
const compared = (spec: ModelSpec) =>
  Math.max(LEAST, Math.min(MOST, Math.floor(MULTIPLY_ADDS / forwardCost(spec))));

const inFloat64 = ({ parameters, m, v, updates, optimiser }: TrainingState): ReferenceState => ({
  parameters: Float64Array.from(parameters),
  m: Float64Array.from(m),
  v: Float64Array.from(v),
  optimiser,
  updates: { ...updates },
});
