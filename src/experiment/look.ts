/**
 * The part of a link that describes the screen rather than the settings: the layers of the plane, the visible classes,
 * the view, the slice, the use, and the path between the probes. Only values that differ from the defaults are written:
 * `layers=digits-dots-regions&only=358&view=0.5,-1,3&use=drawing&path=geodesic-pixels-25`. With `lesson=kl-rises`, `step=2`
 * is a step of the lesson, and not of the training.
 */
import { type Square, ZOOM_LIMITS } from '../math/viewport';
import { ALL_CLASSES, readLabels, writeLabels } from './labels';
import { type LinkedProbe, readProbes, readVia, writeProbes } from './probesLink';
import type { Problem } from './problem';
import { readSlice, type SliceChoice, writeSlice } from './sliceChoice';

/** In the order in which they are listed and written. */
export const LAYERS = ['digits', 'dots', 'regions', 'density', 'stretch', 'error', 'pull', 'prior'] as const;
export type Layer = (typeof LAYERS)[number];
/** Layers that tint the plane behind the digits: one at a time. */
export const TINTS = ['regions', 'density', 'stretch', 'error'] as const satisfies readonly Layer[];
export type Tint = (typeof TINTS)[number];
export const isTint = (layer: Layer): layer is Tint => (TINTS as readonly Layer[]).includes(layer);

/** How the path goes from probe to probe; `drawn`: free-hand. */
export const INTERPOLATIONS = ['straight', 'spherical', 'data', 'geodesic', 'drawn'] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];
/** Whether the stops of the path are equally far apart in the latent space or in pixels. */
export const SPACINGS = ['latent', 'pixels'] as const;
export type Spacing = (typeof SPACINGS)[number];
/** The fewest and the most stops of a path, ends included. */
export const STOPS = { least: 3, most: 25 };

export interface PathLook {
  interpolation: Interpolation;
  spacing: Spacing;
  stops: number;
  /** The free-hand path between its ends, in plane coordinates: x, y, x, y … */
  drawn: readonly number[];
}

/** The parts that an embedded page can show, in the order in which they are laid out; `train`: the buttons of the run. */
export const PARTS = ['train', 'plane', 'digit', 'path', 'loss', 'lesson', 'model', 'uses'] as const;
export type Part = (typeof PARTS)[number];
/** Those of `embed=1` without `show`. */
export const USUAL_PARTS: readonly Part[] = ['train', 'plane', 'digit'];

/** The parts of the page that a link can leave out; `settings`: what the model's parts open, and their list. */
export const HIDEABLE = [
  ...['model', 'settings', 'try', 'digit', 'path', 'loss', 'equation', 'uses'],
  ...['compare', 'lessons', 'share'],
] as const;
export type Hideable = (typeof HIDEABLE)[number];

/** The name in links of a lesson that is composed of steps of others, and the most steps that it has. */
export const COMPOSED = 'composed';
export const MOST_STEPS = 15;

export interface LinkedLesson {
  /** Its name, or COMPOSED. */
  id: string;
  /** From 1. */
  step: number;
  /** Of a composed lesson: `lesson.step` each; which there are is known only further up. */
  steps?: readonly string[];
}

export interface Look {
  layers: readonly Layer[];
  /** The labels of the visible classes, ascending; at least one. ALL_CLASSES for all, however many there are. */
  classes: readonly number[];
  /**
   * The view that the reader has chosen; `extent` is half its shorter side. Null: the plane shows where the codes are.
   */
  view: Square | null;
  /** How the plane cuts through a latent of more than two numbers; null: as suits the model. */
  slice: SliceChoice | null;
  /** The chosen use, by its id in `uses/registry`; null: none yet, and the model's first is shown. */
  use: string | null;
  path: PathLook;
  /** The probes, and those that the path passes through; null: those that the page begins with. */
  probes: readonly LinkedProbe[] | null;
  via: readonly string[] | null;
  /** The earlier step of the training that is shown; null: the latest. */
  step: number | null;
  /** The run that is compared with the present one, as `compareLink.ts` writes it; null: none. */
  compare: string | null;
  /** The lesson that is open; null: none. */
  lesson: LinkedLesson | null;
  /** Whether one step on one image is shown (`views/oneStep`): `slowly=1`. */
  slowly: boolean;
  /** The parts that the page consists of, where it is embedded in another; null: the whole page. */
  embed: readonly Part[] | null;
  /** The parts that are left out. */
  hide: readonly Hideable[];
  /** For a projector: larger text, more contrast, and a halo around the pointer. */
  projector: boolean;
}

