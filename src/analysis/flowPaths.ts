/** The way of draws from N(0, I) to codes, as the analysis worker computes it for a learned prior. */

export interface FlowPaths {
  latent: number;
  count: number;
  /** Number of moments from 0 to 1, evenly spaced, both included. */
  moments: number;
  /** moments × count × latent. */
  positions: Float32Array;
  /** The class of the test image whose code is nearest to where each draw ends; null where classes are unknown. */
  classes: Uint8Array | null;
  /** The class that the draws are conditioned on; null: none. */
  label: number | null;
}

/** Where the first `count` draws are at time t, count × latent: on straight lines between two moments. */
export function drawsAt(paths: FlowPaths, t: number, count = paths.count): Float32Array {
  const { latent, moments, positions } = paths;
  const exact = Math.min(1, Math.max(0, t)) * (moments - 1);
  const moment = Math.min(moments - 2, Math.floor(exact));
  const part = exact - moment;
  const size = paths.count * latent;
  const z = new Float32Array(Math.min(count, paths.count) * latent);
  for (let i = 0; i < z.length; i++) {
    const at = moment * size + i;
    z[i] = (1 - part) * positions[at] + part * positions[at + size];
  }
  return z;
}

/** The first draw of each class, in the order of the classes; where classes are unknown, the first ones. */
export function oneOfEach({ classes, count }: Pick<FlowPaths, 'classes' | 'count'>, most: number): number[] {
  if (!classes) return Array.from({ length: Math.min(most, count) }, (_, i) => i);
  const first = Array.from({ length: most }, (_, label) => classes.indexOf(label));
  return first.filter((i) => i >= 0);
}

/** Ways to draw: the flow by Euler's and by Heun's method, and ancestral sampling of the diffusion. */
export const WAYS = ['euler', 'heun', 'diffusion'] as const;
export type Way = (typeof WAYS)[number];

/** How good draws are after so many evaluations of the network: their energy distance from codes. */
export interface StepQuality {
  way: Way;
  evaluations: number;
  distance: number;
}
