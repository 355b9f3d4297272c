import { describe, expect, it } from 'vitest';
import { homeOf, including, PRIOR_HOME, reachOf } from './home';

/** 100 codes on the x axis, evenly from −reach to reach. */
const codes = (reach: number) =>
  Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? reach * (-1 + (2 * (i / 2)) / 99) : 0));
const extentAt = (reach: number, now = PRIOR_HOME) => homeOf(true, codes(reach), 100, now)?.extent ?? 0;

describe('homeOf', () => {
  it("with a prior, is the prior's square as long as nearly all codes are inside", () => {
    expect(homeOf(true, new Float32Array(0), 0, PRIOR_HOME)).toEqual(PRIOR_HOME);
    expect(extentAt(3)).toBe(PRIOR_HOME.extent);
    // A few outliers do not matter.
    const strays = codes(2);
    strays[0] = 40;
    expect(homeOf(true, strays, 100, PRIOR_HOME)).toEqual(PRIOR_HOME);
  });

  it('grows in steps when codes leave it, and shrinks only with room to spare', () => {
    const far = homeOf(true, codes(12), 100, PRIOR_HOME);
    expect(far?.extent).toBeGreaterThan(reachOf(codes(12), 100));
    expect(far?.extent).toBeLessThan(20);
    const grown = homeOf(true, codes(4), 100, PRIOR_HOME) ?? PRIOR_HOME;
    expect(grown.extent).toBeCloseTo(1.5 * PRIOR_HOME.extent);
    // Slightly less than fits into the prior's square keeps the larger one; much less does not.
    expect(extentAt(3.2, grown)).toBe(grown.extent);
    expect(extentAt(2.5, grown)).toBe(PRIOR_HOME.extent);
  });

  it('returns from the square of another model', () => {
    expect(homeOf(true, codes(1), 100, { centre: [5, 5], extent: 90 })).toEqual(PRIOR_HOME);
  });

  it('without a prior, is the square around most of the codes', () => {
    const { centre, extent } = homeOf(false, codes(7), 100, PRIOR_HOME) ?? PRIOR_HOME;
    expect(centre[0]).toBeCloseTo(0, 1);
    expect(extent).toBeGreaterThan(6.5);
    expect(homeOf(false, new Float32Array(0), 0, PRIOR_HOME)).toBeNull();
  });

  it('without a prior, leaves room for a caption', () => {
    const upright = codes(7).map((_, i, all) => all[i ^ 1]);
    const topOf = (captioned: boolean) => {
      const { centre, extent } = homeOf(false, upright, 100, PRIOR_HOME, captioned) ?? PRIOR_HOME;
      return (centre[1] + extent - 7) / (2 * extent);
    };
    // The caption of two lines and a button has 76 of 566 px.
    expect(topOf(true)).toBeGreaterThan(76 / 566);
    expect(topOf(false)).toBeLessThan(0.1);
  });
});

describe('including', () => {
  it('enlarges the square around its centre, with a margin, only for places outside', () => {
    const square = { centre: [1, 2] as const, extent: 2 };
    expect(including(square, [])).toEqual(square);
    expect(including(square, [[2, 1]])).toEqual(square);
    expect(
      including(square, [
        [2, 1],
        [1, -8],
      ]),
    ).toEqual({ centre: [1, 2], extent: 11.5 });
  });
});
