import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { bernoulliNats, gaussianNats } from '../../model/pixels';
import { meanImageLoss } from './baseline';
import { findingOf, type ReconstructionFacts } from './finding';
import { pixelEntropy } from './floor';
import { words as ofUse } from './words';

const facts: ReconstructionFacts = {
  latent: 2,
  step: 14_070,
  loss: 133.2,
  baseline: 206.4,
  floor: 52,
  training: { from: 13_000, to: 14_070, loss: 131 },
  shown: [
    { name: 'the 0', error: 143 },
    { name: 'the 5', error: 252.4 },
    { name: 'the 9', error: 165 },
  ],
};
const said = (patch: Partial<ReconstructionFacts> = {}, locale: 'en' | 'zh-CN' = 'en') =>
  findingOf({ ...facts, ...patch }, wordsOf(locale, ofUse));

describe('the finding', () => {
  test('compares the error with that of the mean image, and names the worst image', () => {
    expect(said()).toBe(
      '2 numbers per image: the error falls from 206 nats, that of the mean image, to 133. Worst of these: the 5, 252 nats.',
    );
    expect(said({ latent: 1, shown: [] })).toMatch(/^1 number per image: .* to 133\.$/);
    expect(said({}, 'zh-CN')).toContain('206 奈特降到 133 奈特');
  });

  test('a model that is no better than the mean image', () => {
    expect(said({ loss: 206.4 })).toMatch(
      /an error of 206 nats, no better than the mean image for all \(206\)/,
    );
  });

  test('F14: both losses, where that of test images lies far above', () => {
    const training = { from: 180, to: 200, loss: 90 };
    expect(said({ step: 200, loss: 620.4, training })).toMatch(
      /620 nats, no better than .*\. Training batches cost only 90 nats \(mean of steps 180 to 200\): the test images look unlike/,
    );
    expect(said({ step: 200, loss: 130, training })).not.toContain('Training batches');
    expect(said({ loss: 620.4, training }, 'zh-CN')).toContain(
      '训练批次只需 90 奈特（第 180 至 200 步的均值）',
    );
  });

  test('F24: grey pixels have a cross-entropy that nothing can lower', () => {
    const grey = new Uint8Array(64 * 784).fill(128);
    const floor = pixelEntropy(grey, 64);
    // 784 · H(128/255), by the formula in base 2.
    const [x, y] = [128 / 255, 127 / 255];
    expect(floor).toBeCloseTo(-784 * Math.LN2 * (x * Math.log2(x) + y * Math.log2(y)), 8);
    expect(floor).toBeCloseTo(543.4, 1);
    const all = { step: 500, loss: 543.5, baseline: meanImageLoss(grey, 'bernoulli'), floor, training: null };
    expect(said(all)).toMatch(/Of that, 543\.4 nats are the entropy of grey pixels/);
    expect(said(all, 'zh-CN')).toContain('其中 543.4 奈特是灰色像素的熵');
    expect(pixelEntropy(new Uint8Array(64 * 784), 64)).toBe(0);
  });

  test('random weights: nothing has been learned, whatever the numbers', () => {
    expect(said({ step: 0, loss: 543 })).toMatch(/^Random weights: .* the mean image would cost 206 nats\.$/);
    expect(said({ step: 0, loss: 100 })).toMatch(/^Random weights/);
    expect(said({ step: 0, baseline: null })).toBe('Random weights: the reconstructions show nothing yet.');
  });

  test('no numbers yet, and numbers lost by divergence', () => {
    expect(said({ step: null, loss: Number.NaN })).toBe(
      'Test images, and what is left of each after 2 numbers.',
    );
    expect(said({ loss: Number.NaN })).toMatch(/diverged/);
  });
});

test('the loss of the mean image is averaged over the images', () => {
  const images = Uint8Array.from({ length: 3 * 784 }, (_, i) => (i * 97) % 256);
  const mean = Float32Array.from(
    { length: 784 },
    (_, p) => (images[p] + images[784 + p] + images[2 * 784 + p]) / 3 / 255,
  );
  const each = [0, 1, 2].map((i) => images.subarray(784 * i, 784 * (i + 1)));
  const average = (nats: typeof bernoulliNats) => each.reduce((sum, image) => sum + nats(image, mean), 0) / 3;
  expect(meanImageLoss(images, 'bernoulli')).toBeCloseTo(average(bernoulliNats), 2);
  expect(meanImageLoss(images, 'gaussian')).toBeCloseTo(average(gaussianNats), 2);
  // Pixels that are the same everywhere cost nothing.
  expect(meanImageLoss(new Uint8Array(2 * 784), 'bernoulli')).toBe(0);
});
