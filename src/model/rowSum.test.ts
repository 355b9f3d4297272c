import { expect, test } from 'vitest';
import { RowSum } from './rowSum';

/** Rows of three small integers: sums are exact in any order. */
const WIDTH = 3;
const from = Float64Array.from({ length: 10 * WIDTH }, (_, i) => (i * i) % 17);

test.each([0, 1, 3, 4, 5, 8, 9])('the sum of %i rows equals that of a loop', (rows) => {
  const sum = new RowSum(10);
  // Twice: the second sum must not contain the first.
  for (const begin of [0, 1]) {
    const to = Float64Array.of(100, 1, 2, 3, 200);
    const expected = to.slice();
    for (let k = 0; k < rows; k++) {
      const row = (begin + k) % 10;
      const factor = k % 3 === 1 ? 0 : k - 2;
      sum.add(factor, row * WIDTH);
      for (let i = 0; i < WIDTH; i++) expected[1 + i] += factor * from[row * WIDTH + i];
    }
    sum.addTo(to, 1, from, WIDTH);
    expect(to).toEqual(expected);
  }
});
