/** Interpolation between two values. */

/** a at t = 0, b at t = 1. */
export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/** Fast at first, slow at the end: 1 − (1 − t)³, with t clipped to [0, 1]. */
export function easeOut(t: number): number {
  const u = 1 - Math.min(1, Math.max(0, t));
  return 1 - u * u * u;
}

/** out = (1 − t) a + t b, element by element. */
export function mixInto(out: Float32Array, a: Float32Array, b: Float32Array, t: number): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] + (b[i] - a[i]) * t;
}

/** Writes step `step` of `steps` on the straight line from a (step 0) to b (step steps − 1). */
export function stepOfPath(
  out: number[],
  a: readonly number[],
  b: readonly number[],
  step: number,
  steps: number,
): void {
  out.length = a.length;
  for (let i = 0; i < a.length; i++) out[i] = mix(a[i], b[i], step / (steps - 1));
}
