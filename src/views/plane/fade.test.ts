import { describe, expect, it } from 'vitest';
import { fillNormal, Purpose } from '../../math/random';
import { dataFade, densityAt, densityOfCodes, FAINTEST, priorFade } from './fade';

describe('priorFade', () => {
  it('is 1 within two standard deviations of the prior, low from four on, and never increases with distance', () => {
    expect(priorFade(0)).toBe(1);
    expect(priorFade(2)).toBe(1);
    expect(priorFade(4)).toBeCloseTo(FAINTEST);
    expect(priorFade(50)).toBeCloseTo(FAINTEST);
    for (let d = 0; d < 6; d += 0.1) expect(priorFade(d + 0.1)).toBeLessThanOrEqual(priorFade(d));
  });
});

describe('densityOfCodes', () => {
  const count = 2000;
  const positions = new Float32Array(2 * count);
  fillNormal(positions, 5, Purpose.selfTest, 0);
  for (let i = 0; i < count; i++) {
    // Two round clouds, ten units apart; the upper one has a fifth as many codes.
    positions[2 * i] += 30;
    positions[2 * i + 1] += i % 6 === 0 ? 10 : 0;
  }
  const density = densityOfCodes(positions, count, { centre: [30, 5], extent: 10 });
  const fade = (x: number, y: number) => dataFade(densityAt(density, x, y), density.mean);

  it('is high within each cloud, the smaller one too, and low between and beyond them', () => {
    expect(fade(30, 0)).toBe(1);
    expect(fade(30, 10)).toBeGreaterThan(0.8);
    expect(fade(30, 5)).toBeCloseTo(FAINTEST, 1);
    expect(fade(30, -8)).toBeCloseTo(FAINTEST, 1);
    expect(fade(500, 500)).toBeCloseTo(FAINTEST);
  });

  it('is the direct sum of a kernel over the codes, in float64', () => {
    // A box of three cells, three times over: the weights of the cells around the one with the code.
    let kernel = [1];
    for (let pass = 0; pass < 3; pass++) {
      const next = new Array<number>(kernel.length + 2).fill(0);
      kernel.forEach((weight, i) => {
        for (const shift of [0, 1, 2]) next[i + shift] += weight / 3;
      });
      kernel = next;
    }
    const { cells, side, left, bottom, cell } = density;
    const cellOf = (i: number) => [
      Math.floor((positions[2 * i] - left) / cell),
      Math.floor((positions[2 * i + 1] - bottom) / cell),
    ];
    let most = 0;
    for (let row = 3; row < side - 3; row += 5)
      for (let column = 3; column < side - 3; column += 5) {
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const [c, r] = cellOf(i);
          sum += (kernel[c - column + 3] ?? 0) * (kernel[r - row + 3] ?? 0);
        }
        expect(cells[row * side + column]).toBeCloseTo(sum, 3);
        most = Math.max(most, sum);
      }
    expect(most).toBeGreaterThan(1);
  });

  it('smoothing keeps the number of codes, far from the edge', () => {
    expect(density.cells.reduce((a, b) => a + b, 0)).toBeCloseTo(count, -1);
  });

  it('ignores NaN, and does not fade anything without codes', () => {
    const none = densityOfCodes(Float32Array.of(Number.NaN, 0), 1, { centre: [0, 0], extent: 1 });
    expect(dataFade(densityAt(none, 0, 0), none.mean)).toBe(1);
  });
});
