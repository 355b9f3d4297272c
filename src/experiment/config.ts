/** What a reader can set, as plain data. The rows of `schema.ts` say everything else about each key. */
export type DatasetId = 'mnist' | 'fashion-mnist' | 'kmnist' | 'drawn' | 'own';
export type ModelFamily = 'ae' | 'vae';
export type Activation = 'relu' | 'tanh' | 'leakyRelu' | 'elu';
export type Likelihood = 'bernoulli' | 'gaussian';
/** Engines by name; `auto` climbs the measured ladder (engine/select.ts). */
export type EngineId = 'webgpu' | 'simd' | 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu';
export type EngineChoice = 'auto' | EngineId;

export interface Config {
  dataset: DatasetId;
  model: ModelFamily;
  /** Hidden widths from the image to the latent, e.g. [512, 256]. */
  encoder: number[];
  /** Hidden widths from the latent to the image, e.g. [256, 512]. */
  decoder: number[];
  latent: number;
  activation: Activation;
  likelihood: Likelihood;
  /** Weight of the KL term (Higgins et al. 2017). Has no effect on an AE. */
  beta: number;
  learningRate: number;
  batch: number;
  seed: number;
  /** Epochs after which the run pauses by itself; 0 = never. */
  stopAfter: number;
  /** Steps per second; 0 = as fast as the machine goes. */
  speed: number;
  engine: EngineChoice;
}
