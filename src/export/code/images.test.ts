/** The images that printed programs read: of published sets from the web, of others from the file that the page saves. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { npyOf, zipOf } from '../../data/formats/testing';
import { npzFile } from '../../data/formats/write';
import { drawShapes } from '../../data/shapes';
import type { Config } from '../../experiment/config';
import { defaultConfig } from '../../experiment/schema';
import { codeFor, targets } from './index';
import { pythonWith, subjectOf } from './testing';

const { images, labels, count, side, channels } = drawShapes(40, 3);
const train = { images, labels, count, side, channels };
const shapes: Config = {
  ...defaultConfig(),
  ...{ dataset: 'shapes', imageSide: 32, imageChannels: 3, classCount: 8 },
};
const own: Config = {
  ...shapes,
  dataset: 'own',
  classCount: 12,
  classes: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const chosen = [...labels.keys()].filter((i) => own.classes.includes(labels[i]));
const pixelsAt = (i: number) => Array.from(images.subarray(3072 * i, 3072 * (i + 1)), (byte) => byte / 255);

const folder = mkdtempSync(join(tmpdir(), 'latent-images-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a set that is not on the web is read from the file that the page saves, and the program says so', () => {
  for (const { id } of targets) {
    for (const config of [shapes, own, { ...defaultConfig(), dataset: 'drawn' } satisfies Config]) {
      const { text } = codeFor(id, subjectOf('images', config));
      expect(text).toMatch(/Share, Data, Images saves this file/);
      expect(text).toMatch(/IMAGES = ['"]images\.npz['"]/);
      expect(text).not.toMatch(/idx|urllib|https:\/\/.*mnist/i);
    }
    const known = codeFor(id, subjectOf('images', defaultConfig())).text;
    expect(known).toContain('train-images-idx3-ubyte.gz');
    expect(known).not.toContain('images.npz');
  }
  expect(codeFor('keras', subjectOf('images', shapes)).text).toContain('x_train (n, 32, 32, 3)');
});

const python = pythonWith('numpy');
test.skipIf(!python)('Python reads the images, and chooses eleven classes of twelve', () => {
  writeFileSync(join(folder, 'images.npz'), npzFile({ train, test: train }));
  const { text } = codeFor('jax', subjectOf('images', own));
  const reader = /^IMAGES = .*$[\s\S]*?return images, labels$/m.exec(text)?.[0];
  const run = `import json, numpy as np\n${reader}\nx, y = training_images()
print(json.dumps({"shape": x.shape, "type": str(x.dtype), "last": x[-1].tolist(), "labels": y.tolist()}))`;
  const { stdout, stderr } = spawnSync(python ?? '', ['-c', run], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(stderr).toBe('');
  const read = JSON.parse(stdout);
  expect([read.shape, read.type]).toEqual([[chosen.length, 3072], 'float32']);
  expect(read.labels).toEqual(chosen.map((i) => labels[i]));
  const last = pixelsAt(chosen[chosen.length - 1]);
  expect(read.last.every((value: number, at: number) => Math.abs(value - last[at]) < 1e-7)).toBe(true);
});

test.each([
  ['as the page saves it', npzFile({ train, test: train })],
  [
    'deflated, as NumPy can save it',
    zipOf([
      ['y_train.npy', npyOf('|u1', [count], labels)],
      ['x_train.npy', npyOf('|u1', [count, 32, 32, 3], images)],
    ]),
  ],
])('JavaScript reads it %s', async (_, bytes) => {
  const { text } = codeFor('tensorflowjs', subjectOf('images', own));
  const parts = ['readNpz', 'trainingImages'].map(
    (name) => new RegExp(`^async function ${name}\\([\\s\\S]*?^}`, 'm').exec(text)?.[0],
  );
  const tensor = (values: Float32Array, shape: number[]) => ({ values, shape });
  const read = new Function(
    'tf',
    'readFile',
    `const IMAGES = 'images.npz';\n${parts.join('\n')}\nreturn trainingImages();`,
  );
  const { x, labels: given } = await read({ tensor }, async (name: string) =>
    name === 'images.npz' ? bytes : null,
  );
  expect(x.shape).toEqual([chosen.length, 3072]);
  expect([...given]).toEqual(chosen.map((i) => labels[i]));
  expect(x.values.subarray(-3072)).toEqual(Float32Array.from(pixelsAt(chosen[chosen.length - 1])));
});
