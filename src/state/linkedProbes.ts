/** The probes and the path as a link has them, and from a link. */
import type { LinkedProbe } from '../experiment/probesLink';
import { MAX_PROBES } from './probes';
import { initialState, type PlaygroundState } from './store';

type Own = Pick<PlaygroundState, 'probes' | 'path'>;

/** Null where they are those that the page begins with. */
export function linkedProbes({ probes }: Own): LinkedProbe[] | null {
  const usual = initialState().probes.map(({ name }) => name);
  const moved = probes.some(({ placed, image }) => placed || image !== undefined);
  if (!moved && probes.length === usual.length) return null;
  return probes.map(({ name, z, placed, image }) => ({
    name,
    z: placed && image === undefined ? z : null,
    image: image ?? null,
  }));
}

/** Null where the path joins the first two probes, or there is none. */
export function linkedPath({ probes, path }: Own): string[] | null {
  const usual = probes.slice(0, 2).map(({ name }) => name);
  return !path || path.join() === usual.join() ? null : [...path];
}

/** The state for the probes of a link. Those of images get their codes as soon as these are known. */
export function probesOfLink(
  linked: readonly LinkedProbe[] | null,
  via: readonly string[] | null,
): Partial<PlaygroundState> {
  const probes = (linked ?? [])
    .slice(0, MAX_PROBES)
    .map(({ name, z, image }) => ({
      name,
      z: [...(z ?? [0, 0])],
      placed: z !== null || image !== null,
      ...(image !== null && { image }),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
  const all = probes.length > 0 ? probes : initialState().probes;
  const path = via?.filter((name) => all.some((p) => p.name === name)) ?? [];
  return {
    ...(probes.length > 0 && { probes, selectedProbe: probes[0].name }),
    path: path.length >= 2 ? path : all.length >= 2 ? [all[0].name, all[1].name] : null,
  };
}
