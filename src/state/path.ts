/**
 * The path between the probes as it is now: its curve, its stops, and lengths. What takes long (the neighbour graph of
 * the codes, the search for a geodesic) is computed in pieces between frames, and only for a path that needs it. While a
 * probe is dragged, the path follows at once with a coarse result, and is refined when it rests.
 */
import type { PathLook } from '../experiment/look';
import { breaksOf, type Curve, equalStops, join, lengthsAlong, type Points, sample } from '../latent/curve';
import { type CodeGraph, codeGraph, dataPath, gapsTo } from '../latent/dataPath';
import { geodesic } from '../latent/geodesic';
import { spherical, straight, throughPoints } from '../latent/interpolate';
import { type Box, decodeGrid, isInside, type PixelGrid } from '../latent/pixelGrid';
import { pixelLengthsAlong } from '../latent/pixelMetric';
import { withPlane } from '../latent/slice';
import { hasEncoder, hasLatent } from '../model/predicates';
import { live } from './live';
import { probeNamed } from './probes';
import { decodePixels as decode } from './published';
import { type PlaygroundState, useStore } from './store';

export interface PathNow {
  latent: number;
  curve: Curve;
  /** The parameters of the stops on the curve, and those of the waypoints. */
  t: Float64Array;
  breaks: Float64Array;
  /** stops × latent. */
  stops: Points;
  /** The curve between two waypoints each. */
  pieces: readonly Curve[];
  /** Whether it has been refined, so that it changes only with its inputs. */
  refined: boolean;
}

/** Samples of each piece for stops that are equally far apart in pixels: while it moves, and when it rests. */
const MOVING_SAMPLES = 25;
const RESTING_SAMPLES = 129;
/** A path rests when nothing has changed it for this time, in ms. */
const RESTS_AFTER_MS = 120;
/** Work between two tasks of the browser, in ms. */
const PIECE_MS = 6;
/** Refining takes at most this share of the time while the model trains. */
const SHARE = 0.1;
/** Nodes along a side of the grid on which geodesics are looked for. */
const GRID_SIDE = 24;

/** What a path depends on. */
interface Inputs {
  points: readonly (readonly number[])[];
  look: PathLook;
  spec: PlaygroundState['run']['spec'];
  slice: PlaygroundState['slice'];
  label: number;
}

/** The interpolation in use: the chosen one, if the present model allows it. */
export function usedInterpolation({ look, run }: PlaygroundState): PathLook['interpolation'] {
  const { interpolation, drawn } = look.path;
  if (interpolation === 'data' && !hasEncoder(run.spec)) return 'straight';
  return interpolation === 'drawn' && drawn.length === 0 ? 'straight' : interpolation;
}

function inputsOf(state: PlaygroundState): Inputs | null {
  const { path, run, slice, label, look } = state;
  const points = path?.map((name) => probeNamed(state, name)?.z) ?? [];
  const { spec } = run;
  if (!hasLatent(spec) || points.length < 2) return null;
  if (!points.every((z): z is number[] => z?.length === spec.latent)) return null;
  return { points, look: { ...look.path, interpolation: usedInterpolation(state) }, spec, slice, label };
}

const sameInputs = (a: Inputs, b: Inputs): boolean =>
  a.spec === b.spec &&
  a.label === b.label &&
  a.slice.u === b.slice.u &&
  a.slice.v === b.slice.v &&
  a.look.interpolation === b.look.interpolation &&
  a.look.spacing === b.look.spacing &&
  a.look.stops === b.look.stops &&
  a.look.drawn === b.look.drawn &&
  a.points.length === b.points.length &&
  a.points.every((z, i) => z === b.points[i]);

let last: { inputs: Inputs; path: PathNow } | null = null;
const listeners = new Set<() => void>();

/** The path now; null where there is none. Also starts to refine it if needed. */
export function pathNow(): PathNow | null {
  const inputs = inputsOf(useStore.getState());
  if (!inputs) return null;
  if (last && sameInputs(last.inputs, inputs)) return last.path;
  const near =
    last?.inputs.spec === inputs.spec && last.inputs.look.interpolation === 'geodesic'
      ? last.path.pieces
      : [];
  const usable = near.length === inputs.points.length - 1 ? near : [];
  last = { inputs, path: pathOf(inputs, atOnce(inputs, usable), MOVING_SAMPLES, false) };
  if (needsRefining(inputs)) refineLater(RESTS_AFTER_MS);
  return last.path;
}

