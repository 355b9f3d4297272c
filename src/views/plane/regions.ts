/**
 * The regions of the classes: a vote of the nearest codes at the centre of each cell of a coarse grid (k nearest
 * neighbours, Cover & Hart 1967), counted row by row, a few milliseconds at a time.
 */
import type { Square } from '../../math/viewport';
import { HIDDEN } from './dots';

const NEIGHBOURS = 10;
const CLASSES = 10;

/** A part of the plane, divided into cells, row by row from the bottom. */
export interface Area {
  left: number;
  bottom: number;
  /** Width of a cell in plane units. */
  cell: number;
  columns: number;
  rows: number;
}

export interface Regions extends Area {
  /** The class with the most votes in each cell, or HIDDEN if no code has a visible class. */
  classes: Uint8Array;
  /** Its share of the votes, in [0, 1]. */
  shares: Float32Array;
  /** Distance to the nearest code, in plane units. */
  distances: Float32Array;
}

export interface Counting {
  /** Counts for about `budget` ms, but at least one row; returns whether anything is left. */
  work(budget: number, now: () => number): boolean;
  readonly result: Regions;
}

/** Points are x, y interleaved; those whose kind is a class vote. The arrays are not kept. */
export function countVotes(positions: Float32Array, kinds: Uint8Array, count: number, area: Area): Counting {
  // Sorted by x, so that a search can stop where points are too far to the left or right.
  const order: number[] = [];
  for (let i = 0; i < count; i++)
    if (kinds[i] < CLASSES && Number.isFinite(positions[2 * i]) && Number.isFinite(positions[2 * i + 1]))
      order.push(i);
  order.sort((a, b) => positions[2 * a] - positions[2 * b]);
  const voters = order.length;
  const xs = Float64Array.from(order, (i) => positions[2 * i]);
  const ys = Float64Array.from(order, (i) => positions[2 * i + 1]);
  const labels = Uint8Array.from(order, (i) => kinds[i]);
  const { columns, rows, left, bottom, cell } = area;
  const size = columns * rows;
  const result: Regions = {
    ...area,
    classes: new Uint8Array(size).fill(HIDDEN),
    shares: new Float32Array(size),
    distances: new Float32Array(size).fill(Number.POSITIVE_INFINITY),
  };
  const near = new Float64Array(NEIGHBOURS);
  const who = new Uint8Array(NEIGHBOURS);
  const votes = new Uint8Array(CLASSES);
  const most = Math.min(NEIGHBOURS, voters);
  let row = 0;

  let found = 0;
  let worst = Number.POSITIVE_INFINITY;
  function consider(i: number, d: number): void {
    let at = found < most ? found++ : most - 1;
    for (; at > 0 && near[at - 1] > d; at--) {
      near[at] = near[at - 1];
      who[at] = who[at - 1];
    }
    near[at] = d;
    who[at] = labels[i];
    if (found === most) worst = near[most - 1];
  }

  /** `from`: the index of the first point that is not to the left of x. */
  function vote(place: number, x: number, y: number, from: number): void {
    found = 0;
    worst = Number.POSITIVE_INFINITY;
    let right = from;
    let left = from - 1;
    while (right < voters || left >= 0) {
      const toRight = right < voters ? xs[right] - x : Number.POSITIVE_INFINITY;
      const toLeft = left >= 0 ? x - xs[left] : Number.POSITIVE_INFINITY;
      const dx = Math.min(toRight, toLeft);
      if (dx * dx >= worst) break;
      const i = toRight <= toLeft ? right++ : left--;
      const dy = ys[i] - y;
      const d = dx * dx + dy * dy;
      if (d < worst) consider(i, d);
    }
    votes.fill(0);
    let label = who[0];
    for (let i = 0; i < most; i++) votes[who[i]]++;
    // Of equal classes, the one whose first vote is nearer.
    for (let i = 0; i < most; i++) if (votes[who[i]] > votes[label]) label = who[i];
    result.classes[place] = label;
    result.shares[place] = votes[label] / most;
    result.distances[place] = Math.sqrt(near[0]);
  }

  return {
    result,
    work(budget, now) {
      const start = now();
      while (row < rows && most > 0) {
        const y = bottom + (row + 0.5) * cell;
        let from = 0;
        for (let column = 0; column < columns; column++) {
          const x = left + (column + 0.5) * cell;
          while (from < voters && xs[from] < x) from++;
          vote(row * columns + column, x, y, from);
        }
        row++;
        if (now() - start >= budget) break;
      }
      return most > 0 && row < rows;
    },
  };
}

/**
 * How strongly a region is coloured: more where the vote is clear, less where codes are far away, in multiples of the
 * cloud's half width.
 */
export function strength(share: number, distance: number, cloud: Square): number {
  const far = distance / (0.25 * cloud.extent);
  return share ** 1.5 * Math.max(0.25, Math.exp(-far * far));
}
