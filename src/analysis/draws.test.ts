import { describe, expect, test } from 'vitest';
import { specWith } from '../experiment/specOf';
import { drawCodes, drawNoise, sourcesOf } from './draws';

const LATENT = 2;
/** Codes along a line: mean (3, −1), variances 4 and 1, perfectly correlated. */
const line = Float32Array.from({ length: 500 * LATENT }, (_, i) => {
  const t = Math.sqrt(2) * Math.cos(i >> 1);
  return i % 2 === 0 ? 3 + 2 * t : -1 - t;
});
const codes = { mu: line, logVar: null };

describe('the sources of draws', () => {
  test.each([
    ['vae', ['prior', 'posterior']],
    ['aae', ['prior', 'posterior']],
    ['gan', ['prior']],
    ['ae', ['gaussian', 'posterior', 'normal']],
    ['pca', ['gaussian', 'posterior', 'normal']],
  ] as const)('%s', (model, sources) => {
    expect(sourcesOf(specWith({ model }))).toEqual(sources);
  });
});

test.each(['prior', 'normal'] as const)('%s: standard normal, whatever the codes', (source) => {
  const count = 4000;
  const z = drawCodes(source, drawNoise(source, count, LATENT, 1, 0), count, LATENT, null)!;
  const mean = z.reduce((sum, v) => sum + v, 0) / z.length;
  const variance = z.reduce((sum, v) => sum + v * v, 0) / z.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(Math.abs(variance - 1)).toBeLessThan(0.06);
});

test('the Gaussian has the mean and the covariance of the codes, though they lie on a line', () => {
  const count = 2000;
  const z = drawCodes('gaussian', drawNoise('gaussian', count, LATENT, 1, 0), count, LATENT, codes)!;
  let [a, b, aa, bb] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [x, y] = [z[2 * i], z[2 * i + 1]];
    // On the line itself: y + 1 = −(x − 3) / 2.
    expect(y + 1).toBeCloseTo(-(x - 3) / 2, 3);
    a += x / count;
    b += y / count;
    aa += (x - 3) ** 2 / count;
    bb += (y + 1) ** 2 / count;
  }
  expect(Math.abs(a - 3)).toBeLessThan(0.15);
  expect(Math.abs(b + 1)).toBeLessThan(0.08);
  expect(Math.abs(aa / 4 - 1)).toBeLessThan(0.12);
  expect(Math.abs(bb - 1)).toBeLessThan(0.12);
});

test('the aggregate posterior: codes as they are, or sampled with their own σ', () => {
  const noise = drawNoise('posterior', 50, LATENT, 1, 0);
  const bare = drawCodes('posterior', noise, 50, LATENT, codes)!;
  const all = new Set(Array.from({ length: 500 }, (_, i) => `${line[2 * i]} ${line[2 * i + 1]}`));
  for (let i = 0; i < 50; i++) expect(all).toContain(`${bare[2 * i]} ${bare[2 * i + 1]}`);
  const logVar = new Float32Array(line.length).fill(2 * Math.log(0.5));
  const moved = drawCodes('posterior', noise, 50, LATENT, { mu: line, logVar })!;
  moved.forEach((v, i) => {
    expect(v - bare[i]).toBeCloseTo(0.5 * noise.epsilon[i], 5);
  });
});

test('the same round gives the same random numbers, the next others, and fewer draws are the first of more', () => {
  expect(drawNoise('gaussian', 20, LATENT, 7, 3)).toEqual(drawNoise('gaussian', 20, LATENT, 7, 3));
  const [one, other] = [drawNoise('gaussian', 20, LATENT, 7, 3), drawNoise('gaussian', 20, LATENT, 7, 4)];
  for (const key of ['picks', 'epsilon', 'shares'] as const) expect(one[key]).not.toEqual(other[key]);
  for (const source of ['prior', 'gaussian', 'posterior'] as const) {
    const many = drawCodes(source, one, 20, LATENT, codes)!;
    expect(drawCodes(source, one, 5, LATENT, codes)).toEqual(many.slice(0, 5 * LATENT));
  }
});

test('without codes only the prior can be drawn from', () => {
  const noise = drawNoise('gaussian', 3, LATENT, 1, 0);
  expect(drawCodes('gaussian', noise, 3, LATENT, null)).toBeNull();
  expect(drawCodes('posterior', noise, 3, LATENT, { mu: new Float32Array(0), logVar: null })).toBeNull();
});
