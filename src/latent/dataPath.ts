/**
 * Curves along the data: the shortest way through the k-nearest-neighbour graph of the codes. The cost of a hop is a
 * power of its length, as in the power-weighted shortest path distances of Hwang, Damelin & Hero 2016: many short hops
 * through densely populated regions are cheaper than one through an empty region.
 */
import { type Curve, type Points, polyline, sample } from './curve';
import { straight } from './interpolate';
import { shortestPath } from './shortestPath';

/** Neighbours of each code, and the power of a hop's length that is its cost. */
const NEIGHBOURS = 10;
const POWER = 3;

export interface CodeGraph {
  /** count × latent. */
  readonly codes: Float32Array;
  readonly latent: number;
  /** The neighbours of each code: its own nearest ones, and those whose nearest it is. */
  readonly neighbours: readonly (readonly number[])[];
}

/** The `k` codes nearest to point `at` of `z`, nearest first, without number `except`. NaN codes are left out. */
function nearestCodes(
  { codes, latent }: Pick<CodeGraph, 'codes' | 'latent'>,
  z: ArrayLike<number>,
  at: number,
  k: number,
  except = -1,
): number[] {
  const count = codes.length / latent;
  const near: number[] = [];
  const squares: number[] = [];
  for (let i = 0; i < count; i++) {
    const d = square(codes, i, z, at, latent);
    if (i === except || Number.isNaN(d) || (near.length === k && d >= squares[k - 1])) continue;
    let place = near.length < k ? near.length : k - 1;
    for (; place > 0 && squares[place - 1] > d; place--) {
      near[place] = near[place - 1];
      squares[place] = squares[place - 1];
    }
    near[place] = i;
    squares[place] = d;
  }
  return near;
}

/** The squared distance of code i from point j of z. */
function square(
  codes: ArrayLike<number>,
  i: number,
  z: ArrayLike<number>,
  j: number,
  latent: number,
): number {
  let sum = 0;
  for (let k = 0; k < latent; k++) {
    const gap = codes[i * latent + k] - z[j * latent + k];
    sum += gap * gap;
  }
  return sum;
}

/** Codes between two pauses. */
const PIECE = 64;

/**
 * The neighbour graph of `codes`, count × latent. 2,000 codes of two numbers take some tens of milliseconds; yields
 * after pieces of a few.
 */
export function* codeGraph(codes: Float32Array, latent: number): Generator<void, CodeGraph> {
  const nodes = { codes, latent };
  const neighbours = Array.from({ length: codes.length / latent }, () => new Set<number>());
  for (const [i, own] of neighbours.entries()) {
    for (const other of nearestCodes(nodes, codes, i, NEIGHBOURS, i)) {
      own.add(other);
      neighbours[other].add(i);
    }
    if (i % PIECE === PIECE - 1) yield;
  }
  return { ...nodes, neighbours: neighbours.map((own) => [...own]) };
}

/** The distance of each point (count × latent) from the nearest code, in latent units; infinite without codes. */
export function gapsTo(points: ArrayLike<number>, codes: Float32Array, latent: number): Float64Array {
  return Float64Array.from({ length: points.length / latent }, (_, j) => {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < codes.length / latent; i++) {
      const d = square(codes, i, points, j, latent);
      if (d < least) least = d;
    }
    return Math.sqrt(least);
  });
}

/** Points at which the largest gap of a curve is looked for. */
export const GAP_SAMPLES = 129;
export const largestGap = (curve: Curve, codes: Float32Array): number =>
  Math.max(...gapsTo(sample(curve, GAP_SAMPLES), codes, curve.latent));

/**
 * The curve from `from` to `to` along the codes. Nowhere is it farther from the nearest code than the straight line is
 * somewhere: where smoothing would make it so, it is not smoothed, and where the graph offers no such way at all, the
 * line is straight.
 */
export function dataPath(graph: CodeGraph, from: ArrayLike<number>, to: ArrayLike<number>): Curve {
  const line = straight(from, to);
  const vertices = throughGraph(graph, from, to);
  if (!vertices) return line;
  const { codes, latent } = graph;
  const hops = polyline(vertices.points, latent);
  const limit = largestGap(line, codes);
  for (const curve of [smoothed(hops, vertices.nearby, graph), hops])
    if (largestGap(curve, codes) <= limit) return curve;
  return line;
}

/** The ends and the codes between them on the cheapest way, and all codes near it; null if there is no way. */
function throughGraph(
  graph: CodeGraph,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): { points: Points; nearby: number[] } | null {
  const { codes, latent, neighbours } = graph;
  const count = neighbours.length;
  const [start, end] = [count, count + 1];
  const near = [from, to].map((z) => nearestCodes(graph, z, 0, NEIGHBOURS));
  const cost = (squared: number) => squared ** (POWER / 2);
  const last = new Map(near[1].map((i) => [i, cost(square(codes, i, to, 0, latent))]));
  const way = shortestPath(count + 2, start, end, (node, visit) => {
    if (node === start) {
      for (const i of near[0]) visit(i, cost(square(codes, i, from, 0, latent)));
      visit(end, cost(square(from, 0, to, 0, latent)));
      return;
    }
    for (const i of neighbours[node]) visit(i, cost(square(codes, i, codes, node, latent)));
    const home = last.get(node);
    if (home !== undefined) visit(end, home);
  });
  if (!way) return null;
  const between = way.slice(1, -1);
  const points = new Float64Array(way.length * latent);
  points.set(Array.from(from), 0);
  between.forEach((code, i) => {
    points.set(codes.subarray(code * latent, (code + 1) * latent), (i + 1) * latent);
  });
  points.set(Array.from(to), points.length - latent);
  return { points, nearby: [...new Set(between.flatMap((code) => [code, ...neighbours[code]]))] };
}

/** Points of the curve that smoothing moves, and how often it moves them. */
const SMOOTHED = 65;
const SWEEPS = 60;

/**
 * Moves each point towards the middle of its two neighbours, unless that takes it farther from the nearest code than
 * the hops are somewhere. Only codes near the way are considered, which can only make it more careful.
 */
function smoothed(hops: Curve, nearby: readonly number[], { codes, latent }: CodeGraph): Curve {
  const points = sample(hops, SMOOTHED);
  const near = new Float32Array(nearby.length * latent);
  nearby.forEach((code, i) => {
    near.set(codes.subarray(code * latent, (code + 1) * latent), i * latent);
  });
  const limit = Math.max(...gapsTo(points, near, latent));
  const moved = new Float64Array(latent);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 1; i < SMOOTHED - 1; i++) {
      for (let k = 0; k < latent; k++) {
        const at = i * latent + k;
        moved[k] = points[at] / 2 + (points[at - latent] + points[at + latent]) / 4;
      }
      if (gapsTo(moved, near, latent)[0] <= limit) points.set(moved, i * latent);
    }
  }
  return polyline(points, latent);
}