const needsRefining = ({ look }: Inputs) =>
  look.interpolation === 'data' || look.interpolation === 'geodesic' || look.spacing === 'pixels';

function pathOf(inputs: Inputs, pieces: readonly Curve[], samples: number, refined: boolean): PathNow {
  const { spec, look } = inputs;
  const { latent } = spec;
  const breaks = breaksOf(pieces);
  const curve = join(pieces, breaks);
  const points = sample(curve, (samples - 1) * pieces.length + 1);
  const inPixels = look.spacing === 'pixels' && live.get().weights !== null;
  const along = inPixels ? pixelLengthsAlong(points, latent, decode) : lengthsAlong(points, latent);
  const t = equalStops(along, look.stops);
  const stops = new Float64Array(look.stops * latent);
  t.forEach((value, i) => {
    curve.at(value, stops, i * latent);
  });
  return { latent, curve, t, breaks, stops, pieces, refined };
}

/** The pieces of the path as far as they can be computed within a frame. */
function atOnce(inputs: Inputs, near: readonly Curve[]): Curve[] {
  return between(inputs.points, (from, to, i) => {
    const { interpolation } = inputs.look;
    if (interpolation === 'data' && graph?.codes === live.get().points?.mu && graph)
      return dataPath(graph, from, to);
    if (interpolation === 'geodesic' && near[i] && live.get().weights)
      return finish(geodesic(decode, from, to, { near: near[i], iterations: 1, samples: MOVING_SAMPLES }));
    return simple(inputs, from, to);
  });
}

/** Curves that depend on their ends alone. */
function simple({ look, points, slice }: Inputs, from: readonly number[], to: readonly number[]): Curve {
  if (look.interpolation === 'spherical') return spherical(from, to);
  // A free-hand path replaces only that between two probes.
  if (look.interpolation !== 'drawn' || points.length > 2) return straight(from, to);
  // Coordinates that the plane does not show change evenly.
  const count = look.drawn.length / 2;
  const line = straight(from, to);
  const other = new Float64Array(from.length);
  const places = Array.from({ length: count }, (_, i) => {
    line.at((i + 1) / (count + 1), other);
    return withPlane([...other], slice, look.drawn[2 * i], look.drawn[2 * i + 1]);
  });
  return throughPoints(places.flat(), from, to);
}

const between = <T>(
  points: readonly (readonly number[])[],
  make: (from: readonly number[], to: readonly number[], i: number) => T,
): T[] => points.slice(1).map((to, i) => make(points[i], to, i));

