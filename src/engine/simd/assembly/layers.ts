/** The update of one layer: ∂W strip by strip, each followed by its update while it is in the cache. */
import { columnSums, flushMoments, Update, update } from './elementwise';
import { sparseWeightGradient, TILE, weightGradient } from './products';

/**
 * Updates W [inputs × outputs] at offset `weight` of the flat arrays p, m, v, and the bias that follows it,
 * from the layer's input x and δ [batch × outputs] in panels (`packColumns`), by the numbers of the update.
 * With a mask, `reach` holds for each input the first output that it may reach; otherwise it is 0. With
 * `flushes`, tiny moments are then set to zero. `pull`, unless 0, holds a factor for each output: that
 * multiple of each weight is added to its gradient. Covers inputs `from` to `to`, exclusive; `from` is a
 * multiple of four. The biases are updated together with the last input.
 */
export function learn(
  x: usize,
  ldx: i32,
  sparse: bool,
  batch: i32,
  inputs: i32,
  outputs: i32,
  panels: usize,
  p: usize,
  m: usize,
  v: usize,
  weight: i32,
  numbers: Update,
  zeros: usize,
  gradient: usize,
  strip: usize,
  from: i32,
  to: i32,
  reach: usize,
  pull: usize,
  flushes: bool,
): void {
  const ldg = ((outputs + 7) & ~7) << 2;
  for (let input = from; input < to; input += TILE) {
    if (sparse) sparseWeightGradient(x, ldx, batch, input, panels, outputs, zeros, gradient, ldg, strip);
    else weightGradient(x, ldx, batch, input, panels, outputs, zeros, gradient, ldg, strip);
    const rows = min(TILE, inputs - input);
    if (reach != 0) {
      for (let row = 0; row < rows; row++) {
        const masked = load<i32>(reach + (<usize>(input + row) << 2));
        memory.fill(gradient + row * ldg, 0, masked << 2);
      }
    }
    const at = <usize>(weight + input * outputs) << 2;
    if (pull != 0) {
      for (let row = 0; row < rows; row++) {
        addPull(gradient + row * ldg, pull, p + at + (<usize>(row * outputs) << 2), outputs);
      }
    }
    if (ldg == outputs << 2) {
      update(p + at, m + at, v + at, gradient, rows * outputs, numbers, numbers.keep);
    } else {
      for (let row = 0; row < rows; row++) {
        const offset = at + (<usize>(row * outputs) << 2);
        update(p + offset, m + offset, v + offset, gradient + row * ldg, outputs, numbers, numbers.keep);
      }
    }
    if (flushes) flushMoments(m + at, v + at, rows * outputs);
  }
  if (to < inputs) return;
  const bias = <usize>(weight + inputs * outputs) << 2;
  columnSums(panels, batch, outputs, gradient);
  update(p + bias, m + bias, v + bias, gradient, outputs, numbers, 1);
  if (flushes) flushMoments(m + bias, v + bias, outputs);
}

/** g ← g + pull · w, elementwise. */
function addPull(g: usize, pull: usize, w: usize, count: i32): void {
  for (let end = g + (<usize>count << 2); g < end; g += 4, pull += 4, w += 4) {
    store<f32>(g, load<f32>(g) + load<f32>(pull) * load<f32>(w));
  }
}
