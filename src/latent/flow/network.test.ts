import { expect, test } from 'vitest';
import { fillNormal, Purpose } from '../../math/random';
import { backward, createTape, directional, forward, networkOf } from './network';

const network = networkOf({ inputs: 5, outputs: 3, hidden: [7, 6], labels: 4 });
const ROWS = 6;
const labels = [0, 3, 1, 1, 2, 3];
const normal = (length: number, stream: number) => {
  const out = new Float64Array(length);
  fillNormal(out, 3, Purpose.selfTest, stream);
  return out;
};
const parameters = normal(network.size, 0).map((w) => 0.6 * w);
const inputs = normal(ROWS * 5, 1);
const slope = normal(ROWS * 3, 2);

/** Written out by the definition, example by example. */
function direct(w: Float64Array, x: Float64Array): number[] {
  return labels.flatMap((label, r) => {
    let h = [...x.subarray(r * 5, (r + 1) * 5)];
    network.layers.forEach(({ outputs, weight, bias }, l) => {
      const a = Array.from({ length: outputs }, (_, j) =>
        h.reduce(
          (sum, value, i) => sum + value * w[weight + i * outputs + j],
          w[bias + j] + (l === 0 ? w[network.table + label * outputs + j] : 0),
        ),
      );
      h = l < 2 ? a.map((v) => v / (1 + Math.exp(-v))) : a;
    });
    return h;
  });
}

function output(w: Float64Array, x: Float64Array) {
  const tape = createTape(network, ROWS);
  tape.inputs[0].set(x);
  forward(network, w, tape, ROWS, labels);
  return { tape, output: tape.output };
}
const weighed = (out: ArrayLike<number>) => slope.reduce((sum, g, i) => sum + g * out[i], 0);

test('the output is that of the definition', () => {
  const found = output(parameters, inputs).output;
  for (const [i, value] of direct(parameters, inputs).entries()) expect(found[i]).toBeCloseTo(value, 12);
});

test('gradients agree with finite differences within 1e-6, for every parameter', () => {
  const { tape } = output(parameters, inputs);
  const gradient = new Float64Array(network.size);
  backward(network, parameters, tape, ROWS, labels, slope.slice(), gradient);
  const h = 1e-5;
  for (let i = 0; i < network.size; i++) {
    const [up, down] = [parameters.slice(), parameters.slice()];
    up[i] += h;
    down[i] -= h;
    const expected = (weighed(direct(up, inputs)) - weighed(direct(down, inputs))) / (2 * h);
    expect(Math.abs(gradient[i] - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  }
});

test('the derivative along a direction agrees with finite differences within 1e-6', () => {
  const { tape } = output(parameters, inputs);
  const direction = normal(ROWS * 5, 4);
  const found = directional(network, parameters, tape, ROWS, direction);
  const h = 1e-5;
  const at = (step: number) =>
    direct(
      parameters,
      inputs.map((x, i) => x + step * direction[i]),
    );
  const [up, down] = [at(h), at(-h)];
  for (const [i, value] of found.entries())
    expect(Math.abs(value - (up[i] - down[i]) / (2 * h))).toBeLessThan(1e-6);
});
