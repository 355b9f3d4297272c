/**
 * The grid of a dispatch: WebGPU allows at most 65,535 workgroups in a dimension, so larger counts use a
 * second one, and kernels read the two as one (`group.x + group.y * groups.x`).
 */

/** The default of `maxComputeWorkgroupsPerDimension`. */
export const MAX_GROUPS = 65_535;

/**
 * A grid of at least `groups` workgroups, in rows as even as possible, so that less than a row is wasted.
 * Empty for 0: WebGPU allows a dispatch of no workgroups.
 */
export function gridOf(groups: number): { across: number; down: number } {
  if (groups === 0) return { across: 0, down: 0 };
  const down = Math.ceil(groups / MAX_GROUPS);
  return { across: Math.ceil(groups / down), down };
}
