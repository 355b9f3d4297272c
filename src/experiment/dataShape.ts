/**
 * The form of a data set's images and its number of classes. They are settings, so that checkpoints and models hold
 * them, but not the reader's: a named set has its own, and the reader's files have that of the images in them.
 */
import { type DataShape, DEFAULT_SHAPE, imageSize, type ModelSpec } from '../model/spec';
import type { Config, DatasetId } from './config';
import { ProblemError } from './problem';

export { imageSize };

/** How an image lies in memory: `imageSize` numbers. */
export type ImageForm = Pick<DataShape, 'side' | 'channels'>;

/** Sides that images can have: engines compute four or eight numbers at a time. */
export const SIDES = { least: 8, most: 64, step: 4 } as const;

export const isSide = (side: number): boolean =>
  side >= SIDES.least && side <= SIDES.most && side % SIDES.step === 0;

/**
 * The smallest square with such a side around an image, or the largest where it is larger than that; images of 1 or 2
 * channels (grey, grey and alpha) are grey.
 */
export const formAround = (rows: number, columns: number, channels: number): ImageForm => {
  const { least, most, step } = SIDES;
  const around = Math.ceil(Math.max(rows, columns) / step) * step;
  return { side: Math.min(most, Math.max(least, around)), channels: channels >= 3 ? 3 : 1 };
};

/** Whether images of this size fit into a square with hardly any room to spare. */
export const isPadded = (rows: number, columns: number, side: number): boolean => {
  const room = side - Math.max(rows, columns);
  return room >= 0 && room < SIDES.step;
};

/** The form of an image of so many numbers: n² and 3 n² are never the same. Null where no data set has such images. */
export function formOfSize(size: number): ImageForm | null {
  for (const channels of [1, 3] as const) {
    const side = Math.sqrt(size / channels);
    if (isSide(side)) return { side, channels };
  }
  return null;
}

/** MNIST's. */
export const GREY_28: ImageForm = { side: DEFAULT_SHAPE.side, channels: DEFAULT_SHAPE.channels };

export const sameForm = (a: ImageForm, b: ImageForm): boolean =>
  a.side === b.side && a.channels === b.channels;

/** `32 × 32 × 3`, for messages. */
export const formText = ({ side, channels }: ImageForm): string =>
  [side, side, ...(channels > 1 ? [channels] : [])].join(' × ');

/** The shape that the settings describe. */
export const shapeOf = (config: Config): DataShape => ({
  side: config.imageSide,
  channels: config.imageChannels,
  classes: config.classCount,
});

type ShapeSettings = Pick<Config, 'imageSide' | 'imageChannels' | 'classCount'>;

/** The same as settings. */
export const shapeSettings = ({ side, channels, classes }: DataShape): ShapeSettings => ({
  imageSide: side,
  imageChannels: channels,
  classCount: classes,
});

/** `config` for data of this shape. */
export const withDataShape = (config: Config, shape: DataShape): Config => ({
  ...config,
  ...shapeSettings(shape),
});

/** Whether a model can learn from data of this shape: only conditional ones know how many classes there are. */
export const fitsData = ({ data, condition }: ModelSpec, shape: DataShape): boolean =>
  sameForm(data, shape) && (condition === 'none' || data.classes === shape.classes);

/** The shape of each named set. */
const SHAPES: Record<Exclude<DatasetId, 'own'>, DataShape> = {
  mnist: DEFAULT_SHAPE,
  'fashion-mnist': DEFAULT_SHAPE,
  kmnist: DEFAULT_SHAPE,
  drawn: DEFAULT_SHAPE,
  shapes: { side: 32, channels: 3, classes: 8 },
};

export const namedShape = (id: Exclude<DatasetId, 'own'>): DataShape => SHAPES[id];

/** Whether the data set that the settings name can be loaded, and has images of the model's form. */
export const fitsNamed = ({ dataset }: Config, { data }: ModelSpec): boolean =>
  dataset !== 'own' && sameForm(namedShape(dataset), data);

/**
 * `after` with the shape of its data set; the reader's files keep the shape that they had in `before`, unless they
 * are new in `after`.
 */
export function withShape(before: Config, after: Config): Config {
  const { dataset } = after;
  if (dataset !== 'own') return { ...after, ...shapeSettings(SHAPES[dataset]) };
  return before.dataset === 'own' ? { ...after, ...shapeSettings(shapeOf(before)) } : after;
}

/** Why a model cannot go on with the images that are there. */
export const misfit = (model: DataShape, data: DataShape): ProblemError =>
  sameForm(model, data)
    ? new ProblemError('checkpoint.classes', { model: model.classes, data: data.classes })
    : new ProblemError('checkpoint.images', { model: formText(model), data: formText(data) });