export const defaultLook = (): Look => ({
  layers: ['digits', 'dots', 'prior'],
  classes: ALL_CLASSES,
  view: null,
  slice: null,
  use: null,
  path: { interpolation: 'straight', spacing: 'latent', stops: 13, drawn: [] },
  probes: null,
  via: null,
  step: null,
  compare: null,
  lesson: null,
  slowly: false,
  embed: null,
  hide: [],
  projector: false,
});

/** The keys of a link that are read here. */
export const LOOK_KEYS = [
  'layers',
  'only',
  'view',
  'slice',
  'use',
  'path',
  'drawn',
  'probes',
  'via',
  'lesson',
  'steps',
  'step',
  'compare',
  'slowly',
  'embed',
  'show',
  'hide',
  'projector',
] as const;
type LookKey = (typeof LOOK_KEYS)[number];

/** Coordinates of a view that are further out are rejected. */
const FARTHEST = 1000;
/** Written if there are no layers. */
const NONE = 'none';
/** Coordinates of a drawn path, at most. */
const MAX_DRAWN = 64;

const sameList = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** A view for a link, rounded to at most a thousandth of its size. */
export function roundedView({ centre, extent }: Square): Square {
  const digits = 3 - Math.floor(Math.log10(extent));
  const rounded = (value: number) => Number(value.toFixed(Math.max(0, digits))) + 0;
  return { centre: [rounded(centre[0]), rounded(centre[1])], extent: rounded(extent) };
}

/** The fields for a link, as `key=value`. */
export function writeLook({
  layers,
  classes,
  view,
  slice,
  use,
  path,
  probes,
  via,
  step,
  compare,
  lesson,
  slowly,
  embed,
  hide,
  projector,
}: Look): string[] {
  const defaults = defaultLook();
  const parts: string[] = [];
  if (!sameList(layers, defaults.layers)) parts.push(`layers=${layers.join('-') || NONE}`);
  if (!sameList(classes, defaults.classes)) parts.push(`only=${writeLabels(classes)}`);
  if (view) parts.push(`view=${[...view.centre, view.extent].map(plain).join(',')}`);
  if (slice) parts.push(`slice=${writeSlice(slice)}`);
  if (use) parts.push(`use=${use}`);
  const { interpolation, spacing, stops, drawn } = path;
  const usual = defaults.path;
  const words = [
    ...(spacing === usual.spacing ? [] : [spacing]),
    ...(stops === usual.stops ? [] : [String(stops)]),
  ];
  if (words.length > 0 || interpolation !== usual.interpolation)
    parts.push(`path=${[interpolation, ...words].join('-')}`);
  if (interpolation === 'drawn' && drawn.length > 0)
    parts.push(`drawn=${drawn.map((value) => plain(Number(value.toFixed(2)) + 0)).join(',')}`);
  if (probes) parts.push(`probes=${writeProbes(probes)}`);
  if (via) parts.push(`via=${via.join('-')}`);
  if (lesson)
    parts.push(
      `lesson=${lesson.id}`,
      ...(lesson.steps ? [`steps=${lesson.steps.join(',')}`] : []),
      ...(lesson.step > 1 ? [`step=${lesson.step}`] : []),
    );
  else if (step !== null) parts.push(`step=${step}`);
  if (compare) parts.push(`compare=${compare}`);
  if (slowly) parts.push('slowly=1');
  if (embed) parts.push('embed=1', `show=${embed.join(',')}`);
  if (hide.length > 0) parts.push(`hide=${hide.join(',')}`);
  if (projector) parts.push('projector=1');
  return parts;
}

/** A number without an exponent, which `readLook` does not accept. */
const plain = (value: number) => (Math.abs(value) < 1e-6 ? '0' : String(value));

const NUMBERS = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?)*$/;

