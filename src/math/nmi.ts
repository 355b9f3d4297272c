/** How well a clustering agrees with classes, whatever their names. */

/**
 * Normalised mutual information 2 I(a; b) / (H(a) + H(b)), in [0, 1]: normalised by the arithmetic mean (Vinh
 * et al. 2010). 1 where both are constant. a and b: an integer for each item.
 */
export function normalisedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const pair = Array.from(a, (x, i) => `${x} ${b[i]}`);
  const [ha, hb] = [entropy(Array.from(a)), entropy(Array.from(b))];
  if (ha + hb === 0) return 1;
  // I = H(a) + H(b) − H(a, b), which rounding may make slightly negative.
  return Math.max(0, (2 * (ha + hb - entropy(pair))) / (ha + hb));
}

/** The share of items whose class is the most frequent one of their cluster. */
export function purity(clusters: ArrayLike<number>, classes: ArrayLike<number>): number {
  const most = new Map<number, number>();
  for (const [pair, count] of counted(Array.from(clusters, (c, i) => `${c} ${classes[i]}`))) {
    const cluster = Number(pair.split(' ')[0]);
    most.set(cluster, Math.max(most.get(cluster) ?? 0, count));
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0) / clusters.length;
}

/** Entropy in nats. */
function entropy(items: readonly (number | string)[]): number {
  let h = 0;
  for (const count of counted(items).values()) h -= (count / items.length) * Math.log(count / items.length);
  return h;
}

function counted<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
