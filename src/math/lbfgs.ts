/**
 * Minimises a smooth function of many variables by L-BFGS (Liu & Nocedal 1989): the curvature is estimated
 * from the last few steps, and the step length comes from a backtracking line search (Armijo 1966).
 * Deterministic.
 */

export interface Minimum {
  x: Float64Array;
  value: number;
  iterations: number;
}

export interface MinimiseOptions {
  /** It has converged where no entry of the gradient is larger. */
  tolerance: number;
  mostIterations: number;
}

/** Number of steps that the curvature is estimated from. */
const MEMORY = 10;
/** The share of the decrease predicted by the slope that a step must achieve. */
const SUFFICIENT_DECREASE = 1e-4;
const MAX_HALVINGS = 40;

/** Starts at `start`, which it does not change. `evaluate` returns f(x) and writes its gradient. */
export function minimise(
  evaluate: (x: Float64Array, gradient: Float64Array) => number,
  start: Float64Array,
  { tolerance, mostIterations }: MinimiseOptions,
): Minimum {
  let x = start.slice();
  let gradient = new Float64Array(x.length);
  let value = evaluate(x, gradient);
  const memory: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  let iterations = 0;
  for (; iterations < mostIterations; iterations++) {
    if (gradient.every((g) => Math.abs(g) <= tolerance)) break;

    // The two loops: the approximate inverse Hessian times the gradient.
    const direction = gradient.slice();
    const shares: number[] = [];
    for (let i = memory.length - 1; i >= 0; i--) {
      const { step, change, curvature } = memory[i];
      shares[i] = dot(step, direction) / curvature;
      add(direction, -shares[i], change);
    }
    const last = memory.at(-1);
    // Before the curvature is known, a step of length one at most.
    const scale = last
      ? last.curvature / dot(last.change, last.change)
      : 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)));
    for (let i = 0; i < direction.length; i++) direction[i] *= scale;
    memory.forEach(({ step, change, curvature }, i) => {
      add(direction, shares[i] - dot(change, direction) / curvature, step);
    });

    const slope = -dot(gradient, direction);
    const next = new Float64Array(x.length);
    const nextGradient = new Float64Array(x.length);
    let nextValue = Number.NaN;
    let length = 1;
    for (let halvings = 0; ; halvings++, length /= 2) {
      // Only rounding errors are left between here and the minimum.
      if (halvings === MAX_HALVINGS) return { x, value, iterations };
      for (let i = 0; i < x.length; i++) next[i] = x[i] - length * direction[i];
      nextValue = evaluate(next, nextGradient);
      if (nextValue <= value + SUFFICIENT_DECREASE * length * slope) break;
    }

    const step = next.map((v, i) => v - x[i]);
    const change = nextGradient.map((g, i) => g - gradient[i]);
    const curvature = dot(step, change);
    // Without positive curvature the pair would make the approximation indefinite.
    if (curvature > 1e-12 * dot(change, change)) {
      memory.push({ step, change, curvature });
      if (memory.length > MEMORY) memory.shift();
    }
    x = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return { x, value, iterations };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** y += a x. */
function add(y: Float64Array, a: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += a * x[i];
}