function finish<T>(work: Generator<void, T>): T {
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

let graph: CodeGraph | null = null;
let grid: { grid: PixelGrid; weights: unknown } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
/** The work in progress; a change of the inputs replaces it. */
let work: { inputs: Inputs; steps: Generator<void, PathNow>; spent: number } | null = null;
let restingUntil = 0;
/** Weights or codes have changed since the work began. */
let outdated = false;

function refineLater(after: number): void {
  clearTimeout(timer);
  work = null;
  outdated = false;
  timer = setTimeout(refine, Math.max(after, restingUntil - performance.now()));
}

/** Works for a few ms, and goes on in a new task. */
function refine(): void {
  timer = undefined;
  const state = useStore.getState();
  const inputs = inputsOf(state);
  if (!inputs || !last || !sameInputs(last.inputs, inputs)) {
    work = null;
    return;
  }
  work ??= { inputs, steps: refining(inputs), spent: 0 };
  const start = performance.now();
  let next = work.steps.next();
  while (!next.done && performance.now() - start < PIECE_MS) next = work.steps.next();
  work.spent += performance.now() - start;
  if (!next.done) {
    timer = setTimeout(refine);
    return;
  }
  last = { inputs, path: next.value };
  restingUntil = state.run.status === 'running' ? performance.now() + work.spent * (1 / SHARE - 1) : 0;
  work = null;
  if (outdated) refineLater(RESTS_AFTER_MS);
  for (const listener of listeners) listener();
}

function* refining(inputs: Inputs): Generator<void, PathNow> {
  const { interpolation } = inputs.look;
  const { points, weights } = live.get();
  const pieces: Curve[] = [];
  if (interpolation === 'data' && points) {
    if (graph?.codes !== points.mu) graph = yield* codeGraph(points.mu, inputs.spec.latent);
    for (const piece of between(inputs.points, (from, to) => [from, to] as const)) {
      pieces.push(dataPath(graph, ...piece));
      yield;
    }
  } else if (interpolation === 'geodesic' && weights) {
    const over = yield* gridFor(inputs);
    for (const piece of between(inputs.points, (from, to) => [from, to] as const))
      pieces.push(yield* geodesic(decode, ...piece, { grid: over }));
  } else pieces.push(...between(inputs.points, (from, to) => simple(inputs, from, to)));
  return pathOf(inputs, pieces, RESTING_SAMPLES, true);
}

/** The grid of images around all codes and waypoints, for latents of two numbers. */
function* gridFor({ points, spec, label }: Inputs): Generator<void, PixelGrid | null> {
  if (spec.latent !== 2) return null;
  const { weights } = live.get();
  const key = weights && `${weights.step} ${label} ${useStore.getState().run.id}`;
  if (grid?.weights === key && points.every((z) => grid && isInside(grid.grid.box, z))) return grid.grid;
  const made = yield* decodeGrid(decode, boxAround(points), GRID_SIDE);
  grid = { grid: made, weights: key };
  return made;
}

/** Around the waypoints, and all codes but the outermost, with a margin. */
function boxAround(points: readonly (readonly number[])[]): Box {
  const codes = live.get().points?.mu ?? new Float32Array(0);
  const [x, y] = [0, 1].map((axis) => {
    const sorted = codes.filter((_, i) => i % 2 === axis).sort();
    const some = [
      ...points.map((z) => z[axis]),
      ...[0.02, 0.98].flatMap((q) => sorted.at(Math.floor(q * sorted.length)) ?? []),
    ];
    const [low, high] = [Math.min(...some), Math.max(...some)];
    const margin = 0.1 * (high - low) + 1e-6;
    return { low: low - margin, size: high - low + 2 * margin };
  });
  return { left: x.low, bottom: y.low, width: x.size, height: y.size };
}

/** New weights or codes: a path that depends on them is refined again, in a small share of the time. */
function follow(key: 'weights' | 'points'): void {
  if (!last) return;
  const { interpolation, spacing } = last.inputs.look;
  const depends = interpolation === 'geodesic' || spacing === 'pixels';
  if (!(key === 'points' ? interpolation === 'data' : depends)) return;
  if (timer === undefined) refineLater(RESTS_AFTER_MS);
  else outdated = true;
}

let leave: (() => void)[] = [];

/**
 * Calls the listener when the path has been refined; other changes are those of its inputs. While there is a listener,
 * the path follows new weights and codes.
 */
export function onPath(listener: () => void): () => void {
  if (listeners.size === 0)
    leave = (['weights', 'points'] as const).map((key) => live.subscribe(key, () => follow(key)));
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    for (const stop of leave) stop();
    clearTimeout(timer);
    timer = undefined;
  };
}

/** The point at `position` on the path, counted in stops from 0; it may lie between two stops. */
export function placeOnPath({ curve, t, latent }: PathNow, position: number): number[] {
  const i = Math.min(t.length - 2, Math.max(0, Math.floor(position)));
  const out = new Float64Array(latent);
  curve.at(t[i] + Math.min(1, position - i) * (t[i + 1] - t[i]), out);
  return [...out];
}

export interface PathMeasures {
  /** The distance of each stop from the nearest code, in latent units; null without codes. */
  gaps: Float64Array | null;
  /** Lengths in latent units and in pixels (see `pixelMetric.ts`); pixels are null while there is no decoder. */
  latent: number;
  pixels: number | null;
  /** The length in pixels of the straight lines between the waypoints; null if that is the path. */
  straight: number | null;
}

/** Some milliseconds of work, so call it only where the result is shown. */
export function measurePath({ curve, stops, pieces, latent }: PathNow): PathMeasures {
  const { points, weights } = live.get();
  const state = useStore.getState();
  const samples = (MOVING_SAMPLES - 1) * pieces.length + 1;
  const along = sample(curve, samples);
  const lengths = lengthsAlong(along, latent);
  const inPixels = (z: Points) => (weights ? pixelLengthsAlong(z, latent, decode)[samples - 1] : null);
  const isStraight = usedInterpolation(state) === 'straight';
  const ends = inputsOf(state)?.points ?? [];
  return {
    gaps: points && points.mu.length === points.count * latent ? gapsTo(stops, points.mu, latent) : null,
    latent: lengths[samples - 1],
    pixels: inPixels(along),
    straight: isStraight || ends.length < 2 ? null : inPixels(sample(join(between(ends, straight)), samples)),
  };
}
