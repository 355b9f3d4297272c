/**
 * Curves along the data: the shortest way through the k-nearest-neighbour graph of the codes. The cost of a hop is a
 * power of its length, as in the power-weighted shortest path distances of Hwang, Damelin & Hero 2016: many short hops
 * through densely populated regions are cheaper than one through an empty region.
 */
import { type Curve, distance, type Points, polyline, sample } from './curve';
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
  readonly neighbours: readonly Int32Array[];
  /** The cost of the hop to each of them. */
  readonly costs: readonly Float64Array[];
}

/**
 * The squared distance of code i from z. Where that is not below `enough`, any number not below it. The types are these
 * two everywhere, since this is the innermost loop and engines compile one kind of access well.
 */
function square(codes: Float32Array, i: number, z: Float64Array, latent: number, enough: number): number {
  const at = i * latent;
  let sum = 0;
  for (let k = 0; k < latent && !(sum >= enough); k++) {
    const gap = codes[at + k] - z[k];
    sum += gap * gap;
  }
  return sum;
}

const cost = (squared: number) => squared ** (POWER / 2);

interface Near {
  code: number;
  cost: number;
}

/** The codes nearest to z, nearest first, without number `except`. Codes that are NaN are left out. */
function nearestCodes(codes: Float32Array, latent: number, z: Float64Array, except = -1): Near[] {
  const count = codes.length / latent;
  const near: number[] = [];
  const squares: number[] = [];
  for (let i = 0; i < count; i++) {
    const full = near.length === NEIGHBOURS;
    const d = square(codes, i, z, latent, full ? squares[NEIGHBOURS - 1] : Number.POSITIVE_INFINITY);
    if (i === except || Number.isNaN(d) || (full && d >= squares[NEIGHBOURS - 1])) continue;
    let place = full ? NEIGHBOURS - 1 : near.length;
    for (; place > 0 && squares[place - 1] > d; place--) {
      near[place] = near[place - 1];
      squares[place] = squares[place - 1];
    }
    near[place] = i;
    squares[place] = d;
  }
  return near.map((code, i) => ({ code, cost: cost(squares[i]) }));
}

/** Codes between two pauses. */
const PIECE = 32;

/**
 * The neighbour graph of `codes`, count × latent. 2,000 codes of two numbers take some tens of milliseconds; yields
 * after pieces of a few.
 */
export function* codeGraph(codes: Float32Array, latent: number): Generator<void, CodeGraph> {
  const edges = Array.from({ length: codes.length / latent }, () => new Map<number, number>());
  const own = new Float64Array(latent);
  for (let i = 0; i < edges.length; i++) {
    for (let k = 0; k < latent; k++) own[k] = codes[i * latent + k];
    for (const near of nearestCodes(codes, latent, own, i)) {
      edges[i].set(near.code, near.cost);
      edges[near.code].set(i, near.cost);
    }
    if (i % PIECE === PIECE - 1) yield;
  }
  return {
    codes,
    latent,
    neighbours: edges.map((to) => Int32Array.from(to.keys())),
    costs: edges.map((to) => Float64Array.from(to.values())),
  };
}

/** The distance of z from the nearest code, in latent units; infinite without codes. */
function gapAt(z: Float64Array, codes: Float32Array, latent: number): number {
  const count = codes.length / latent;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const d = square(codes, i, z, latent, least);
    if (d < least) least = d;
  }
  return Math.sqrt(least);
}

/** The distance of each point (count × latent) from the nearest code, in latent units. */
export function gapsTo(points: Points, codes: Float32Array, latent: number): Float64Array {
  const out = new Float64Array(points.length / latent);
  for (let j = 0; j < out.length; j++)
    out[j] = gapAt(points.slice(j * latent, (j + 1) * latent), codes, latent);
  return out;
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
  { codes, latent, neighbours, costs }: CodeGraph,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): { points: Points; nearby: number[] } | null {
  const count = neighbours.length;
  const [start, end] = [count, count + 1];
  const first = nearestCodes(codes, latent, Float64Array.from(from));
  const last = new Map(
    nearestCodes(codes, latent, Float64Array.from(to)).map((near) => [near.code, near.cost]),
  );
  const way = shortestPath(count + 2, start, end, (node, visit) => {
    if (node === start) {
      for (const near of first) visit(near.code, near.cost);
      visit(end, distance(from, to) ** POWER);
      return;
    }
    for (let i = 0; i < neighbours[node].length; i++) visit(neighbours[node][i], costs[node][i]);
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

/** Points of the curve, ends included, and how often smoothing moves those between. */
const SMOOTHED = 49;
const SWEEPS = 30;

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
      if (gapAt(moved, near, latent) <= limit) points.set(moved, i * latent);
    }
  }
  return polyline(points, latent);
}
