/** The terms of the objective against values computed by hand. */
import { describe, expect, it } from 'vitest';
import {
  adversarialSlope,
  adversarialTerm,
  klSlope,
  klTerm,
  pixel,
  reconSlope,
  reconTerm,
  sparsitySlope,
  sparsityTerm,
} from './losses';

/** log(1 + e). */
const ONE = 1.3132616875182228;
/** 1 / (1 + e⁻¹). */
const SIGMOID = 0.7310585786300049;

describe('the likelihood', () => {
  it('is stable at logits where the plain formula is not', () => {
    expect(reconTerm('bernoulli', 0, 0.25)).toBeCloseTo(Math.LN2, 12);
    expect(reconTerm('bernoulli', 1, 0)).toBeCloseTo(ONE, 15);
    expect(reconTerm('bernoulli', 800, 1)).toBe(0);
    expect(reconTerm('bernoulli', -800, 1)).toBe(800);
    expect(reconTerm('bernoulli', 800, 0)).toBe(800);
    expect(reconTerm('bernoulli', -40, 0)).toBeCloseTo(Math.exp(-40), 25);
    expect(reconTerm('gaussian', 2, 0.5)).toBe(1.125);
  });

  it('has a slope from the pixel towards its target', () => {
    expect(reconSlope('bernoulli', 0, 0.25)).toBe(0.25);
    expect(reconSlope('bernoulli', 800, 1)).toBe(0);
    expect(reconSlope('gaussian', 2, 0.5)).toBe(1.5);
  });

  it('gives pixels in [0, 1]', () => {
    expect(pixel('bernoulli', 1)).toBeCloseTo(SIGMOID, 15);
    expect([-0.5, 0.25, 1.5].map((o) => pixel('gaussian', o))).toEqual([0, 0.25, 1]);
  });
});

describe('the KL divergence from a standard normal', () => {
  it('is zero for it, and ½ (σ² + μ² − 1 − log σ²) elsewhere', () => {
    expect(klTerm(0, 0)).toBe(0);
    expect(klTerm(2, 0)).toBe(2);
    expect(klTerm(0, Math.log(4))).toBeCloseTo(0.5 * (3 - Math.log(4)), 15);
    expect(klTerm(1, -2)).toBeCloseTo(0.5 * (Math.exp(-2) + 1 - 1 + 2), 15);
  });

  it('has the slopes μ and ½ (σ² − 1)', () => {
    expect(klSlope(0, 0)).toEqual([0, 0]);
    const [byMu, byLogVar] = klSlope(-3, Math.log(4));
    expect(byMu).toBe(-3);
    expect(byLogVar).toBeCloseTo(1.5, 15);
  });
});

describe('the adversarial losses', () => {
  // D = 1/2, 0.73…, 0.27…, and 1 and 0 to all digits.
  const logits = [0, 1, -1, 800, -800];
  const cases = [
    // −log D
    { role: 'real', kind: 'nonSaturating', loss: [Math.LN2, ONE - 1, ONE, 0, 800] },
    // −log (1 − D)
    { role: 'fake', kind: 'nonSaturating', loss: [Math.LN2, ONE, ONE - 1, 800, 0] },
    // −log D
    { role: 'fool', kind: 'nonSaturating', loss: [Math.LN2, ONE - 1, ONE, 0, 800] },
    // log (1 − D)
    { role: 'fool', kind: 'minimax', loss: [-Math.LN2, -ONE, 1 - ONE, -800, 0] },
    // Only the generator's loss has two kinds.
    { role: 'real', kind: 'minimax', loss: [Math.LN2, ONE - 1, ONE, 0, 800] },
    { role: 'fake', kind: 'minimax', loss: [Math.LN2, ONE, ONE - 1, 800, 0] },
  ] as const;

  it.each(cases)('$role, $kind', ({ role, kind, loss }) => {
    logits.forEach((s, i) => {
      expect(adversarialTerm(role, kind, s)).toBeCloseTo(loss[i], 12);
    });
  });

  it('have the slopes D − 1 or D, and −D in the minimax game', () => {
    const at = (s: number) => [
      adversarialSlope('real', 'minimax', s),
      adversarialSlope('fake', 'minimax', s),
      adversarialSlope('fool', 'nonSaturating', s),
      adversarialSlope('fool', 'minimax', s),
    ];
    expect(at(0)).toEqual([-0.5, 0.5, -0.5, -0.5]);
    at(1).forEach((slope, i) => {
      expect(slope).toBeCloseTo([SIGMOID - 1, SIGMOID, SIGMOID - 1, -SIGMOID][i], 15);
    });
    // When the generator is losing: full slope with one loss, none with the other (Goodfellow et al. 2014,
    // section 3).
    expect(at(-800).map((x) => x + 0)).toEqual([-1, 0, -1, 0]);
    expect(at(800).map((x) => x + 0)).toEqual([0, 1, 0, -1]);
  });
});

describe('the sparsity penalty', () => {
  it('is zero where the mean is the target, and KL(ρ ‖ ρ̂) elsewhere', () => {
    expect(sparsityTerm(0.1, 0.1)).toBeCloseTo(0, 15);
    // 0.1 ln 0.2 + 0.9 ln 1.8
    expect(sparsityTerm(0.1, 0.5)).toBeCloseTo(0.36806420716849714, 14);
    // 0.5 ln (0.5 / 0.2) + 0.5 ln (0.5 / 0.8)
    expect(sparsityTerm(0.5, 0.2)).toBeCloseTo(0.22314355131420976, 14);
  });

  it('has the slope (1 − ρ) / (1 − ρ̂) − ρ / ρ̂', () => {
    expect(sparsitySlope(0.1, 0.1)).toBeCloseTo(0, 15);
    expect(sparsitySlope(0.1, 0.5)).toBeCloseTo(1.8 - 0.2, 15);
    expect(sparsitySlope(0.5, 0.2)).toBeCloseTo(0.625 - 2.5, 15);
  });

  it('is finite for a unit that never, or always, fires', () => {
    for (const mean of [0, 1]) {
      expect(sparsityTerm(0.1, mean)).toBeGreaterThan(1);
      expect(sparsityTerm(0.1, mean)).toBeLessThan(15);
      expect(sparsitySlope(0.1, mean)).toBe(0);
    }
  });
});
