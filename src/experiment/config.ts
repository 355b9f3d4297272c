import type {
  Activation,
  Architecture,
  CodeActivation,
  Condition,
  Corruption,
  HyperSettings,
  Likelihood,
  ModelFamily,
  Penalty,
} from '../model/spec';

export type DatasetId = 'mnist' | 'fashion-mnist' | 'kmnist' | 'drawn' | 'own';
/** How a pixel comes in: as it is, or as ink or paper, whichever is nearer. */
export type PixelDepth = 'grey' | 'binary';
/** Engines by name; `auto` climbs the measured ladder (engine/select.ts). */
export type EngineId = 'webgpu' | 'simd' | 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu';
export type EngineChoice = 'auto' | EngineId;

/** What a reader can set, as plain data. The rows of `schema.ts` say everything else about each key. */
export interface Config extends HyperSettings {
  dataset: DatasetId;
  pixels: PixelDepth;
  /** Training images to learn from, the first of them; 0 = all. */
  trainImages: number;
  /** Labels of the classes to learn from, ascending. */
  classes: number[];
  model: ModelFamily;
  architecture: Architecture;
  /** Hidden widths from the image to the latent, e.g. [512, 256]; of a convolutional model, its channels. */
  encoder: number[];
  /** Hidden widths from the latent to the image, e.g. [256, 512]; of a convolutional model, its channels. */
  decoder: number[];
  /** Hidden widths of the discriminator of an adversarial model. */
  discriminator: number[];
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
  /** Steps per second; 0 = as fast as the machine goes. */
  speed: number;
  engine: EngineChoice;
}
