/**
 * The form of a data set's images and its number of classes. They are settings, so that checkpoints and models hold
 * them, but not the reader's: a named set has its own, and the reader's files have that of the images in them.
 */
import { type DataShape, DEFAULT_SHAPE } from '../model/spec';
import type { Config, DatasetId } from './config';

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

/** The shape of each named set. */
const SHAPES: Record<Exclude<DatasetId, 'own'>, DataShape> = {
  mnist: DEFAULT_SHAPE,
  'fashion-mnist': DEFAULT_SHAPE,
  kmnist: DEFAULT_SHAPE,
  drawn: DEFAULT_SHAPE,
};

/**
 * `after` with the shape of its data set; the reader's files keep the shape that they had in `before`, unless they
 * are new in `after`.
 */
export function withShape(before: Config, after: Config): Config {
  const { dataset } = after;
  if (dataset !== 'own') return { ...after, ...shapeSettings(SHAPES[dataset]) };
  return before.dataset === 'own' ? { ...after, ...shapeSettings(shapeOf(before)) } : after;
}
