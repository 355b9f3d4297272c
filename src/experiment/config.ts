import type {
  Activation,
  Architecture,
  CodeActivation,
  Condition,
  Corruption,
  DataShape,
  HyperSettings,
  Likelihood,
  ModelFamily,
  Normalisation,
  Penalty,
  Upsampling,
} from '../model/spec';

export type DatasetId = 'mnist' | 'fashion-mnist' | 'kmnist' | 'drawn' | 'shapes' | 'own';
/** How pixels are read: unchanged, or as ink or paper, whichever is nearer. */
export type PixelDepth = 'grey' | 'binary';
/** Engines by name; `auto` climbs the measured ladder (engine/select.ts). */
export type EngineId = 'webgpu' | 'simd' | 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu';
export type EngineChoice = 'auto' | EngineId;

/** The reader's settings, as plain data. Everything else about each key is in the rows of `schema.ts`. */
export interface Config extends HyperSettings {
  dataset: DatasetId;
  /** The form of the images and the number of classes: the data set's, not the reader's choice (`dataShape.ts`). */
  imageSide: number;
  imageChannels: DataShape['channels'];
  classCount: number;
  pixels: PixelDepth;
  /** Number of training images, from the first on; 0 = all. */
  trainImages: number;
  /** Labels of the classes to learn from, ascending; all 62 for all, however many there are. */
  classes: number[];
  model: ModelFamily;
  architecture: Architecture;
  /** Hidden widths from the image to the latent, e.g. [512, 256]; channels for a convolutional model. */
  encoder: number[];
  /** Hidden widths from the latent to the image, e.g. [256, 512]; channels for a convolutional model. */
  decoder: number[];
  /** Hidden widths of the discriminator of an adversarial model. */
  discriminator: number[];
  upsampling: Upsampling;
  normalisation: Normalisation;
  latent: number;
  condition: Condition;
  activation: Activation;
  code: CodeActivation;
  likelihood: Likelihood;
  corruption: Corruption;
  penalty: Penalty;
  batch: number;
  seed: number;
  /** Epochs after which the run pauses by itself; 0 = never. */
  stopAfter: number;
  /** Steps per second; 0 = as fast as possible. */
  speed: number;
  engine: EngineChoice;
}
