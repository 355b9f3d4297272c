/** The probes and the path between them, for scripts; see `automation.ts` for how errors are reported. */
import { imageAt } from '../data/images';
import { INTERPOLATIONS, type Interpolation, SPACINGS, type Spacing, STOPS } from '../experiment/look';
import { ProblemError } from '../experiment/problem';
import { hasEncoder, hasLatent } from '../model/predicates';
import { imageSize } from '../model/spec';
import { live } from '../state/live';
import { pathNow } from '../state/path';
import { add, changePath, MAX_PROBES, probeNamed, remove } from '../state/probes';
import * as session from '../state/session';
import { useStore } from '../state/store';
import { bytes, codes, label, namedValues, refuseUnless } from './arguments';

/** A probe: A, B, … If it is the code of a test image, it follows that code, and `testImage` is the image's index. */
export interface ProbeSummary {
  name: string;
  z: number[];
  testImage?: number;
}

/** One of `z`, `testImage` (its index) and `image` (784 bytes, 0 = paper); `label` is that of a conditional model. */
export interface ProbeSource {
  z?: ArrayLike<number>;
  testImage?: number;
  image?: Uint8Array;
  label?: number;
}

export interface PathSettings {
  from: string;
  to: string;
  /** The probes between, in order. */
  via?: readonly string[];
  interpolation?: Interpolation;
  spacing?: Spacing;
  stops?: number;
  /** The free-hand path between its ends, in plane coordinates: x, y, x, y … */
  drawn?: readonly number[];
}

export const probes = (): ProbeSummary[] =>
  useStore.getState().probes.map(({ name, z, image }) => ({
    name,
    z: [...z],
    ...(image !== undefined && { testImage: image }),
  }));

/** Adds a probe and resolves to its name. */
export async function addProbe(source: ProbeSource): Promise<string> {
  const {
    z,
    testImage,
    image,
    label: digit,
  } = namedValues(source, 'source', ['z', 'testImage', 'image', 'label']);
  const { run, data, probes: before } = useStore.getState();
  if (!hasLatent(run.spec)) throw new ProblemError('run.noLatent');
  refuseUnless([z, testImage, image].filter((one) => one !== undefined).length === 1, 'source');
  if (before.length >= MAX_PROBES) throw new ProblemError('probes.full', { most: MAX_PROBES });
  const { latent } = run.spec;
  if (z !== undefined) return placed(add([...codes(z, 'z', latent)]));
  if (!hasEncoder(run.spec)) throw new ProblemError('run.noEncoder');
  if (image !== undefined)
    return placed(add(await codeOf(bytes(image, 'image', imageSize(run.spec.data)), digit)));
  const { test } = data;
  if (!test) throw new ProblemError('run.noData');
  const known = typeof testImage === 'number' && Number.isInteger(testImage) && testImage >= 0;
  refuseUnless(known && testImage < test.count, 'testImage');
  const { points } = live.get();
  const code =
    points && testImage < points.count
      ? [...points.mu.subarray(testImage * latent, (testImage + 1) * latent)]
      : await codeOf(imageAt(test, testImage).slice(), digit ?? test.labels?.[testImage]);
  return placed(add(code, testImage));
}

async function codeOf(image: Uint8Array, digit: unknown): Promise<number[]> {
  const labels =
    useStore.getState().run.spec.condition === 'label' ? Uint8Array.of(label(digit, 'label')) : undefined;
  return [...(await session.encode(image, 1, labels)).mu];
}

/** Applies the change, and returns the name of the probe that it has added or selected. */
function placed(change: ReturnType<typeof add>): string {
  useStore.setState(change);
  return useStore.getState().selectedProbe;
}

export function removeProbe(name: string): void {
  const { probes: before } = useStore.getState();
  refuseUnless(before.length > 1 && before.some((p) => p.name === name), 'name');
  useStore.setState(remove(name));
}

/** The stops of the path as they are now (count × latent), and its settings; null with fewer than two probes. */
export function path() {
  const now = pathNow();
  const { path: waypoints, look } = useStore.getState();
  if (!now || !waypoints) return null;
  const { interpolation, spacing, stops } = look.path;
  return {
    z: Float32Array.from(now.stops),
    count: stops,
    waypoints: [...waypoints],
    interpolation,
    spacing,
    /** Whether the search along the data or for the shortest path has ended. */
    refined: now.refined || !needsSearch(interpolation, spacing),
  };
}

const needsSearch = (interpolation: Interpolation, spacing: Spacing) =>
  interpolation === 'data' || interpolation === 'geodesic' || spacing === 'pixels';

/** Applies all settings, or throws and applies none. Those that are omitted stay as they are. */
export function setPath(settings: PathSettings): void {
  const given = namedValues(settings, 'settings', [
    'from',
    'to',
    'via',
    'interpolation',
    'spacing',
    'stops',
    'drawn',
  ]);
  const state = useStore.getState();
  const { spec } = state.run;
  if (!hasLatent(spec)) throw new ProblemError('run.noLatent');
  const { from, to, via = [] } = given;
  refuseUnless(Array.isArray(via), 'via');
  const names: unknown[] = [from, ...via, to];
  const waypoints = names.filter(
    (name): name is string => typeof name === 'string' && !!probeNamed(state, name),
  );
  refuseUnless(waypoints.length === names.length && waypoints.length <= MAX_PROBES, 'from, via, to');
  const { interpolation, spacing, stops, drawn } = { ...state.look.path, ...given };
  const knownWay = INTERPOLATIONS.find((one) => one === interpolation);
  refuseUnless(knownWay !== undefined, 'interpolation');
  if (knownWay === 'data' && !hasEncoder(spec)) throw new ProblemError('run.noEncoder');
  const knownSpacing = SPACINGS.find((one) => one === spacing);
  refuseUnless(knownSpacing !== undefined, 'spacing');
  const whole = typeof stops === 'number' && Number.isInteger(stops);
  refuseUnless(whole && stops >= STOPS.least && stops <= STOPS.most, 'stops');
  refuseUnless(Array.isArray(drawn) && drawn.length % 2 === 0 && drawn.length <= 64, 'drawn');
  const points = [...codes(drawn, 'drawn', drawn.length)];
  useStore.setState({
    path: waypoints,
    pathStep: null,
    ...changePath({ interpolation: knownWay, spacing: knownSpacing, stops, drawn: points })(state),
  });
}
