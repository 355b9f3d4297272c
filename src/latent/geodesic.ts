/**
 * Curves that are short in pixel space: geodesics of the metric that the decoder f pulls back to the latent space,
 * JᵀJ with J = ∂f/∂z (Arvanitidis, Hansen & Hauberg 2018; Shao, Kumar & Fletcher 2018 for the discrete energy). A
 * start, the straight line or the way over a grid, is relaxed: its knots move so that the energy Σ ‖f(zᵢ₊₁) − f(zᵢ)‖²
 * falls, by Gauss–Newton steps with damping (Levenberg 1944, Marquardt 1963). Of the start, the relaxed curve and the
 * straight line the shortest is kept, so the result is never longer in pixels than the straight line.
 */
import { type Curve, lengthsAlong, type Points, polyline, sample, spline } from './curve';
import { straight } from './interpolate';
import { isInside, type PixelGrid, wayOverGrid } from './pixelGrid';
import { type Decode, pixelLengthsAlong, pixelsOf } from './pixelMetric';

/** Knots between the ends. */
const KNOTS = 15;
/** The step of the forward differences for J, as a share of the distance between neighbouring knots. */
const DIFFERENCE = 0.02;
/** Energy of the length itself, relative to the mean of JᵀJ: keeps knots apart where all images are the same. */
const STIFFNESS = 1e-3;
/** Samples at which candidates are compared. */
const COMPARED = 65;

interface GeodesicOptions {
  /** Where a way is looked for first, for latents of two numbers. */
  grid?: PixelGrid | null;
  /**
   * A curve that was a geodesic for ends nearby: it is moved to the present ends and relaxed instead of a way over the
   * grid and the straight line.
   */
  near?: Curve | null;
  /** Gauss–Newton steps, at most. */
  iterations?: number;
  samples?: number;
}

/** The geodesic from `from` to `to`. Yields between pieces of work of a few ms. */
export function* geodesic(
  decode: Decode,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  { grid = null, near = null, iterations = 8, samples = COMPARED }: GeodesicOptions = {},
): Generator<void, Curve> {
  const latent = from.length;
  const line = straight(from, to);
  let best = { curve: line, length: pixelLength(line, decode, samples) };
  const consider = (curve: Curve) => {
    const length = pixelLength(curve, decode, samples);
    if (length < best.length) best = { curve, length };
  };
  const starts: Points[] = [];
  if (near) starts.push(movedEnds(sample(near, KNOTS + 2), from, to));
  else {
    if (grid && latent === 2 && isInside(grid.box, from) && isInside(grid.box, to))
      starts.push(sample(polyline(wayOverGrid(grid, from, to), 2), KNOTS + 2));
    starts.push(sample(line, KNOTS + 2));
  }
  yield;
  for (const start of starts) {
    consider(spline(start, latent));
    yield;
    consider(spline(yield* relaxed(start, latent, decode, iterations), latent));
    yield;
  }
  return best.curve;
}

/** `points` with other ends; those between move along, the more the nearer they are to an end. */
function movedEnds(points: Points, from: ArrayLike<number>, to: ArrayLike<number>): Points {
  const latent = from.length;
  const last = points.length / latent - 1;
  return points.map((value, at) => {
    const [i, k] = [Math.floor(at / latent), at % latent];
    if (i === 0 || i === last) return i === 0 ? from[k] : to[k];
    const t = i / last;
    return value + (1 - t) * (from[k] - points[k]) + t * (to[k] - points[last * latent + k]);
  });
}

/** The length of a curve in pixel space, by `samples` images. */
export function pixelLength(curve: Curve, decode: Decode, samples = COMPARED): number {
  return pixelLengthsAlong(sample(curve, samples), curve.latent, decode)[samples - 1];
}

/** The knots after the given number of Gauss–Newton steps; the ends stay. Yields between knots. */
function* relaxed(
  start: Points,
  latent: number,
  decode: Decode,
  iterations: number,
): Generator<void, Points> {
  const count = start.length / latent;
  const inner = count - 2;
  const size = lengthsAlong(start, latent)[count - 1];
  if (size === 0) return start;
  const step = (DIFFERENCE * size) / (count - 1);
  let knots = start;
  const pixels = pixelsOf(decode);
  let images = new Float32Array(count * pixels);
  decode(knots, count, images);
  let energy = energyOf(images, count);
  let damping = 1e-3;
  for (let n = 0; n < iterations; n++) {
    const jacobians: Float32Array[] = [];
    for (let i = 1; i <= inner; i++) {
      jacobians.push(jacobianAt(knots, i, latent, images, decode, step));
      yield;
    }
    const system = linearised(jacobians, images, knots, latent);
    // A step that raises the energy is taken back, and tried again with more damping.
    let improved = false;
    for (let attempt = 0; attempt < 4 && !improved; attempt++) {
      const moves = solve(system, damping);
      const next = knots.slice();
      for (let k = 0; k < moves.length; k++) next[latent + k] += moves[k];
      const decoded = new Float32Array(count * pixels);
      decode(next, count, decoded);
      const nextEnergy = energyOf(decoded, count);
      improved = nextEnergy < energy;
      damping = improved ? damping / 4 : damping * 10;
      if (!improved) continue;
      const gain = energy - nextEnergy;
      [knots, images, energy] = [next, decoded, nextEnergy];
      if (gain < 1e-3 * energy) return knots;
    }
    yield;
    if (!improved) break;
  }
  return knots;
}

