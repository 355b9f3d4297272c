/**
 * Operations on probes, as pure functions from the state to its changes, for `useStore.setState`. At least
 * one probe always stays; the path joins two existing ones.
 */
import type { PathLook } from '../experiment/look';
import { withPlane } from '../latent/slice';
import type { Square } from '../math/viewport';
import { hasEncoder, hasPrior } from '../model/predicates';
import { type ModelSpec, sameSpec } from '../model/spec';
import type { PlaygroundState, Probe, Walk } from './store';

type Changes = Partial<PlaygroundState>;

export const MAX_PROBES = 12;

export function probeNamed(state: PlaygroundState, name: string): Probe | undefined {
  return state.probes.find((p) => p.name === name);
}

/** The probe whose digit is shown large. */
export function selectedProbe(state: PlaygroundState): Probe {
  return probeNamed(state, state.selectedProbe) ?? state.probes[0];
}

/**
 * Sets one probe's latent point; coordinates that are not finite are left as they were. The probe is no longer the code
 * of a test image.
 */
export function move(name: string, z: readonly number[]) {
  return (state: PlaygroundState): Changes => ({
    probes: state.probes.map((p) =>
      p.name === name
        ? { name, z: p.z.map((old, i) => (Number.isFinite(z[i]) ? z[i] : old)), placed: true }
        : p,
    ),
  });
}

/**
 * Adds a probe under the first free letter and selects it; it becomes the second end of the path if that is
 * missing. With `image`, the probe is the code of that test image; if there is one already, it is selected instead.
 */
export function add(z: readonly number[], image?: number) {
  return (state: PlaygroundState): Changes => {
    const known = image === undefined ? undefined : state.probes.find((p) => p.image === image);
    if (known) return { selectedProbe: known.name };
    if (state.probes.length >= MAX_PROBES) return {};
    const name = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find((letter) => !probeNamed(state, letter));
    if (name === undefined) return {};
    const probe: Probe = { name, z: [...z], placed: true, ...(image !== undefined && { image }) };
    const probes = [...state.probes, probe].sort((a, b) => a.name.localeCompare(b.name));
    return { probes, selectedProbe: name, path: extended(state, name, image !== undefined) };
  };
}

/**
 * The path after a probe has been added. A test image takes the place of the first waypoint that the reader has not
 * placed, so that two clicks on dots give the path between these two images.
 */
function extended({ path, probes }: PlaygroundState, name: string, isImage: boolean): string[] {
  if (!path) return [probes[0].name, name];
  const free = path.findIndex((one) =>
    probes.some((p) => p.name === one && !p.placed && p.image === undefined),
  );
  return isImage && free >= 0 ? path.map((one, i) => (i === free ? name : one)) : path;
}

/**
 * Moves the probes of pinned test images to the images' present codes: `mu` is count × latent, of the first
 * images.
 */
export function followImages(mu: Float32Array, count: number) {
  return (state: PlaygroundState): Changes => {
    const { latent } = state.run.spec;
    if (mu.length !== count * latent) return {};
    let moved = false;
    const probes = state.probes.map((p) => {
      if (p.image === undefined || p.image >= count) return p;
      const z = [...mu.subarray(p.image * latent, (p.image + 1) * latent)];
      if (!z.every(Number.isFinite) || z.every((v, i) => v === p.z[i])) return p;
      moved = true;
      return { ...p, z };
    });
    return moved ? { probes } : {};
  };
}

/** Other images have been loaded: probes stay where they are, and belong to no image. */
export function forgetImages(state: PlaygroundState): Changes {
  if (state.probes.every((p) => p.image === undefined)) return {};
  return { probes: state.probes.map(({ name, z, placed }) => ({ name, z, placed })) };
}

export function remove(name: string) {
  return (state: PlaygroundState): Changes => {
    const probes = state.probes.filter((p) => p.name !== name);
    if (probes.length === 0 || probes.length === state.probes.length) return {};
    const selectedProbe = state.selectedProbe === name ? probes[0].name : state.selectedProbe;
    return { probes, selectedProbe, path: repaired(state.path, probes) };
  };
}

