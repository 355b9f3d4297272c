/** Checkpoints: saved by button, opened after a reload and in Python, with the same model everywhere. */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, largestGap, SMALL, test } from './fixtures';
import { parseSafeTensors } from './safetensors';

const SOMEWHERE = [0.5, -1, 1.5, 0.25];

test('save, reload, load: the same model, settings and pixels', async ({ playground, page }, info) => {
  await playground.open({ ...SMALL, seed: '7', beta: '0.5' });
  await playground.train({ steps: 30 });
  const learned = await playground.decode(SOMEWHERE, 2);
  const downloading = page.waitForEvent('download');
  await playground.openMenu();
  await page.getByRole('button', { name: 'Save a checkpoint' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/seed7.*\.safetensors$/);
  const path = info.outputPath('model.safetensors');
  await download.saveAs(path);
  const file = await readFile(path);
  // What an uninterrupted run would do next.
  await playground.train({ steps: 5 });
  const uninterrupted = await playground.metrics();

  await test.step('an independent reader finds torch’s names, shapes and types', () => {
    const { metadata, tensors } = parseSafeTensors(file);
    // Adam's moments and the losses have names of their own next to the model's.
    const model = [...tensors].filter(([name]) => !/^(optimizer|history)\./.test(name));
    const shapes = Object.fromEntries(model.map(([name, { shape }]) => [name, shape]));
    expect([...tensors.keys()]).toContain('optimizer.encoder.v.encoder.0.weight');
    expect(shapes).toEqual({
      'encoder.0.weight': [32, 784],
      'encoder.0.bias': [32],
      'mu.weight': [2, 32],
      'mu.bias': [2],
      'logVar.weight': [2, 32],
      'logVar.bias': [2],
      'decoder.0.weight': [32, 2],
      'decoder.0.bias': [32],
      'output.weight': [784, 32],
      'output.bias': [784],
    });
    for (const [, { dtype }] of model) expect(dtype).toBe('F32');
    expect(JSON.parse(metadata.config)).toMatchObject({ model: 'vae', seed: 7, beta: 0.5, encoder: [32] });

    // The decoder by hand, out × in as torch multiplies: the file holds what the page shows.
    const tensor = (name: string) => tensors.get(name)!.values;
    const linear = (name: string, x: number[]) =>
      Array.from(tensor(`${name}.bias`), (bias, row) =>
        x.reduce((sum, v, column) => sum + v * tensor(`${name}.weight`)[row * x.length + column], bias),
      );
    const hidden = linear('decoder.0', SOMEWHERE.slice(0, 2)).map((v) => Math.max(0, v));
    const pixels = linear('output', hidden).map((v) => 1 / (1 + Math.exp(-v)));
    expect(largestGap(pixels, learned.slice(0, 784))).toBeLessThan(1e-5);
  });

  await test.step('it opens in Python with numpy', () => {
    const script = `
import json, struct, sys
import numpy as np
raw = open(sys.argv[1], 'rb').read()
n, = struct.unpack('<Q', raw[:8])
head = json.loads(raw[8:8 + n])
head.pop('__metadata__')
def tensor(name):
    e = head[name]; a, b = e['data_offsets']
    return np.frombuffer(raw, '<f4', (b - a) // 4, 8 + n + a).reshape(e['shape'])
z = np.array([0.5, -1])
h = np.maximum(tensor('decoder.0.weight') @ z + tensor('decoder.0.bias'), 0)
p = 1 / (1 + np.exp(-(tensor('output.weight') @ h + tensor('output.bias'))))
print(json.dumps(p.tolist()))`;
    const python = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    if (python.status !== 0) {
      info.annotations.push({ type: 'skipped: Python', description: 'there is no python3 with numpy here' });
      console.log('    there is no python3 with numpy here: not opened in Python');
      return;
    }
    expect(largestGap(JSON.parse(python.stdout), learned.slice(0, 784))).toBeLessThan(1e-5);
  });

  await test.step('loaded into a fresh page it restores model, parameters and settings', async () => {
    await page.goto('about:blank');
    await playground.open({ dataset: 'drawn' });
    const choosing = page.waitForEvent('filechooser');
    await playground.openMenu();
    await page.getByRole('button', { name: 'Open a checkpoint or images' }).click();
    await (await choosing).setFiles(path);
    await expect.poll(() => playground.step()).toBe(30);
    const { config } = await playground.state();
    expect(config).toMatchObject({ encoder: [32], decoder: [32], batch: 32, seed: 7, beta: 0.5 });
    expect(largestGap(await playground.decode(SOMEWHERE, 2), learned)).toBe(0);
    await playground.expectDecoded('A');
    expect((await playground.train({ steps: 5 })).step).toBe(35);
    const losses = (metrics: typeof uninterrupted) =>
      metrics.map(({ step, total, recon, kl }) => [step, total, recon, kl]);
    expect(losses(await playground.metrics())).toEqual(losses(uninterrupted));
  });
});

test('an AE saves no logVar, and a script can load what another saved', async ({ playground, page }) => {
  await playground.open({ ...SMALL, model: 'ae', latent: '3', likelihood: 'gaussian', activation: 'tanh' });
  await playground.train({ steps: 10 });
  const file = await playground.checkpoint();
  const { tensors } = parseSafeTensors(file);
  expect([...tensors.keys()].some((name) => name.startsWith('logVar'))).toBe(false);
  expect(tensors.get('mu.weight')?.shape).toEqual([3, 32]);
  const z = [0.1, -0.2, 0.3];
  const learned = await playground.decode(z);
  await page.evaluate(() => window.playground.configure({ model: 'vae', latent: 2 }));
  await page.evaluate(() => window.playground.reset());
  await playground.importCheckpoint(file);
  expect((await playground.state()).config).toMatchObject({ model: 'ae', latent: 3, activation: 'tanh' });
  expect(largestGap(await playground.decode(z), learned)).toBe(0);
});