/** Σ ‖f(zᵢ₊₁) − f(zᵢ)‖². */
function energyOf(images: Float32Array, count: number): number {
  const pixels = images.length / count;
  let sum = 0;
  for (let i = 0; i < (count - 1) * pixels; i++) sum += (images[i + pixels] - images[i]) ** 2;
  return sum;
}

/** J at knot i by forward differences, latent × pixels. */
function jacobianAt(
  knots: Points,
  i: number,
  latent: number,
  images: Float32Array,
  decode: Decode,
  step: number,
): Float32Array {
  const beside = new Float64Array(latent * latent);
  for (let k = 0; k < latent; k++) {
    beside.set(knots.subarray(i * latent, (i + 1) * latent), k * latent);
    beside[k * latent + k] += step;
  }
  const pixels = pixelsOf(decode);
  const out = new Float32Array(latent * pixels);
  decode(beside, latent, out);
  for (let k = 0; k < out.length; k++) out[k] = (out[k] - images[i * pixels + (k % pixels)]) / step;
  return out;
}

/**
 * The normal equations of the linearised energy, for the moves of all inner knots: symmetric and block tridiagonal.
 * `own[i]` and `next[i]` are latent × latent: the block of knot i, and that of knots i and i + 1.
 */
interface System {
  latent: number;
  own: Float64Array[];
  next: Float64Array[];
  right: Float64Array;
}

function linearised(jacobians: Float32Array[], images: Float32Array, knots: Points, latent: number): System {
  const own = jacobians.map((j) => product(j, j, latent));
  const trace = own.reduce((sum, block) => sum + diagonalOf(block, latent), 0) / (latent * own.length);
  const stiffness = STIFFNESS * trace + Number.MIN_VALUE;
  const right = new Float64Array(own.length * latent);
  const pixels = (images.length * latent) / knots.length;
  const difference = new Float32Array(pixels);
  jacobians.forEach((j, i) => {
    const at = (i + 1) * pixels;
    for (let p = 0; p < pixels; p++)
      difference[p] = images[at + pixels + p] + images[at - pixels + p] - 2 * images[at + p];
    for (let k = 0; k < latent; k++) {
      let sum = 0;
      for (let p = 0; p < pixels; p++) sum += j[k * pixels + p] * difference[p];
      const z = (i + 1) * latent + k;
      right[i * latent + k] = sum + stiffness * (knots[z - latent] + knots[z + latent] - 2 * knots[z]);
    }
  });
  const next = jacobians.slice(1).map((j, i) => product(jacobians[i], j, latent).map((v) => -v));
  for (const [blocks, factor] of [
    [own, 2],
    [next, -1],
  ] as const)
    for (const block of blocks) {
      if (factor === 2) for (let e = 0; e < block.length; e++) block[e] *= 2;
      for (let k = 0; k < latent; k++) block[k * latent + k] += factor * stiffness;
    }
  return { latent, own, next, right };
}

/** A Bᵀ for two Jacobians, latent × latent. */
function product(a: Float32Array, b: Float32Array, latent: number): Float64Array {
  const out = new Float64Array(latent * latent);
  const pixels = a.length / latent;
  for (let r = 0; r < latent; r++)
    for (let c = 0; c < latent; c++) {
      let sum = 0;
      for (let p = 0; p < pixels; p++) sum += a[r * pixels + p] * b[c * pixels + p];
      out[r * latent + c] = sum;
    }
  return out;
}

function diagonalOf(block: Float64Array, latent: number): number {
  let sum = 0;
  for (let k = 0; k < latent; k++) sum += block[k * latent + k];
  return sum;
}

/** The moves of the inner knots, by conjugate gradients (Hestenes & Stiefel 1952); `damping` scales the diagonal. */
function solve({ latent, own, next, right }: System, damping: number): Float64Array {
  const n = right.length;
  const times = (x: Float64Array): Float64Array => {
    const y = new Float64Array(n);
    for (let i = 0; i < own.length; i++) {
      const at = i * latent;
      for (let r = 0; r < latent; r++)
        for (let c = 0; c < latent; c++) {
          const e = r * latent + c;
          y[at + r] += own[i][e] * (r === c ? 1 + damping : 1) * x[at + c];
          if (i + 1 === own.length) continue;
          y[at + r] += next[i][e] * x[at + latent + c];
          y[at + latent + c] += next[i][e] * x[at + r];
        }
    }
    return y;
  };
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
  };
  const x = new Float64Array(n);
  const rest = right.slice();
  const direction = right.slice();
  let norm = dot(rest, rest);
  const enough = 1e-10 * norm;
  for (let k = 0; k < n && norm > enough; k++) {
    const image = times(direction);
    const length = norm / dot(direction, image);
    for (let i = 0; i < n; i++) {
      x[i] += length * direction[i];
      rest[i] -= length * image[i];
    }
    const before = norm;
    norm = dot(rest, rest);
    for (let i = 0; i < n; i++) direction[i] = rest[i] + (norm / before) * direction[i];
  }
  return x;
}
