/**
 * Coloured shapes drawn by this project: 32 × 32 images in colour, on black, of eight shapes (their classes) with a hue,
 * a size, a place and a turn that are independent of the class and of each other. All of it is a pure function of
 * (seed, index); the factors are returned, so that what a latent has found can be compared with them.
 */
import type { ImageForm } from '../experiment/dataShape';
import { fillUniform, Purpose } from '../math/random';
import type { Dataset, ImageSet } from './images';
import { outlines, SHAPE_NAMES } from './shapes/outlines';

/** The factors of an image. */
export interface ShapeFactors {
  /** An index into `SHAPE_NAMES`. */
  label: number;
  /** Of the colour, in [0, 1): 0 red, ⅓ green, ⅔ blue. */
  hue: number;
  /** Radius in pixels. */
  size: number;
  /** The middle, in pixels from the image's middle; y downwards. */
  x: number;
  y: number;
  /** Clockwise, in radians. */
  turn: number;
}

export interface DrawnShapes extends ImageSet {
  labels: Uint8Array;
  factors: ShapeFactors[];
}

export const SHAPES_FORM: ImageForm = { side: 32, channels: 3 };
const { side: SIDE } = SHAPES_FORM;
const NUMBERS = 3 * SIDE * SIDE;

const SIZES = { from: 6, to: 11 };
/** The shape's middle is at most so far from the image's, so that it is whole. */
const ROOM = 4;
const TURN = 0.35;
/** Of the colours, which are otherwise full. */
const SATURATION = 0.85;

/** The built-in data set. */
const TRAIN = 10_000;
const TEST = 2_000;
const DATASET_SEED = 1;

const uniforms = new Float64Array(6);

/** The factors of image `index` of `seed`. */
export function shapeFactors(seed: number, index: number): ShapeFactors {
  fillUniform(uniforms, seed, Purpose.shapes, index);
  const [label, hue, size, x, y, turn] = uniforms;
  const around = (u: number, most: number) => most * (2 * u - 1);
  return {
    label: Math.floor(SHAPE_NAMES.length * label),
    hue,
    size: SIZES.from + (SIZES.to - SIZES.from) * size,
    x: around(x, ROOM),
    y: around(y, ROOM),
    turn: around(turn, TURN),
  };
}

/** `count` images, from index `first` of the endless series of `seed`. */
export function drawShapes(count: number, seed: number, first = 0): DrawnShapes {
  const images = new Uint8Array(count * NUMBERS);
  const factors = Array.from({ length: count }, (_, i) => {
    const chosen = shapeFactors(seed, first + i);
    drawShape(images.subarray(i * NUMBERS, (i + 1) * NUMBERS), chosen);
    return chosen;
  });
  return { ...SHAPES_FORM, images, labels: Uint8Array.from(factors, (f) => f.label), count, factors };
}

/** The built-in data set: 10,000 training images and 2,000 test images. */
export function shapesDataset(): Dataset {
  const setOf = ({ images, labels, count }: DrawnShapes): ImageSet => ({
    ...SHAPES_FORM,
    images,
    labels,
    count,
  });
  return {
    id: 'shapes',
    train: setOf(drawShapes(TRAIN, DATASET_SEED)),
    test: setOf(drawShapes(TEST, DATASET_SEED, TRAIN)),
    origin: 'drawn',
  };
}

/** Draws a shape into `out`, which is black. */
function drawShape(out: Uint8Array, { label, hue, size, x, y, turn }: ShapeFactors): void {
  const outline = outlines[SHAPE_NAMES[label]];
  const colour = [0, 1, 2].map((channel) => 255 * lightOf(hue, channel));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [middleX, middleY] = [SIDE / 2 + x, SIDE / 2 + y];
  const low = (middle: number) => Math.max(0, Math.floor(middle - 1.2 * size - 1));
  const high = (middle: number) => Math.min(SIDE, Math.ceil(middle + 1.2 * size + 1));
  for (let row = low(middleY); row < high(middleY); row++)
    for (let column = low(middleX); column < high(middleX); column++) {
      const [dx, dy] = [(column + 0.5 - middleX) / size, (row + 0.5 - middleY) / size];
      const distance = size * outline(cos * dx + sin * dy, cos * dy - sin * dx);
      // The share of the pixel that is inside, for an outline that crosses it straight.
      const share = Math.min(1, Math.max(0, 0.5 - distance));
      if (share === 0) continue;
      const at = 3 * (row * SIDE + column);
      for (let channel = 0; channel < 3; channel++) out[at + channel] = Math.round(share * colour[channel]);
    }
}

/** Red, green or blue of a hue, in [0, 1], of full value and the saturation above. */
function lightOf(hue: number, channel: number): number {
  const away = Math.abs(((hue - channel / 3 + 1.5) % 1) - 0.5);
  return 1 - SATURATION + SATURATION * Math.min(1, Math.max(0, 2 - 6 * away));
}
