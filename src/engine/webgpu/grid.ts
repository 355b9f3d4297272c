/**
 * How many workgroups a dispatch has, as WebGPU wants to hear it: a dimension has at most 65,535, so what is more
 * goes into a second one, and kernels read the two as one (`group.x + group.y * groups.x`).
 */

/** The default of `maxComputeWorkgroupsPerDimension`. */
export const MOST_GROUPS = 65_535;

/**
 * At least `groups` in all, in rows as even as can be, so that fewer than a row are in vain. Nothing for nothing: a
 * dispatch of no workgroups is allowed.
 */
export function gridOf(groups: number): { across: number; down: number } {
  if (groups === 0) return { across: 0, down: 0 };
  const down = Math.ceil(groups / MOST_GROUPS);
  return { across: Math.ceil(groups / down), down };
}
