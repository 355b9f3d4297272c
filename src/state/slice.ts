/**
 * The plane's slice through the latent space: that which the reader has chosen, or which suits the model, computed anew
 * whenever what it depends on has changed.
 */
import { imageAt, inkOf } from '../data/images';
import { PRINCIPAL, type Quantity, type SliceChoice, writeSlice } from '../experiment/sliceChoice';
import {
  bestWith,
  betweenClasses,
  type Covariance,
  covarianceOf,
  principalDirections,
  shareOf,
  towardsMore,
} from '../latent/directions';
import { axisDirections, type Directions, offPlane, planeThrough, type Slice } from '../latent/slice';
import { dot } from '../latent/vector';
import { slantOf, thicknessOf } from '../math/handwriting';
import { hasEncoder } from '../model/predicates';
import { type Live, live } from './live';
import { probeNamed, selectedProbe } from './probes';
import { type PlaygroundState, type ShownSlice, type SliceProblem, useStore } from './store';

type Points = Live['points'];

/**
 * During training, codes move with every step, but a plane that turned with them could not be read. It stays while it
 * shows this share of the variance that the best plane would show, or while its direction has this cosine with the new
 * one.
 */
const KEPT = { share: 0.9, cosine: 0.97 };
/** Images that quantities are measured in, enough for a direction. */
const MEASURED = 2000;

/** The slice with its origin: the plane goes through the selected probe, unless it goes through three. */
export function sliceNow(state: PlaygroundState): Slice {
  const { u, v, origin } = state.slice;
  return { u, v, origin: origin ?? offPlane(selectedProbe(state).z, state.slice) };
}

/** The codes, count × latent, of places on the plane. */
export function codesAt(
  state: PlaygroundState,
  places: readonly (readonly [x: number, y: number])[],
): Float64Array {
  const { origin, u, v } = sliceNow(state);
  const { latent } = state.run.spec;
  const z = new Float64Array(places.length * latent);
  places.forEach(([x, y], i) => {
    for (let d = 0; d < latent; d++) z[i * latent + d] = (origin[d] ?? 0) + x * (u[d] ?? 0) + y * (v[d] ?? 0);
  });
  return z;
}

/** Chooses how the plane cuts through the latent space; null: as suits the model. */
export function chooseSlice(slice: SliceChoice | null) {
  return ({ look }: PlaygroundState): Partial<PlaygroundState> => ({ look: { ...look, slice } });
}

/** Chooses the latent coordinate of one of the plane's axes; choosing the other's swaps the two. */
export function chooseAxis(which: 0 | 1, coordinate: number) {
  return (state: PlaygroundState): Partial<PlaygroundState> => {
    const axes = replaced(axesOf(state.slice.choice), which, coordinate);
    return chooseSlice({ by: 'axes', axes })(state);
  };
}

/** Chooses one of the plane's principal directions, in the same way. */
export function chooseComponent(which: 0 | 1, component: number) {
  return (state: PlaygroundState): Partial<PlaygroundState> => {
    const { choice } = state.slice;
    const before = choice.by === 'principal' ? choice.components : PRINCIPAL.components;
    return chooseSlice({ by: 'principal', components: replaced(before, which, component) })(state);
  };
}

/** A pair with one of the two replaced; if the other one is the same, they are swapped. */
function replaced(pair: readonly [number, number], which: 0 | 1, value: number): [number, number] {
  const next: [number, number] = [...pair];
  if (next[1 - which] === value) next[1 - which] = next[which];
  next[which] = value;
  return next;
}

/** The coordinates that are axes of the plane; the first two if none are. */
const axesOf = (choice: SliceChoice): readonly [number, number] =>
  choice.by === 'axes' ? choice.axes : [0, 1];

/** The choice in force: the reader's, if it fits the model. */
function choiceNow({ look, run }: PlaygroundState): SliceChoice {
  const { latent } = run.spec;
  const { slice } = look;
  if (latent === 1) return { by: 'axes', axes: [0, 0] };
  if (slice?.by === 'axes' && slice.axes.every((axis) => axis < latent)) return slice;
  if (latent === 2) return { by: 'axes', axes: [0, 1] };
  const exists = slice?.by !== 'principal' || slice.components.every((n) => n < latent);
  if (slice && slice.by !== 'axes' && exists) return slice;
  return hasEncoder(run.spec) ? PRINCIPAL : { by: 'axes', axes: [0, 1] };
}

type Found = (Directions & { origin: readonly number[] | null }) | SliceProblem;

/** `codes`: the covariance of those in `points`; null where there are none. */
function find(choice: SliceChoice, state: PlaygroundState, points: Points, codes: Covariance | null): Found {
  const { latent } = state.run.spec;
  if (choice.by === 'axes') return { ...axisDirections(latent, ...choice.axes), origin: null };
  if (choice.by === 'probes') {
    const places = placesOf(choice.names, state);
    return places ? (planeThrough(...places) ?? 'line') : 'probes';
  }
  if (!points || !codes) return 'codes';
  if (choice.by === 'principal') return { ...principalDirections(codes, choice.components), origin: null };
  const direction = meaning(choice, state, points);
  if (typeof direction === 'string') return direction;
  const directions = bestWith(direction, codes);
  return directions ? { ...directions, origin: null } : 'same';
}

type Places = [readonly number[], readonly number[], readonly number[]];

/** The latent points of three probes; null if one is missing. */
function placesOf(names: readonly string[], state: PlaygroundState): Places | null {
  const [a, b, c] = names.map((name) => probeNamed(state, name)?.z);
  const { latent } = state.run.spec;
  return a?.length === latent && b?.length === latent && c?.length === latent ? [a, b, c] : null;
}

