import { expect, test, vi } from 'vitest';
import { drawnDataset } from '../data/glyphs';
import { hyperWith, specWith } from '../experiment/specOf';
import { initialParameters } from '../model/init';
import { hasClosedForm } from '../model/predicates';
import { INPUT_SIZE } from '../model/spec';
import { closedForm } from './closedForm';
import { freshState } from './engine';
import { createSimdEngine } from './simd/engine';

vi.setConfig({ testTimeout: 60_000 });

test('only PCA has no steps to repeat', () => {
  const families = ['pca', 'ae', 'vae', 'gan', 'aae', 'vaegan', 'made'] as const;
  expect(families.filter((model) => hasClosedForm(specWith({ model })))).toEqual(['pca']);
});

test('one step gives the engine the solution, with the loss that the engine then measures', async () => {
  const count = 200;
  const images = drawnDataset().test.images.subarray(0, count * INPUT_SIZE);
  const spec = specWith({ model: 'pca', latent: 3 });
  const engine = await createSimdEngine({ spec, seed: 1, batch: 10, images });
  await engine.load(freshState(spec, initialParameters(spec, 1)));
  let tasks = 0;
  const solved = closedForm(engine, images, async () => {
    tasks++;
    return true;
  });
  const before = await solved.evaluate(images, count, 0);
  const terms = await solved.train(0, 1, hyperWith({}));
  expect(tasks).toBeGreaterThan(0);
  const { recon } = await solved.evaluate(images, count, 0);
  expect(recon).toBeLessThan(0.9 * before.recon);
  expect(terms.length).toBe(2);
  for (const term of terms) expect(Math.abs(term / (recon / count) - 1)).toBeLessThan(1e-4);
  // The solution is loaded into the engine, where others can read and save it.
  expect(await engine.readParameters()).toEqual((await solved.save()).parameters);
  engine.dispose();
});

test('a step that is no longer wanted is abandoned at the next task, and the engine is unchanged', async () => {
  const images = drawnDataset().test.images.subarray(0, 200 * INPUT_SIZE);
  const engine = await createSimdEngine({ spec: specWith({ model: 'pca' }), seed: 1, batch: 10, images });
  const before = await engine.readParameters();
  for (const most of [1, 2, 3]) {
    let tasks = 0;
    const solved = closedForm(engine, images, async () => ++tasks < most);
    expect(await solved.train(0, 1, hyperWith({}))).toEqual(new Float32Array(0));
    expect(tasks).toBe(most);
    expect(await engine.readParameters()).toEqual(before);
  }
  const broken = closedForm(engine, images, () => Promise.reject(new Error('a task too many')));
  await expect(broken.train(0, 1, hyperWith({}))).rejects.toThrow('a task too many');
  engine.dispose();
});
