/**
 * k-means clustering: Lloyd's iteration (1982) from centres chosen by k-means++ (Arthur & Vassilvitskii 2007), the
 * best of a few beginnings. Seeded, so the same points always fall into the same clusters.
 */
import { Purpose, randomBits, toUniform } from './random';

export interface Clustering {
  /** The cluster of each point. */
  clusters: Uint8Array;
  /** Sum of squared distances of the points to the centres of their clusters. */
  inertia: number;
}

const MOST_ITERATIONS = 100;

/** points: count × width; k at most 256, and clusters may be empty where there are fewer different points. */
export function kMeans(
  points: Float32Array,
  width: number,
  k: number,
  { restarts = 4, seed = 0 } = {},
): Clustering {
  let best: Clustering | null = null;
  for (let restart = 0; restart < Math.max(1, restarts); restart++) {
    const found = lloyd(points, width, spreadCentres(points, width, k, seed, restart));
    if (!best || found.inertia < best.inertia) best = found;
  }
  // There is one beginning at least.
  return best!;
}

/** Each centre is a point, drawn with a chance that grows with its squared distance from the centres before it. */
function spreadCentres(
  points: Float32Array,
  width: number,
  k: number,
  seed: number,
  restart: number,
): Float64Array {
  const count = points.length / width;
  const centres = new Float64Array(k * width);
  const nearest = new Float64Array(count).fill(1);
  for (let c = 0; c < k; c++) {
    const total = nearest.reduce((sum, d) => sum + d, 0);
    let left = total * toUniform(randomBits(seed, Purpose.clusters, restart, c));
    let chosen = 0;
    for (; chosen < count - 1 && left >= nearest[chosen]; chosen++) left -= nearest[chosen];
    centres.set(points.subarray(chosen * width, (chosen + 1) * width), c * width);
    for (let n = 0; n < count; n++) {
      const enough = c === 0 ? Number.POSITIVE_INFINITY : nearest[n];
      nearest[n] = Math.min(enough, squaredDistance(points, n * width, centres, c * width, width, enough));
    }
  }
  return centres;
}

/** Points go to the nearest centre, centres to the mean of their points, until no point moves. */
function lloyd(points: Float32Array, width: number, centres: Float64Array): Clustering {
  const count = points.length / width;
  const k = centres.length / width;
  const clusters = new Uint8Array(count);
  const sizes = new Uint32Array(k);
  let inertia = 0;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    let moved = iteration === 0;
    inertia = 0;
    for (let n = 0; n < count; n++) {
      // Its own first: that is mostly the nearest still, and the others are soon seen to be farther.
      let cluster = clusters[n];
      let least = squaredDistance(points, n * width, centres, cluster * width, width);
      for (let c = 0; c < k; c++) {
        const d = squaredDistance(points, n * width, centres, c * width, width, least);
        if (d < least) [least, cluster] = [d, c];
      }
      inertia += least;
      if (clusters[n] !== cluster) moved = true;
      clusters[n] = cluster;
    }
    if (!moved) break;
    sizes.fill(0);
    for (const cluster of clusters) sizes[cluster]++;
    for (let c = 0; c < k; c++) if (sizes[c] > 0) centres.fill(0, c * width, (c + 1) * width);
    for (let n = 0; n < count; n++) {
      const to = clusters[n] * width;
      for (let j = 0; j < width; j++) centres[to + j] += points[n * width + j];
    }
    for (let c = 0; c < k; c++) {
      if (sizes[c] > 0) for (let j = c * width; j < (c + 1) * width; j++) centres[j] /= sizes[c];
    }
  }
  return { clusters, inertia };
}

/** So many coordinates are added up between two looks at whether it is enough. */
const STRETCH = 56;

/** Or some number above `enough`, where it is more than that. */
function squaredDistance(
  a: Float32Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  width: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  let sum = 0;
  for (let from = 0; from < width && sum <= enough; from += STRETCH) {
    const end = Math.min(from + STRETCH, width);
    for (let j = from; j < end; j++) {
      const gap = a[fromA + j] - b[fromB + j];
      sum += gap * gap;
    }
  }
  return sum;
}
