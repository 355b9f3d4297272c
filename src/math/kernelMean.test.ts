import { describe, expect, it } from 'vitest';
import { kernelMean } from './kernelMean';
import { fillNormal, Purpose } from './random';

const AREA = { left: -3, bottom: -2, cell: 0.5, columns: 12, rows: 9 };
const COUNT = 200;
const SIGMA = 0.6;
const positions = new Float32Array(2 * COUNT);
fillNormal(positions, 7, Purpose.draws, 0);
const values = Float32Array.from({ length: COUNT }, (_, i) => 100 + 30 * Math.sin(i));

describe('kernelMean', () => {
  it('is the mean weighted by a Gaussian of the distance, as summed directly in float64', () => {
    const { means, weights } = kernelMean(positions, values, AREA, SIGMA);
    let empty = 0;
    for (let place = 0; place < means.length; place++) {
      const x = AREA.left + ((place % AREA.columns) + 0.5) * AREA.cell;
      const y = AREA.bottom + (Math.floor(place / AREA.columns) + 0.5) * AREA.cell;
      let [sum, total] = [0, 0];
      for (let i = 0; i < COUNT; i++) {
        const distance = Math.hypot(positions[2 * i] - x, positions[2 * i + 1] - y);
        const weight = distance <= 3 * SIGMA ? Math.exp(-(distance ** 2) / (2 * SIGMA ** 2)) : 0;
        sum += weight * values[i];
        total += weight;
      }
      expect(weights[place]).toBeCloseTo(total, 4);
      if (total === 0) empty++;
      else expect(Math.abs(means[place] - sum / total)).toBeLessThan(1e-3);
    }
    expect(empty).toBeLessThan(means.length / 2);
  });

  it('leaves out what is not finite, and points outside reach', () => {
    const { means, weights } = kernelMean(
      [0.25, 0.25, Number.NaN, 0, 0.25, 0.25, 500, 0],
      [80, 7, Number.NaN, 9],
      { left: 0, bottom: 0, cell: 0.5, columns: 1, rows: 1 },
      1,
    );
    expect(means[0]).toBe(80);
    expect(weights[0]).toBe(1);
  });
});
