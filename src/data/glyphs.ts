/**
 * Digits drawn by this project, for machines without data: 28×28 grey images with the layout of MNIST's, the
 * ink scaled into a 20×20 box and its centre of mass in the middle. Each is a style of handwriting
 * (glyphs/strokes.ts) varied by a person's habits and an unsteady hand, and drawn by a soft pen
 * (glyphs/pen.ts). All of it is a pure function of (seed, index); the chosen factors are returned, so that a
 * lesson can compare what a latent has found with the true factors.
 */
import { GREY_28 } from '../experiment/dataShape';
import { fillNormal, fillUniform, Purpose } from '../math/random';
import { centreOfMass, curve, emptyPath, FULL_INK, lay, type Path, toGrey } from './glyphs/pen';
import { styles } from './glyphs/strokes';
import { PIXELS, SIDE } from './idx';
import type { Dataset, ImageSet } from './images';

/** The factors of a digit. */
export interface GlyphFactors {
  label: number;
  /** Which of the class's handwriting styles, an index into `styles[label]`. */
  style: number;
  /** Shear: horizontal by vertical, positive slants to the right. */
  slant: number;
  /** Width of the pen in pixels. */
  thickness: number;
  /** Factor of the style's own width, before the digit is scaled into its box. */
  width: number;
  /** The centre of the ink, in pixels from the image's middle; y downwards. */
  x: number;
  y: number;
}

export interface Drawn extends ImageSet {
  labels: Uint8Array;
  factors: GlyphFactors[];
}

/** The ink, pen included, fills a box of this many pixels. */
const BOX = 19.7;
/** The middle of MNIST's images is the centre of pixel 14. */
const MIDDLE = 14.5;

/** Mean slant, pen and width of each class, after MNIST's test set. */
const SLANT = [0.18, 0.23, 0.1, 0, 0.22, 0.13, -0.06, 0.04, 0.02, 0.1];
const PEN = [2.9, 2.95, 2.68, 2.82, 2.6, 2.63, 2.85, 2.85, 2.42, 2.45];
const WIDTH = [1.1, 1, 1.08, 1.09, 1.07, 1.08, 1.18, 1.09, 1.1, 1.02];
const SLANT_SPREAD = 0.22;
const PEN_SPREAD = 0.27;
const WIDTH_SPREAD = 0.19;
/** Standard deviation of the hand's wobble at each point of a path, in units of the digit's height. */
const WOBBLE = 0.031;
/** Raggedness of the edges of the ink, in pixels: MNIST was scanned in black and white. */
const RAGGED = 0.11;

/** Normal draws of one digit: habits first, then two per point of its path. */
const HABITS = 12;
const normalsOf = styles.map((own) => own.map(({ strokes }) => HABITS + strokes.flat().length));
const NORMALS = Math.max(...normalsOf.flat());

/** The built-in data set. */
const TRAIN = 10_000;
const TEST = 2_000;
const DATASET_SEED = 1;

const uniforms = new Float64Array(5);
const normals = new Float64Array(NORMALS);
const depth = new Float32Array(PIXELS);
const paths: Path[] = Array.from({ length: Math.max(...styles.flat().map((s) => s.strokes.length)) }, () =>
  emptyPath(256),
);

/** Uniforms and normals use two steps of the counter for each digit, so that they share no bits. */
const uniformStep = (index: number) => 2 * index;
const normalStep = (index: number) => 2 * index + 1;
const GRAIN_STEP = 0xffffffff;

/** `count` digits, from index `first` of the endless series of `seed`. */
export function drawDigits(count: number, seed: number, first = 0): Drawn {
  const images = new Uint8Array(count * PIXELS);
  const factors = Array.from({ length: count }, (_, i) => {
    fillChance(seed, first + i);
    const chosen = choose();
    draw(images.subarray(i * PIXELS, (i + 1) * PIXELS), chosen, seed);
    return chosen;
  });
  return { ...GREY_28, images, labels: Uint8Array.from(factors, (f) => f.label), count, factors };
}