/** The path with waypoints that exist; null when there is only one probe. */
function repaired(path: PlaygroundState['path'], probes: readonly Probe[]): PlaygroundState['path'] {
  if (probes.length < 2) return null;
  const kept = (path ?? []).filter((name) => probes.some((p) => p.name === name));
  if (kept.length >= 2) return kept;
  const others = probes.map((p) => p.name).filter((n) => !kept.includes(n));
  // A missing end is replaced in its own place, so that the other end stays first or last.
  if (path && kept.length === 1) return path[0] === kept[0] ? [kept[0], others[0]] : [others[0], kept[0]];
  return [others[0], others[1]];
}

/** Chooses a waypoint of the path; choosing the probe of another waypoint swaps the two. */
export function chooseWaypoint(index: number, name: string) {
  return (state: PlaygroundState): Changes => {
    if (!state.path || !probeNamed(state, name)) return {};
    const path = [...state.path];
    const other = path.indexOf(name);
    if (other >= 0) path[other] = path[index];
    path[index] = name;
    return { path };
  };
}

/** Adds the first probe that is no waypoint yet at the end of the path. */
export function addWaypoint({ path, probes }: PlaygroundState): Changes {
  const next = probes.find((p) => !path?.includes(p.name));
  return path && next ? { path: [...path, next.name] } : {};
}

/** Removes a waypoint; two of them stay. */
export function removeWaypoint(index: number) {
  return ({ path }: PlaygroundState): Changes =>
    path && path.length > 2 ? { path: path.filter((_, i) => i !== index) } : {};
}

/** Changes how the path goes between its waypoints. */
export function changePath(patch: Partial<PathLook>) {
  return ({ look }: PlaygroundState): Changes => ({ look: { ...look, path: { ...look.path, ...patch } } });
}

export function changeWalk(patch: Partial<Walk>) {
  return ({ walk }: PlaygroundState): Changes => ({ walk: { ...walk, ...patch } });
}

/** Fits probes to a latent of another size: coordinates are dropped, or added as 0. */
export function fitProbes(latent: number) {
  return (state: PlaygroundState): Changes =>
    state.probes.every((p) => p.z.length === latent)
      ? {}
      : {
          probes: state.probes.map((p) => ({
            ...p,
            z: Array.from({ length: latent }, (_, i) => p.z[i] ?? 0),
          })),
        };
}

/**
 * Whether positions on one model's plane are meaningful on another's: a prior fills the same region with
 * codes, whatever the layers; those of an AE lie wherever its training has put them.
 */
function samePlane(a: ModelSpec, b: ModelSpec): boolean {
  return a.latent === b.latent && a.family === b.family && (hasPrior(a) || sameSpec(a, b));
}

/**
 * Another model than `before` is shown on the plane: probes placed for the previous one become free again.
 */
export function releaseProbes(before: ModelSpec, next: ModelSpec) {
  return (state: PlaygroundState): Changes =>
    samePlane(before, next)
      ? {}
      : {
          // The probe of an image becomes the image's code by the new model, if that has an encoder.
          probes: state.probes.map(({ name, z, image }) => ({
            name,
            z,
            placed: false,
            ...(image !== undefined && hasEncoder(next) && { image }),
          })),
        };
}

/**
 * Places of the first two probes in a square of half width 3, the prior's; further ones follow at the golden
 * angle.
 */
const FIRST_PLACES = [
  [-1, 0.5],
  [1, -0.5],
] as const;
const PLACES_EXTENT = 3;

function firstPlace(index: number): readonly [number, number] {
  const angle = index * Math.PI * (3 - Math.sqrt(5));
  const radius = 0.6 * Math.sqrt(index + 2);
  return FIRST_PLACES[index] ?? [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * Spreads the probes that the reader has not placed within a square of the plane; their other coordinates are
 * those of `middle`, the mean of the codes, by default 0.
 */
export function spreadProbes({ centre, extent }: Square, middle: ArrayLike<number> = []) {
  return (state: PlaygroundState): Changes => {
    const unit = extent / PLACES_EXTENT;
    const probes = state.probes.map((p, index) => {
      if (p.placed || p.image !== undefined) return p;
      const [x, y] = firstPlace(index);
      const off = p.z.map((_, i) => middle[i] ?? 0);
      const z = withPlane(off, state.slice, centre[0] + unit * x, centre[1] + unit * y);
      return z.every((v, i) => v === p.z[i]) ? p : { ...p, z };
    });
    return probes.every((p, i) => p === state.probes[i]) ? {} : { probes };
  };
}