/** Each gets what has been read so far. */
const readers: Record<LookKey, (text: string, look: Look) => Partial<Look> | null> = {
  layers(text) {
    const named = text === NONE ? [] : text.split('-');
    const layers = LAYERS.filter((layer) => named.includes(layer));
    return layers.length === named.length ? { layers } : null;
  },
  only(text) {
    const named = readLabels(text);
    const classes = ALL_CLASSES.filter((label) => named?.includes(label));
    return classes.length > 0 && classes.length === named?.length ? { classes } : null;
  },
  view(text) {
    if (!/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){2}$/.test(text)) return null;
    const [x, y, extent] = text.split(',').map(Number);
    const { closest, farthest } = ZOOM_LIMITS;
    const known =
      Math.abs(x) <= FARTHEST && Math.abs(y) <= FARTHEST && extent >= closest && extent <= farthest;
    return known ? { view: { centre: [x, y], extent } } : null;
  },
  slice(text) {
    const slice = readSlice(text);
    return slice && { slice };
  },
  // Which uses there are is known only further up, where another name is refused.
  use: (text) => (/^[a-z-]{1,40}$/.test(text) ? { use: text } : null),
  path(text, { path }) {
    const [first, ...words] = text.split('-');
    const interpolation = INTERPOLATIONS.find((one) => one === first);
    const spacing = SPACINGS.find((one) => one === words[0]);
    if (spacing) words.shift();
    const stops = words.length > 0 ? Number(words.shift()) : path.stops;
    const known =
      interpolation &&
      words.length === 0 &&
      Number.isInteger(stops) &&
      stops >= STOPS.least &&
      stops <= STOPS.most;
    return known ? { path: { ...path, interpolation, spacing: spacing ?? path.spacing, stops } } : null;
  },
  probes(text) {
    const probes = readProbes(text);
    return probes && { probes };
  },
  via(text) {
    const via = readVia(text);
    return via && { via };
  },
  // Which lessons there are is known only further up, too.
  lesson: (text) => (/^[a-z-]{1,40}$/.test(text) ? { lesson: { id: text, step: 1 } } : null),
  steps(text) {
    // A damaged name is kept as far as it can be written in a link, so that it can be said.
    const steps = text
      .split(',')
      .map((name) => name.replace(/[^a-zA-Z0-9.-]/g, '').slice(0, 60))
      .filter((name) => name !== '');
    const known = steps.length > 0 && steps.length <= MOST_STEPS;
    return known ? { lesson: { id: COMPOSED, step: 1, steps } } : null;
  },
  step(text, { lesson }) {
    if (!/^\d{1,9}$/.test(text)) return null;
    const step = Number(text);
    if (!lesson) return { step };
    return step > 0 ? { lesson: { ...lesson, step } } : null;
  },
  drawn(text, { path }) {
    const drawn = NUMBERS.test(text) ? text.split(',').map(Number) : [];
    const known =
      drawn.length > 0 &&
      drawn.length % 2 === 0 &&
      drawn.length <= MAX_DRAWN &&
      drawn.every((value) => Math.abs(value) <= FARTHEST);
    return known ? { path: { ...path, drawn } } : null;
  },
  slowly: (text) => (text === '1' || text === '0' ? { slowly: text === '1' } : null),
  embed: (text) => (text === '1' ? { embed: USUAL_PARTS } : text === '0' ? { embed: null } : null),
  show(text, { embed }) {
    const named = text.split(',');
    const shown = PARTS.filter((part) => named.includes(part));
    return embed && shown.length === named.length ? { embed: shown } : null;
  },
  hide(text) {
    const named = text.split(',');
    const hide = HIDEABLE.filter((part) => named.includes(part));
    return hide.length === named.length ? { hide } : null;
  },
  projector: (text) => (text === '1' || text === '0' ? { projector: text === '1' } : null),
  // Its settings are read where the run is looked for.
  compare: (text) => (/^step:\d+(,[a-zA-Z]+:[\w.+-]*)*$/.test(text) ? { compare: text } : null),
};

/** Reads these fields; an invalid one becomes a problem and keeps its default. */
export function readLook(fields: ReadonlyMap<string, string>): { look: Look; problems: Problem[] } {
  const look = defaultLook();
  const problems: Problem[] = [];
  for (const key of LOOK_KEYS) {
    const text = fields.get(key);
    if (text === undefined) continue;
    const read = readers[key](text, look);
    if (read) Object.assign(look, read);
    else problems.push({ code: 'setting.invalid', params: { key, value: text.slice(0, 40) } });
  }
  return { look, problems };
}
