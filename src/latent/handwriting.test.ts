/** What is measured of drawn digits agrees with the factors that they were drawn with. */
import { expect, test } from 'vitest';
import { drawDigits } from '../data/glyphs';
import { slantOf, thicknessOf } from '../math/handwriting';

const drawn = drawDigits(1000, 5);
const imageOf = (i: number) => drawn.images.subarray(784 * i, 784 * (i + 1));

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (x: readonly number[]) => x.reduce((sum, value) => sum + value / x.length, 0);
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], mx: number, y: readonly number[], my: number) =>
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}

/** The mean correlation within the classes, since their shapes lean by themselves. */
function within(measure: (image: Uint8Array) => number, factor: (i: number) => number): number {
  const found = Array.from({ length: 10 }, (_, label) => {
    const own = drawn.factors.flatMap((f, i) => (f.label === label ? [i] : []));
    return correlation(
      own.map((i) => measure(imageOf(i))),
      own.map(factor),
    );
  });
  return found.reduce((sum, value) => sum + value / 10, 0);
}

test('slant and thickness of an image follow the known slant and pen of drawn digits', () => {
  expect(within(slantOf, (i) => drawn.factors[i].slant)).toBeGreaterThan(0.7);
  expect(within(thicknessOf, (i) => drawn.factors[i].thickness)).toBeGreaterThan(0.7);
  // And not each other's.
  expect(Math.abs(within(slantOf, (i) => drawn.factors[i].thickness))).toBeLessThan(0.2);
});
