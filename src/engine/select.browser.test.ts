/** The ladder and the self-test on the machine that runs the tests: Chromium with software GPUs. */

import { expect, it, onTestFinished, vi } from 'vitest';
import { hyperWith, specWith } from '../experiment/specOf';
import type { Engine } from './engine';
import { selectEngine } from './select';
import { selfTest, selfTestSetup } from './selftest';
import { createTfjsEngine } from './tfjs/engine';

async function cpuEngine(): Promise<Engine> {
  const engine = await createTfjsEngine('cpu', selfTestSetup());
  onTestFinished(() => engine.dispose());
  return engine;
}

it('recognises a software GPU and chooses WebAssembly', async () => {
  const { engine, ladder, reason } = await selectEngine('auto', selfTestSetup());
  onTestFinished(() => engine.dispose());
  expect(engine.id).toBe('simd');
  expect(reason).toBe('software-gpu');
  expect(ladder.find((r) => r.id === 'webgpu')).toMatchObject({ outcome: 'software' });
  expect(ladder.find((r) => r.id === 'tfjs-webgl')?.detail).toMatch(/swiftshader/i);
  const losses = await engine.train(0, 1, hyperWith({ learningRate: 1e-3, beta: 1 }));
  expect(losses[0]).toBeGreaterThan(0);
});

it('starts a run from its first weights, whatever was measured or tested before', async () => {
  const { engine } = await selectEngine('tfjs-wasm', selfTestSetup());
  onTestFinished(() => engine.dispose());
  const plain = await cpuEngine();
  expect(await engine.save()).toEqual(await plain.save());
});

it('falls back to the next best where the choice is unavailable', async () => {
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const { engine, ladder, reason } = await selectEngine('tfjs-webgpu', selfTestSetup());
  onTestFinished(() => engine.dispose());
  expect([engine.id, reason]).toEqual(['simd', 'choice-failed']);
  expect(ladder[0]).toEqual({ id: 'tfjs-webgpu', outcome: 'unavailable' });
});

it('computes convolutions on SIMD where the GPUs are software', async () => {
  const spec = specWith({ model: 'vae', architecture: 'conv', encoder: [4], decoder: [4] });
  const { engine, reason, ladder } = await selectEngine('auto', selfTestSetup(spec));
  onTestFinished(() => engine.dispose());
  expect([engine.id, reason]).toEqual(['simd', 'software-gpu']);
  expect(ladder.find((r) => r.id === 'webgpu')).toMatchObject({ id: 'webgpu', outcome: 'software' });
});

it('accepts a correct engine and refuses each wrong number', async () => {
  expect(await selfTest(await cpuEngine())).toBeNull();

  const offByOnePercent = <T extends Float32Array>(values: T): T => {
    values[values.length >> 1] += 0.01 * Math.max(1, Math.abs(values[values.length >> 1]));
    return values;
  };
  const sound = await cpuEngine();
  const loss = {
    ...sound,
    train: async (...a: Parameters<Engine['train']>) => offByOnePercent(await sound.train(...a)),
  };
  expect(await selfTest(loss)).toContain('loss of step');
  const second = await cpuEngine();
  const codes = {
    ...second,
    encode: async (...a: Parameters<Engine['encode']>) => {
      const { mu, logVar } = await second.encode(...a);
      return { mu: offByOnePercent(mu), logVar };
    },
  };
  expect(await selfTest(codes)).toBe('encode: mu');
  const third = await cpuEngine();
  const blank = { ...third, decode: async () => new Float32Array(3 * 784).fill(Number.NaN) };
  expect(await selfTest(blank)).toBe('decode');
});
