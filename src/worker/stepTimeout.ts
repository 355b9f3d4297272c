/**
 * How long a step may take before the engine counts as hanging. A step of a large model on a slow machine
 * takes long, and must not be mistaken for one that never ends.
 */
import { forwardCost } from '../model/forwardCost';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';

const MIN_TIMEOUT_MS = 20_000;
/**
 * Multiply-adds per millisecond, a lower bound for plain JavaScript on any machine that runs a current
 * browser. Two loaded cores without a GPU do twice as many in a convolution, and 300 times as many in a dense
 * layer by SIMD.
 */
const SLOWEST = 50_000;

/** In ms, for one training step of `batch` images, or for a pass over a slice of other images. */
export function stepTimeout(spec: ModelSpec, batch: number): number {
  const images = Math.max(batch, INPUT_SIZE);
  return Math.max(MIN_TIMEOUT_MS, (3 * images * forwardCost(spec)) / SLOWEST);
}
