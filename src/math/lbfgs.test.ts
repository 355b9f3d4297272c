import { expect, test } from 'vitest';
import { minimise } from './lbfgs';

const options = { tolerance: 1e-9, mostIterations: 500 };

test('minimises a quadratic bowl with a condition number of a thousand in few steps', () => {
  const steepness = [1, 10, 100, 1000];
  const centre = [3, -1, 0.5, 2];
  const { x, value, iterations } = minimise(
    (at, gradient) => {
      let sum = 0;
      at.forEach((v, i) => {
        gradient[i] = steepness[i] * (v - centre[i]);
        sum += 0.5 * steepness[i] * (v - centre[i]) ** 2;
      });
      return sum;
    },
    new Float64Array(4),
    options,
  );
  x.forEach((v, i) => {
    expect(v).toBeCloseTo(centre[i], 7);
  });
  expect(value).toBeCloseTo(0, 12);
  // Plain gradient descent needs thousands.
  expect(iterations).toBeLessThan(60);
});

test('minimises the curved valley of Rosenbrock (1960)', () => {
  const { x } = minimise(
    ([a, b], gradient) => {
      gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a);
      gradient[1] = 200 * (b - a * a);
      return (1 - a) ** 2 + 100 * (b - a * a) ** 2;
    },
    Float64Array.from([-1.2, 1]),
    options,
  );
  expect(x[0]).toBeCloseTo(1, 6);
  expect(x[1]).toBeCloseTo(1, 6);
});

test('stays at a minimum, and does not change the start', () => {
  const start = Float64Array.from([1]);
  const bowl = (x: Float64Array, gradient: Float64Array) => {
    gradient[0] = 2 * x[0];
    return x[0] ** 2;
  };
  expect(minimise(bowl, start, options).x[0]).toBeCloseTo(0, 9);
  expect(start[0]).toBe(1);
  expect(minimise(bowl, new Float64Array(1), options).iterations).toBe(0);
});
