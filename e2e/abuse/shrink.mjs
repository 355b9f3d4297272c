/**
 * Finds a minimal sequence that still fails: drops halves, quarters … single items as long as the rest fails
 * (Zeller and Hildebrandt 2002, delta debugging).
 */

/**
 * @template T
 * @param {readonly T[]} items A sequence that fails.
 * @param {(items: readonly T[]) => Promise<boolean>} fails
 * @param {number} most Tries at most: each may take seconds.
 * @returns {Promise<readonly T[]>}
 */
export async function shrunk(items, fails, most = 40) {
  let left = items;
  let tries = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < left.length; ) {
      const without = [...left.slice(0, from), ...left.slice(from + size)];
      if (without.length === 0 || tries >= most) break;
      tries++;
      if (await fails(without)) left = without;
      else from += size;
    }
  }
  return left;
}
