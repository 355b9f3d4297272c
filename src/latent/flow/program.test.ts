import { expect, test } from 'vitest';
import { fillNormal, Purpose } from '../../math/random';
import { batchOf, type Given } from '../../model/execution';
import { programGradient } from '../../model/reference';
import { referenceExecution } from '../../model/reference/execution';
import { forward } from '../../model/reference/forward';
import { passContext } from '../../model/reference/passContext';
import { tangents } from '../../model/reference/tangent';
import { NO_HYPER } from '../../model/spec';
import { initialParameters, velocityProgram } from './program';

const ROWS = 6;
const program = velocityProgram({ inputs: 5, outputs: 3, hidden: [7, 6], labels: 4 });
const { layers, size } = program.layout;
const labels = Uint8Array.of(0, 3, 1, 1, 2, 3);
const normal = (length: number, stream: number) => {
  const out = new Float64Array(length);
  fillNormal(out, 3, Purpose.selfTest, stream);
  return out;
};
const parameters = normal(size, 0).map((w) => 0.6 * w);
const inputs = normal(ROWS * 5, 1);
const targets = normal(ROWS * 3, 2);
const given = (x = inputs): Given => ({ count: ROWS, rows: { inputs: x, targets }, labels });

/** Written out by the definition, row by row; the rows of the first weights that follow those of the inputs are the table. */
function direct(w: Float64Array, x: Float64Array): number[] {
  return [...labels].flatMap((label, r) => {
    let h = [...x.subarray(r * 5, (r + 1) * 5)];
    layers.forEach(({ outputs, weight, bias }, l) => {
      const a = Array.from({ length: outputs }, (_, j) =>
        h.reduce(
          (sum, value, i) => sum + value * w[weight + i * outputs + j],
          w[bias + j] + (l === 0 ? w[weight + (5 + label) * outputs + j] : 0),
        ),
      );
      h = l < 2 ? a.map((v) => v / (1 + Math.exp(-v))) : a;
    });
    return h;
  });
}
const lossOf = (w: Float64Array) =>
  direct(w, inputs).reduce((sum, f, i) => sum + (0.5 * (f - targets[i]) ** 2) / ROWS, 0);

test('the outputs and the loss are those of the definition', () => {
  const execution = referenceExecution(program, ROWS);
  execution.load(parameters);
  const found = new Float64Array(ROWS * 3);
  execution.apply(given(), found);
  for (const [i, value] of direct(parameters, inputs).entries()) expect(found[i]).toBeCloseTo(value, 12);
  expect(execution.learn(given(), 0, NO_HYPER)).toBeCloseTo(lossOf(parameters), 12);
});

test('gradients agree with finite differences within 1e-6, for every parameter', () => {
  const { gradient } = programGradient(program, 0, parameters, batchOf(given()), NO_HYPER);
  const h = 1e-5;
  for (let i = 0; i < size; i++) {
    const [up, down] = [parameters.slice(), parameters.slice()];
    up[i] += h;
    down[i] -= h;
    const expected = (lossOf(up) - lossOf(down)) / (2 * h);
    expect(Math.abs(gradient[i] - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  }
});

test('the derivative along a direction agrees with finite differences within 1e-6', () => {
  const { ops, outputs } = program.apply;
  const context = passContext(program.spec, parameters, batchOf(given()), NO_HYPER);
  forward(context, ops);
  const direction = normal(ROWS * 5, 4);
  const found = tangents(context, ops, { inputs: direction }).get(outputs.id) ?? new Float64Array();
  const h = 1e-5;
  const at = (step: number) =>
    direct(
      parameters,
      inputs.map((x, i) => x + step * direction[i]),
    );
  const [up, down] = [at(h), at(-h)];
  expect(found).toHaveLength(up.length);
  for (const [i, value] of found.entries())
    expect(Math.abs(value - (up[i] - down[i]) / (2 * h))).toBeLessThan(1e-6);
});

test('it begins as the function 0, with the same weights whether or not there are labels', () => {
  const first = initialParameters(program, 1);
  const execution = referenceExecution(program, ROWS);
  execution.load(first);
  const found = new Float64Array(ROWS * 3).fill(1);
  execution.apply(given(), found);
  expect(found).toEqual(new Float64Array(ROWS * 3));
  const without = velocityProgram({ ...program.shape, labels: 0 });
  const other = initialParameters(without, 1);
  for (const l of [0, 1]) {
    const [own, its] = [layers[l], without.layout.layers[l]];
    expect(other.subarray(its.weight, its.bias)).toEqual(
      first.subarray(own.weight, own.weight + its.bias - its.weight),
    );
    expect(new Set(other.subarray(its.weight, its.bias)).size).toBeGreaterThan(30);
  }
  expect(first.subarray(5 * 7, 9 * 7).every((w) => w === 0)).toBe(true);
});