/** The direction from one class to another, or along which a quantity increases. */
function meaning(
  choice: Extract<SliceChoice, { by: 'classes' | Quantity }>,
  state: PlaygroundState,
  { mu, count, labels }: NonNullable<Points>,
): number[] | SliceProblem {
  const { latent } = state.run.spec;
  if (choice.by === 'classes')
    return (labels && betweenClasses(mu, labels, latent, ...choice.classes)) ?? 'class';
  const values = quantities(state, choice.by, count);
  return values ? (towardsMore(mu, values, latent) ?? 'same') : 'images';
}

const measured = new WeakMap<Uint8Array, Partial<Record<Quantity, Float64Array>>>();

/** The quantity of each of the first test images; null before they are loaded. */
function quantities({ data }: PlaygroundState, quantity: Quantity, count: number): Float64Array | null {
  const { test } = data;
  if (!test) return null;
  const { images, side } = test;
  const known = measured.get(images) ?? {};
  measured.set(images, known);
  known[quantity] ??= Float64Array.from({ length: Math.min(MEASURED, test.count) }, (_, i) =>
    (quantity === 'slant' ? slantOf : thicknessOf)(inkOf(imageAt(test, i), test), side),
  );
  return known[quantity].subarray(0, count);
}

const sameNumbers = (a: readonly number[] | null, b: readonly number[] | null) =>
  a === b || (a !== null && b !== null && a.length === b.length && a.every((value, d) => value === b[d]));
const sameChoice = (a: SliceChoice, b: SliceChoice) => writeSlice(a) === writeSlice(b);

/** Principal directions, and one beside another, have no sign of their own: they keep that which they had. */
function withSigns(found: Directions, choice: SliceChoice, before: Directions): Directions {
  const signed = (direction: readonly number[], old: readonly number[]) =>
    dot(direction, old) < 0 ? direction.map((value) => -value) : direction;
  if (choice.by === 'axes' || choice.by === 'probes') return found;
  return { u: choice.by === 'principal' ? signed(found.u, before.u) : found.u, v: signed(found.v, before.v) };
}

/** Whether the slice before is still good enough, or the same. */
function keeps(
  choice: SliceChoice,
  found: Directions,
  state: PlaygroundState,
  codes: Covariance | null,
): boolean {
  const before = state.slice;
  if (choice.by === 'probes') {
    // A probe that is moved within the plane does not turn it.
    const off = placesOf(choice.names, state)?.map((z) => offPlane(z, before)) ?? [];
    const size = Math.max(1, ...off.flat().map(Math.abs));
    return off.every((z) => z.every((value, d) => Math.abs(value - (before.origin?.[d] ?? 0)) < 1e-6 * size));
  }
  if (choice.by === 'axes' || state.run.status !== 'running' || !codes) return false;
  return choice.by === 'principal'
    ? shareOf(codes, before) >= KEPT.share * shareOf(codes, found)
    : dot(before.u, found.u) > KEPT.cosine;
}

const firstTwo = (latent: number) => ({
  shown: { by: 'axes', axes: [0, 1] } as const,
  ...axisDirections(latent, 0, 1),
  origin: null,
});

/** The slice for this state and these codes; that of the state itself if nothing has changed. */
export function nextSlice(state: PlaygroundState, points: Points): ShownSlice {
  const before = state.slice;
  const { latent } = state.run.spec;
  const choice = choiceNow(state);
  const codes = points && latent > 2 ? covarianceOf(points.mu, latent) : null;
  const found = find(choice, state, points, codes);
  const fits = before.u.length === latent;
  let next: Pick<ShownSlice, 'shown' | 'u' | 'v' | 'origin'>;
  // What was shown stays, if it can; nobody misses directions that are only the default.
  const problem = typeof found !== 'string' || (found === 'codes' && !state.look.slice) ? null : found;
  if (typeof found === 'string') next = fits ? before : firstTwo(latent);
  else if (!fits || !sameChoice(choice, before.shown)) next = { shown: choice, ...found };
  else if (keeps(choice, found, state, codes)) next = before;
  else next = { shown: choice, ...withSigns(found, choice, before), origin: found.origin };
  const share = codes && shareOf(codes, next);
  const { u, v, origin } =
    sameNumbers(next.u, before.u) && sameNumbers(next.v, before.v) && sameNumbers(next.origin, before.origin)
      ? before
      : next;
  const unchanged =
    u === before.u &&
    v === before.v &&
    origin === before.origin &&
    share === before.share &&
    problem === before.problem &&
    sameChoice(choice, before.choice) &&
    sameChoice(next.shown, before.shown);
  return unchanged ? before : { choice, shown: next.shown, u, v, origin, share, problem };
}

/** Keeps the slice up to date until the returned function is called. */
export function followSlice(): () => void {
  const update = () => {
    const state = useStore.getState();
    const slice = nextSlice(state, live.get().points);
    if (slice !== state.slice) useStore.setState({ slice });
  };
  update();
  const stops = [
    useStore.subscribe((state, before) => {
      if (
        state.look.slice !== before.look.slice ||
        state.run.spec !== before.run.spec ||
        state.data.test !== before.data.test ||
        (state.run.status !== before.run.status && before.run.status === 'running') ||
        (state.slice.choice.by === 'probes' && state.probes !== before.probes)
      )
        update();
    }),
    live.subscribe('points', update),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
