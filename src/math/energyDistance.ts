/**
 * The energy distance of two samples (Székely & Rizzo 2013, Energy statistics, J. Stat. Plan. Inference 143):
 *
 *   D² = 2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖
 *
 * It is 0 for the same distribution and larger otherwise, in the unit of the numbers. Means within a sample leave out the
 * distance of a point from itself, so the estimate has no bias, and can be a little below 0.
 */

/** a, b: rows of `width` numbers, two or more each. Time grows with the product of their counts. */
export function energyDistance(a: ArrayLike<number>, b: ArrayLike<number>, width: number): number {
  const [n, m] = [a.length / width, b.length / width];
  return (
    (2 * sumOfDistances(a, b, width)) / (n * m) -
    (2 * sumWithin(a, width)) / (n * (n - 1)) -
    (2 * sumWithin(b, width)) / (m * (m - 1))
  );
}

function sumOfDistances(a: ArrayLike<number>, b: ArrayLike<number>, width: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += width)
    for (let j = 0; j < b.length; j += width) sum += distance(a, i, b, j, width);
  return sum;
}

/** Over pairs i < j. */
function sumWithin(a: ArrayLike<number>, width: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += width)
    for (let j = 0; j < i; j += width) sum += distance(a, i, a, j, width);
  return sum;
}

function distance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, width: number): number {
  let sum = 0;
  for (let d = 0; d < width; d++) {
    const gap = a[i + d] - b[j + d];
    sum += gap * gap;
  }
  return Math.sqrt(sum);
}
