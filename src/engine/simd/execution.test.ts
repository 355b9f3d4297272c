/** Given rows on the kernels: as the float64 reference, which is itself compared with finite differences. */
import { describe, expect, test } from 'vitest';
import { createFlowTraining, programFor } from '../../latent/flow/training';
import { fieldOf, flowOn, PASS } from '../../latent/flow/velocity';
import { fillNormal, Purpose } from '../../math/random';
import { distance } from '../conformance/checks';
import { missingFor } from '../engineCapabilities';
import { simdExecution } from './execution';

const BATCH = 30;
/** Two clouds of codes with more or less spread, and their classes. */
function codesOf(latent: number, labelled: boolean, stochastic = false) {
  const count = 500;
  const mu = new Float32Array(count * latent);
  fillNormal(mu, 1, Purpose.selfTest, latent);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
  mu.forEach((e, i) => {
    mu[i] = (0.3 + (i % latent)) * e + 3 * labels[Math.floor(i / latent)];
  });
  const logVar = stochastic ? mu.map((z) => Math.min(0, z) - 1) : null;
  return { latent, mu, logVar, labels: labelled ? labels : null };
}

describe.each([
  [1, true, false],
  [2, true, true],
  [3, false, false],
  [16, true, false],
])('codes of %i numbers, labelled %s, with variances %s', (latent, labelled, stochastic) => {
  const codes = codesOf(latent, labelled, stochastic);
  const options = async () => ({ batch: BATCH, execution: await simdExecution(programFor(codes), BATCH) });

  test('100 steps stay within 1e-3 of the reference, losses and velocities too', async () => {
    const expected = createFlowTraining(codes, 4, { batch: BATCH });
    const found = createFlowTraining(codes, 4, await options());
    const [losses, others] = [expected.train(100), found.train(100)];
    for (const [i, loss] of others.entries())
      expect(Math.abs(loss / losses[i] - 1)).toBeLessThan(i === 0 ? 1e-5 : 1e-3);
    expect(losses[99]).not.toBe(others[99]);
    for (const { name, weight, bias, biasSize } of expected.flow.program.layout.layers) {
      const part = (all: Float64Array) => all.subarray(weight, bias + biasSize);
      expect(distance(part(found.flow.parameters), part(expected.flow.parameters)), name).toBeLessThan(1e-3);
    }
    // More than one pass, the last of them not whole.
    const count = PASS + 37;
    const x = new Float64Array(count * latent);
    fillNormal(x, 2, Purpose.selfTest, 0);
    const rows = Uint8Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 10 : i % 2));
    const velocities = (flow: typeof expected.flow) => {
      const v = new Float64Array(x.length);
      fieldOf(flow).velocity(x, 0.6, count, rows, v);
      return v;
    };
    const { flow } = expected;
    const exact = velocities(flow);
    expect(distance(velocities(flowOn(flow, await simdExecution(flow.program, PASS))), exact)).toBeLessThan(
      1e-6,
    );
  });

  test('the same seed gives the same bits, however the steps are divided; another seed others', async () => {
    const one = createFlowTraining(codes, 4, await options());
    const two = createFlowTraining(codes, 4, await options());
    const other = createFlowTraining(codes, 5, await options());
    const losses = one.train(12);
    expect(Float64Array.of(...two.train(5), ...two.train(7))).toEqual(losses);
    expect(two.flow.parameters).toEqual(one.flow.parameters);
    expect(other.train(12)).not.toEqual(losses);
  });
});

test('engines whose kernels lack given rows and the SiLU refuse the velocity network', () => {
  const program = programFor(codesOf(2, true));
  expect(missingFor('simd', program)).toEqual([]);
  for (const id of ['webgpu', 'tfjs-webgpu', 'tfjs-webgl', 'tfjs-cpu', 'tfjs-wasm'] as const)
    expect(missingFor(id, program)).toEqual(expect.arrayContaining(['given', 'silu']));
});