/**
 * The built-in data set: 10,000 training digits and 2,000 test digits. Drawing all of them takes most of a second, so
 * training digits are drawn when somebody asks for them.
 */
export function drawnDataset(): Dataset {
  const test = drawDigits(TEST, DATASET_SEED, TRAIN);
  return {
    id: 'drawn',
    train: drawnOnDemand(TRAIN, DATASET_SEED),
    test: { ...GREY_28, images: test.images, labels: test.labels, count: TEST },
    origin: 'drawn',
  };
}

function drawnOnDemand(count: number, seed: number): ImageSet {
  const images = new Uint8Array(count * PIXELS);
  let drawn = 0;
  const first = (n: number) => {
    if (n > drawn) images.set(drawDigits(n - drawn, seed, drawn).images, drawn * PIXELS);
    drawn = Math.max(n, drawn);
    return images.subarray(0, n * PIXELS);
  };
  const labels = Uint8Array.from({ length: count }, (_, i) => {
    fillUniform(uniforms, seed, Purpose.glyphs, uniformStep(i));
    return chooseClass().label;
  });
  return {
    get images() {
      return first(count);
    },
    ...GREY_28,
    labels,
    count,
    first,
  };
}

/** The factors of digit `index` of `seed`. */
export function chooseFactors(seed: number, index: number): GlyphFactors {
  fillChance(seed, index);
  return choose();
}

/**
 * The random numbers of digit `index` of `seed`, for the functions below: of the normals those that a style uses, that
 * of `factors` or its own, since drawing them takes a third of the time of a digit.
 */
function fillChance(seed: number, index: number, factors?: GlyphFactors): void {
  fillUniform(uniforms, seed, Purpose.glyphs, uniformStep(index));
  const { label, style } = factors ?? chooseClass();
  fillNormal(normals.subarray(0, normalsOf[label][style]), seed, Purpose.glyphs, normalStep(index));
}

function chooseClass(): Pick<GlyphFactors, 'label' | 'style'> {
  const label = Math.floor(10 * uniforms[0]);
  return { label, style: chooseStyle(label, uniforms[1]) };
}

function choose(): GlyphFactors {
  const { label, style } = chooseClass();
  return {
    label,
    style,
    slant: SLANT[label] + SLANT_SPREAD * normals[0],
    thickness: PEN[label] * Math.exp(PEN_SPREAD * clamp(normals[1], 2.5)),
    width: WIDTH[label] * Math.exp(WIDTH_SPREAD * clamp(normals[2], 2.5)),
    x: uniforms[2] - 0.5,
    y: uniforms[3] - 0.5,
  };
}

