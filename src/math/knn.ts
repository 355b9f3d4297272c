/**
 * Accuracy of a k-nearest-neighbour vote (Cover & Hart 1967) in a code space: how well the classes are
 * separated, as one number. Euclidean distance, brute force; a tied vote goes to the class of the nearest
 * neighbour among the tied.
 *
 * codes: count × dimensions; the first `references` rows vote on the rest.
 */
export function knnAccuracy(
  codes: Float32Array,
  labels: Uint8Array,
  dimensions: number,
  references: number,
  k = 10,
): number {
  const count = codes.length / dimensions;
  const distances = new Float64Array(k);
  const classes = new Uint8Array(k);
  let right = 0;
  for (let q = references; q < count; q++) {
    let found = 0;
    for (let r = 0; r < references; r++) {
      let d = 0;
      for (let j = 0; j < dimensions; j++) {
        const gap = codes[q * dimensions + j] - codes[r * dimensions + j];
        d += gap * gap;
      }
      if (found === k && d >= distances[k - 1]) continue;
      let at = found < k ? found++ : k - 1;
      for (; at > 0 && distances[at - 1] > d; at--) {
        distances[at] = distances[at - 1];
        classes[at] = classes[at - 1];
      }
      distances[at] = d;
      classes[at] = labels[r];
    }
    if (found > 0 && vote(classes.subarray(0, found)) === labels[q]) right++;
  }
  return right / (count - references);
}

/** The most frequent class; neighbours are ordered nearest first. */
function vote(neighbours: Uint8Array): number {
  const votes = new Map<number, number>();
  for (const c of neighbours) votes.set(c, (votes.get(c) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return neighbours.find((c) => votes.get(c) === most) ?? -1;
}
