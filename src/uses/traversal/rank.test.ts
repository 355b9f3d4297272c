/** The order of the coordinates of a latent, and the sentence about it. */
import { describe, expect, it } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { wordsOf } from '../../i18n/words';
import { findingOf } from './finding';
import { type Codes, rankComponents, rankCoordinates } from './rank';
import { words } from './words';

const COUNT = 400;
/** Three coordinates: constant, of standard deviation 2, and of standard deviation 0.5 around 4. */
const codes: Codes = {
  mu: Float32Array.from({ length: 3 * COUNT }, (_, i) => {
    const sign = Math.floor(i / 3) % 2 === 0 ? 1 : -1;
    return [0.7, 2 * sign, 4 + 0.5 * sign][i % 3];
  }),
  logVar: null,
};
/** The KL of the first is the largest, as its σ is small; that is no information about the image. */
const logVar = Float32Array.from({ length: 3 * COUNT }, (_, i) => [-9, -1, 0][i % 3]);
const never = () => {
  throw new Error('the codes are known');
};
const order = (ranking: ReturnType<typeof rankCoordinates>) => ranking?.coordinates.map((c) => c.coordinate);

describe('the order of coordinates', () => {
  it('of a VAE is by KL, over the range of the prior', () => {
    const vae = specWith({ model: 'vae', latent: 3 });
    const ranking = rankCoordinates(vae, { ...codes, logVar }, never);
    expect(ranking).toMatchObject({ by: 'kl', active: 2 });
    expect(order(ranking)).toEqual([2, 0, 1]);
    expect(ranking?.coordinates.map((c) => c.inactive)).toEqual([false, true, false]);
    // ½ (μ² + σ² − log σ² − 1) of μ = 3.5 and 4.5, σ = 1.
    expect(ranking?.coordinates[0].value).toBeCloseTo((3.5 ** 2 + 4.5 ** 2) / 4, 4);
    expect(ranking?.coordinates[0]).toMatchObject({ from: -3, to: 3 });
  });

  it('without a prior is by variance, over three standard deviations', () => {
    const ranking = rankCoordinates(specWith({ model: 'ae', latent: 3 }), codes, never);
    expect(ranking).toMatchObject({ by: 'variance', active: 2 });
    expect(order(ranking)).toEqual([1, 2, 0]);
    const [, second, last] = ranking!.coordinates;
    expect([second.from, second.to].map((v) => Math.round(100 * v))).toEqual([250, 550]);
    expect(second.value).toBeCloseTo(0.25, 5);
    expect(last.value).toBeLessThan(1e-9);
  });

  it('without codes is by how fast the image changes', () => {
    const gan = specWith({ model: 'gan', latent: 3 });
    const ranking = rankCoordinates(gan, null, (d) => [2, 1, 3][d]);
    expect(ranking).toMatchObject({ by: 'change', active: null });
    expect(order(ranking)).toEqual([2, 0, 1]);
  });

  it('is unknown for codes of another size, or that are no numbers', () => {
    const spec = specWith({ model: 'vae', latent: 3 });
    expect(rankCoordinates(spec, { mu: new Float32Array(4), logVar: null }, never)).toBeNull();
    expect(rankCoordinates(spec, { mu: new Float32Array(0), logVar: null }, never)).toBeNull();
    const lost = { mu: codes.mu.map((v, i) => (i === 7 ? Number.NaN : v)), logVar };
    expect(rankCoordinates(spec, lost, never)).toBeNull();
  });
});

describe('principal directions', () => {
  it('are ordered by their share of the variance, over three standard deviations around the mean', () => {
    // Along (0.6, 0.8, 0) with standard deviation 5, along the last coordinate with 1, around (1, 2, 3).
    const mu = Float32Array.from({ length: 3 * COUNT }, (_, at) => {
      const i = Math.floor(at / 3);
      const [far, near] = [i % 2 === 0 ? 5 : -5, i % 4 < 2 ? 1 : -1];
      return [1 + 0.6 * far, 2 + 0.8 * far, 3 + near][at % 3];
    });
    const components = rankComponents(specWith({ model: 'ae', latent: 3 }), { mu, logVar: null })!;
    expect(components.map(({ component }) => component)).toEqual([0, 1, 2]);
    const [first, second] = components;
    [0.6, 0.8, 0].forEach((value, d) => {
      expect(first.direction[d]).toBeCloseTo(value, 5);
    });
    expect(first.share).toBeCloseTo(25 / 26, 4);
    expect([first.from, first.to].map((v) => Math.round(100 * v) / 100)).toEqual([2.2 - 15, 2.2 + 15]);
    expect(second.share).toBeCloseTo(1 / 26, 4);
    expect(findingOf(components, false, wordsOf('en', words))).toBe(
      'The first of 3 principal directions holds 96% of the variance of the codes, the first two 100%.',
    );
    expect(
      rankComponents(specWith({ model: 'ae', latent: 3 }), { mu: mu.fill(Number.NaN), logVar: null }),
    ).toBeNull();
  });
});

describe('the finding', () => {
  const spec = specWith({ model: 'vae', latent: 3 });
  const said = (c: Codes, untrained = false, locale: 'en' | 'zh-CN' = 'en') =>
    findingOf(rankCoordinates(spec, c, never), untrained, wordsOf(locale, words));

  it('counts the coordinates that carry information', () => {
    expect(said({ ...codes, logVar })).toBe(
      '2 of 3 coordinates carry information; z₃ carries most, 8.1 nats per image.',
    );
    expect(said(codes)).toBe('2 of 3 coordinates differ from image to image; z₂ most, with variance 4.');
    expect(said({ ...codes, logVar }, false, 'zh-CN')).toContain('3 个坐标中有 2 个携带信息');
  });

  it('names a collapse, and random weights', () => {
    const same = { mu: new Float32Array(3 * COUNT), logVar: new Float32Array(3 * COUNT) };
    expect(said(same)).toMatch(/^None of the 3 coordinates/);
    expect(said(same, true)).toMatch(/^Random weights/);
  });
});