function chooseStyle(label: number, uniform: number): number {
  const own = styles[label];
  let left = uniform * own.reduce((sum, style) => sum + style.share, 0);
  const chosen = own.findIndex((style) => {
    left -= style.share;
    return left < 0;
  });
  return chosen < 0 ? own.length - 1 : chosen;
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

/**
 * Draws one digit into `out` (784 bytes), with the wobble and the paper's grain of digit `index` of `seed`.
 */
export function drawDigit(out: Uint8Array, factors: GlyphFactors, seed: number, index: number): void {
  fillChance(seed, index, factors);
  draw(out, factors, seed);
}

function draw(out: Uint8Array, factors: GlyphFactors, seed: number): void {
  const { strokes } = styles[factors.label][factors.style];
  const used = paths.slice(0, strokes.length);
  let point = 0;
  strokes.forEach((stroke, s) => {
    curve(used[s], unsteady(stroke, point), stroke.length / 2);
    point += stroke.length / 2;
  });
  for (const path of used) applyHabits(path, factors);
  place(used, factors);

  lay(depth, SIDE, used, FULL_INK);
  centre(used, factors);
  const { grain, largest } = grainOf(seed);
  lay(depth, SIDE, used, FULL_INK + RAGGED * largest);
  const from = Math.floor(uniforms[4] * (GRAIN - PIXELS));
  toGrey(out, depth, grain.subarray(from, from + PIXELS), RAGGED);
}

/** One sheet of noise per seed, from which each digit uses a part. */
let sheet: { seed: number; grain: Float32Array; largest: number } | undefined;
const GRAIN = 2 ** 14;
function grainOf(seed: number) {
  if (sheet?.seed !== seed) {
    const grain = new Float32Array(GRAIN);
    fillNormal(grain, seed, Purpose.glyphs, GRAIN_STEP);
    sheet = { seed, grain, largest: grain.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
  }
  return sheet;
}

/**
 * The stroke's points in units of the digit's height, each displaced a little; the two points of a corner
 * stay together.
 */
function unsteady(stroke: readonly number[], firstPoint: number): Float64Array {
  const points = new Float64Array(stroke.length);
  for (let i = 0; i < points.length; i++) points[i] = stroke[i] / 100;
  const n = points.length / 2;
  for (let i = 0, at = firstPoint; i < n; i++) {
    const corner = i > 0 && stroke[2 * i] === stroke[2 * i - 2] && stroke[2 * i + 1] === stroke[2 * i - 1];
    if (!corner) at = firstPoint + i;
    // A stroke's ends vary more than its middle.
    const stray = i === 0 || i === n - 1 ? 1.6 * WOBBLE : WOBBLE;
    points[2 * i] += stray * normals[HABITS + 2 * at];
    points[2 * i + 1] += stray * normals[HABITS + 2 * at + 1];
  }
  return points;
}

/**
 * A person's habits, the same for all strokes of a digit: height of the waist, bow, taper, width, slant,
 * rotation.
 */
function applyHabits(path: Path, { width, slant }: GlyphFactors): void {
  const waist = 0.36 * clamp(normals[3], 2);
  const bow = 0.045 * normals[4];
  const wedge = 0.22 * normals[5];
  const turn = 0.06 * normals[6];
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  for (let i = 0; i < path.length; i++) {
    const y = path.y[i] + waist * path.y[i] * (1 - path.y[i]) - 0.5;
    const x = width * ((path.x[i] - 0.3) * (1 + wedge * y) + bow * Math.cos(Math.PI * y)) - slant * y;
    path.x[i] = cos * x - sin * y;
    path.y[i] = sin * x + cos * y;
  }
}

/** Sets the pen's radius along the paths, scales them into the box and centres the box. */
function place(used: readonly Path[], { thickness }: GlyphFactors): void {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const path of used) {
    for (let i = 0; i < path.length; i++) {
      left = Math.min(left, path.x[i]);
      right = Math.max(right, path.x[i]);
      top = Math.min(top, path.y[i]);
      bottom = Math.max(bottom, path.y[i]);
      path.r[i] = (thickness / 2) * pressure(i / (path.length - 1));
    }
  }
  const scale = (BOX - thickness) / Math.max(right - left, bottom - top);
  for (const path of used) {
    for (let i = 0; i < path.length; i++) {
      path.x[i] = MIDDLE + scale * (path.x[i] - (left + right) / 2);
      path.y[i] = MIDDLE + scale * (path.y[i] - (top + bottom) / 2);
    }
  }
}

/** Shifts the paths so that the ink in `depth` has its centre of mass at (x, y). */
function centre(used: readonly Path[], { x, y }: GlyphFactors): void {
  const middle = centreOfMass(depth, SIDE);
  for (const path of used) {
    for (let i = 0; i < path.length; i++) {
      path.x[i] += MIDDLE + x - middle.x;
      path.y[i] += MIDDLE + y - middle.y;
    }
  }
}

/** The pressure of the pen varies and decreases towards the end; t from 0 to 1 along a stroke. */
function pressure(t: number): number {
  const swing = 1 + 0.1 * normals[7] * Math.cos(Math.PI * t) + 0.08 * normals[8] * Math.sin(2 * Math.PI * t);
  const end = t * t;
  const start = (1 - t) * (1 - t);
  const lift = 1 - (0.12 + 0.08 * normals[9]) * end * end - (0.08 + 0.06 * normals[10]) * start * start;
  return Math.max(0.5, swing * lift);
}
