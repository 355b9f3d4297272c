/** The plane's slice through the latent space, for scripts; see `automation.ts` for how errors are reported. */

import { ProblemError } from '../experiment/problem';
import { PRINCIPAL, QUANTITIES, type SliceChoice } from '../experiment/sliceChoice';
import type { Slice } from '../latent/slice';
import { hasEncoder, hasLatent } from '../model/predicates';
import { probeNamed } from '../state/probes';
import { chooseSlice, sliceNow } from '../state/slice';
import { useStore } from '../state/store';
import { namedValues, refuseUnless } from './arguments';

/** Exactly one of these. Coordinates are counted from 0, as in `z`. */
export interface SliceSettings {
  axes?: readonly [number, number];
  principal?: true;
  /** Names of three probes. */
  probes?: readonly [string, string, string];
  /** From the mean code of one class to that of another. */
  direction?: readonly [number, number];
  /** Along which test images are more slanted, or their strokes thicker. */
  slant?: true;
  thickness?: true;
}

/** The slice on the screen: z = origin + x·u + y·v, and the share of the variance of the codes that it shows. */
export function slice(): Slice & { share: number | null } {
  const state = useStore.getState();
  const { origin, u, v } = sliceNow(state);
  return { origin: [...origin], u: [...u], v: [...v], share: state.slice.share };
}

const KEYS = ['axes', 'principal', 'probes', 'direction', ...QUANTITIES] as const;

/** Chooses a slice, or throws and leaves the plane as it is. */
export function setSlice(settings: SliceSettings): void {
  const given = namedValues(settings, 'settings', KEYS);
  const { run } = useStore.getState();
  if (!hasLatent(run.spec)) throw new ProblemError('run.noLatent');
  const named = KEYS.filter((key) => given[key] !== undefined);
  refuseUnless(named.length === 1, 'settings');
  const choice = choiceOf(named[0], given[named[0]]);
  if (choice.by !== 'axes' && choice.by !== 'probes' && !hasEncoder(run.spec))
    throw new ProblemError('run.noEncoder');
  useStore.setState(chooseSlice(choice));
}

function choiceOf(key: (typeof KEYS)[number], value: unknown): SliceChoice {
  const { latent } = useStore.getState().run.spec;
  if (key === 'axes') return { by: key, axes: twoNumbers(value, key, latent) };
  if (key === 'direction')
    return { by: 'classes', classes: twoNumbers(value, key, useStore.getState().data.classes) };
  if (key === 'probes') {
    const known = Array.isArray(value) ? value.filter((name) => probeNamed(useStore.getState(), name)) : [];
    refuseUnless(known.length === 3 && new Set(known).size === 3, key);
    return { by: key, names: [known[0], known[1], known[2]] };
  }
  refuseUnless(value === true, key);
  return key === 'principal' ? PRINCIPAL : { by: key };
}

/** Two different numbers from 0 to below `end`. */
function twoNumbers(value: unknown, what: string, end: number): [number, number] {
  const given: unknown[] = Array.isArray(value) ? [...value] : [];
  const known = given.filter((n): n is number => Number.isInteger(n) && Number(n) >= 0 && Number(n) < end);
  refuseUnless(known.length === 2 && given.length === 2 && known[0] !== known[1], what);
  return [known[0], known[1]];
}
