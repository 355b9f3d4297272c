/**
 * Compares the gradient of a phase with central differences of its objective, in float64.
 *
 * Over four points the truncation error is h⁴/30 · f⁽⁵⁾, near 1e-14 with h = 5e-4; the rounding error is that
 * of a loss of 500 nats, 1e-13, over h: 2e-10. Gradients are of the order 0.01 to 10. Errors are relative to
 * the largest gradient in the tensor, as a single element may legitimately be zero.
 *
 * Only the parameters that learn in the phase are perturbed, so whatever the phase holds constant stays
 * constant: when an encoder or a decoder changes, the features of the real images do not, because neither
 * they nor the discriminator depend on it. No term has to be frozen by hand.
 */
import { expect } from 'vitest';
import { type CompiledPhase, compileModel, layoutOf, learningLayers } from './compile';
import { reachOf, type TensorLayout, tensorsOf } from './layout';
import { klTerm } from './losses';
import { type ReferenceBatch, referenceGradient, referenceValues } from './reference';
import { type Hyper, imageSize, type ModelSpec } from './spec';
import { activeParameters, greyBatch } from './testing';

const H = 5e-4;
const TOLERANCE = 1e-6;
/**
 * Elements of a tensor that are compared: some spread all over it, and the last ones, where labels come in.
 */
const SPREAD = 18;
const LAST = 8;

/** The side of each kink of the objective: it changes where a perturbation crosses one. */
function sides(
  spec: ModelSpec,
  phase: CompiledPhase,
  parameters: Float64Array,
  batch: ReferenceBatch,
  hyper: Hyper,
): string {
  const values = referenceValues(spec, phase, parameters, batch, hyper);
  const of = ({ id }: { id: number }) => values.get(id) ?? new Float64Array();
  const found: boolean[] = [];
  for (const o of phase.ops) {
    const activation = o.op === 'layer' ? o.layer.activation : null;
    if (activation === null || activation === 'tanh' || activation === 'sigmoid') continue;
    for (const y of of(o.out)) found.push(y > 0);
  }
  for (const loss of phase.losses) {
    if (loss.loss === 'penalty' && spec.penalty === 'l1') for (const z of of(loss.code)) found.push(z > 0);
    if (loss.loss !== 'kl') continue;
    for (const kl of klOfCoordinates(of(loss.mu), of(loss.logVar), loss.mu.width)) {
      found.push(kl > hyper.freeBits);
    }
  }
  return found.map(Number).join('');
}

/** The batch's mean KL of each coordinate. */
export function klOfCoordinates(mu: Float64Array, logVar: Float64Array, width: number): number[] {
  const count = mu.length / width;
  return Array.from({ length: width }, (_, d) =>
    mu.reduce((sum, m, i) => (i % width === d ? sum + klTerm(m, logVar[i]) / count : sum), 0),
  );
}

/** Indices spread over the tensor; a prime stride reaches all of its columns. */
function sampled({ size }: TensorLayout): number[] {
  const spread = Array.from({ length: Math.min(SPREAD, size) }, (_, k) => (k * 7919) % size);
  const last = Array.from({ length: Math.min(LAST, size) }, (_, k) => size - 1 - k);
  return [...new Set([...spread, ...last])];
}

/** Whether an element is a masked weight: not a parameter, always zero, with a gradient of zero. */
function masked({ layer, offset }: TensorLayout, i: number): boolean {
  const { outputs, weight } = layer;
  const reach = reachOf(layer);
  return reach !== null && offset === weight && i % outputs < reach[Math.floor(i / outputs)];
}

/**
 * Checks every tensor in every phase of a step: gradients of those that learn against differences, and that
 * all others are zero. An element whose perturbation crosses a kink has no derivative in between, and is
 * skipped; only few may be.
 */
export function gradientsAgree(
  spec: ModelSpec,
  hyper: Hyper,
  batch = greyBatch(2, 4, imageSize(spec.data)),
  p = activeParameters(spec),
): void {
  const { phases } = compileModel(spec);
  const learned = new Set<string>();
  let chosen = 0;
  let checked = 0;
  phases.forEach((phase, index) => {
    const { gradient } = referenceGradient(spec, index, p, batch, hyper);
    const learning = learningLayers(phase, hyper.turn).map(({ name }) => name);
    const start = sides(spec, phase, p, batch, hyper);
    // When it is the other network's turn nothing learns, so this computes only the objective.
    const look: Hyper = { ...hyper, turn: phase.turn === 'generator' ? 'discriminator' : 'generator' };
    const at = (i: number, h: number) => {
      const moved = p.slice();
      moved[i] += h;
      return {
        objective: referenceGradient(spec, index, moved, batch, look).objective,
        crossed: start !== '' && sides(spec, phase, moved, batch, hyper) !== start,
      };
    };
    for (const tensor of tensorsOf(layoutOf(spec))) {
      const label = `phase ${index}, ${tensor.name}`;
      const grads = gradient.subarray(tensor.offset, tensor.offset + tensor.size);
      const scale = grads.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
      if (!learning.includes(tensor.layer.name)) {
        expect(scale, `${label} does not learn`).toBe(0);
        continue;
      }
      learned.add(tensor.name);
      expect(scale, `${label} has a gradient`).toBeGreaterThan(1e-4);
      const before = checked;
      for (const i of sampled(tensor)) {
        if (masked(tensor, i)) {
          expect(grads[i], `${label}[${i}] is masked`).toBe(0);
          continue;
        }
        chosen++;
        const points = [-2, -1, 1, 2].map((k) => at(tensor.offset + i, k * H));
        if (points.some(({ crossed }) => crossed)) continue;
        checked++;
        const [a, b, c, d] = points.map(({ objective }) => objective);
        const numeric = (a - 8 * b + 8 * c - d) / (12 * H);
        expect(Math.abs(numeric - grads[i]) / scale, `${label}[${i}]`).toBeLessThan(TOLERANCE);
      }
      expect(checked, label).toBeGreaterThan(before);
    }
  });
  expect(checked).toBeGreaterThanOrEqual(chosen * 0.95);
  // Together the phases must have covered the whole model.
  expect([...learned].sort()).toEqual(
    tensorsOf(layoutOf(spec))
      .map(({ name }) => name)
      .sort(),
  );
}
