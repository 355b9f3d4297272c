/**
 * k-means clustering: Lloyd's iteration (1982) from centres chosen by k-means++ (Arthur & Vassilvitskii
 * 2007), the best of several initialisations. Seeded, so the same points always give the same clusters.
 */
import { Purpose, randomBits, toUniform } from './random';

export interface Clustering {
  /** The cluster of each point. */
  clusters: Uint8Array;
  /** Sum of squared distances of the points to the centres of their clusters. */
  inertia: number;
}

const MAX_ITERATIONS = 100;

/** points: count × width; k at most 256; clusters may be empty where there are fewer distinct points. */
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
  // There is at least one initialisation.
  return best!;
}

/**
 * Each centre is a point, drawn with a probability proportional to its squared distance from the nearest
 * earlier centre.
 */
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

/** Assigns points to the nearest centre and centres to the mean of their points, until no point changes. */
function lloyd(points: Float32Array, width: number, centres: Float64Array): Clustering {
  const count = points.length / width;
  const k = centres.length / width;
  const clusters = new Uint8Array(count);
  const sizes = new Uint32Array(k);
  let inertia = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    let moved = iteration === 0;
    inertia = 0;
    for (let n = 0; n < count; n++) {
      // Its own cluster first: usually still the nearest, which soon rules out the others.
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

/** Coordinates that are added up between two checks against the limit. */
const CHECK_EVERY = 56;

/** The squared distance, or some number above `enough` where it is more than that. */
function squaredDistance(
  a: Float32Array,
  fromA: number,
  b: Float64Array,
  fromB: number,
  width: number,
  enough = Number.POSITIVE_INFINITY,
): number {
  let sum = 0;
  for (let from = 0; from < width && sum <= enough; from += CHECK_EVERY) {
    const end = Math.min(from + CHECK_EVERY, width);
    for (let j = from; j < end; j++) {
      const gap = a[fromA + j] - b[fromB + j];
      sum += gap * gap;
    }
  }
  return sum;
}
