/** The printed TensorFlow.js programs, run here and compared with the reference. */
import * as tfjs from '@tensorflow/tfjs';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { hyperOf, specOf } from '../../experiment/specOf';
import { sigmoid } from '../../model/activations';
import { codeFor } from './index';
import { BATCH, caseOf, configurations, STEPS, subjectOf } from './testing';

// Test files share their modules, and our engine removes its backend when it ends.
beforeAll(async () => {
  if (!tfjs.findBackendFactory('cpu')) tfjs.registerBackend('cpu', () => new MathBackendCPU());
  await tfjs.setBackend('cpu');
});

type Tensor = tfjs.Tensor;
type Several = Tensor | Tensor[];

/** What the module exports, and the objective of a closed form. */
interface Module {
  load(bytes: Uint8Array): void;
  encode(x: Tensor, y?: Tensor): Several;
  decode(z: Tensor, y?: Tensor): Tensor;
  predict(x: Tensor): Tensor;
  trainStep(x: Tensor, ...rest: (Tensor | number)[]): Record<string, number>;
  fit(x: Tensor): void;
  objective(x: Tensor): { total: Tensor };
}

/** The module with a library whose draws are given. */
function moduleOf(text: string, draws: readonly { values: Float32Array; width: number }[]): Module {
  let next = 0;
  const draw = (shape: number[], ...rest: unknown[]) => {
    // Only draws of a step: those of first weights have further arguments.
    if (rest.length > 0) return tfjs.randomNormal(shape as [number, number]);
    const { values, width } = draws[next++];
    expect(shape).toEqual([values.length / width, width]);
    return tfjs.tensor(values, shape);
  };
  const tf = { ...tfjs, randomNormal: draw, randomUniform: draw };
  const names = [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
  const body = text
    .replace(/^import .*$/m, '')
    .replace(/^export /gm, '')
    .replace(/^await main\(\);$/m, '');
  return new Function('tf', `${body}\nreturn { ${names.join(', ')} };`)(tf);
}

const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};

test.each(configurations)(
  '$id: forward, losses and gradients are those of the reference',
  async ({ id, config }) => {
    const { masked, expected, losses, draws } = await caseOf(config, BATCH);
    const spec = specOf(config);
    const { text } = codeFor('tensorflowjs', subjectOf(id, config));
    const program = moduleOf(text, draws);
    const numbers = (name: string) => {
      const tensor = expected.tensors.get(name);
      return tensor && new Float32Array(tensor.bytes.slice().buffer);
    };
    const given = (name: string) =>
      tfjs.tensor2d(numbers(name) ?? [], expected.tensors.get(name)?.shape as [number, number]);
    const y = spec.condition === 'none' ? [] : [given('y')];
    program.load(masked);
    const mu = numbers('mu');
    if (mu) {
      const codes = [program.encode(given('x'), ...y)].flat();
      expect(largest(codes[0].dataSync(), mu)).toBeLessThan(1e-4);
      const logVar = numbers('log_var');
      if (logVar) expect(largest(codes[1].dataSync(), logVar)).toBeLessThan(1e-4);
    }
    const pixels = numbers('pixels');
    if (pixels) {
      const output = program.decode(given('z'), ...y).dataSync();
      const shown =
        spec.likelihood === 'bernoulli'
          ? output.map(sigmoid)
          : output.map((o) => Math.min(1, Math.max(0, o)));
      expect(largest(shown, pixels)).toBeLessThan(1e-4);
    }
    const output = numbers('output');
    if (output) expect(largest(program.predict(given('x')).dataSync(), output)).toBeLessThan(1e-4);

    if (hyperOf(config) && 'fit' in program && program.fit) {
      program.fit(given('x'));
      const recon = program.objective(given('x')).total.dataSync()[0];
      expect(Math.abs(recon - losses[0].recon)).toBeLessThan(1e-3);
      return;
    }
    const count = JSON.parse(expected.metadata.batch);
    const batch = [given('x'), ...y].map((all) => all.slice([0, 0], [count, -1]));
    STEPS.forEach((step, i) => {
      const [x, ...labels] = batch;
      for (const [term, value] of Object.entries(program.trainStep(x, ...labels, step))) {
        const recorded = losses[i][term];
        // See `python.test.ts`.
        const tolerance = i === 0 ? 1e-3 : 1e-3 * Math.max(1, Math.abs(recorded));
        expect(Math.abs(value - recorded), `${term}, step ${i}`).toBeLessThan(tolerance);
      }
    });
  },
);
