import type {
  Activation,
  Architecture,
  CodeActivation,
  Condition,
  Corruption,
  GanLoss,
  Likelihood,
  ModelFamily,
  Penalty,
  WarmUp,
} from '../model/spec';

/** What a reader can set, as plain data. The rows of `schema.ts` say everything else about each key. */
export type DatasetId = 'mnist' | 'fashion-mnist' | 'kmnist' | 'drawn' | 'own';
/** How a pixel comes in: as it is, or as ink or paper, whichever is nearer. */
export type PixelDepth = 'grey' | 'binary';
/** Engines by name; `auto` climbs the measured ladder (engine/select.ts). */
export type EngineId = 'webgpu' | 'simd' | 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu';
export type EngineChoice = 'auto' | EngineId;

export interface Config {
  dataset: DatasetId;
  pixels: PixelDepth;
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
  /** How much is corrupted: σ of Gaussian noise, or the share of pixels. */
  noise: number;
  penalty: Penalty;
  /** λ, the weight of the penalty; of an adversarial autoencoder, of fooling its discriminator (Tolstikhin et al. 2018). */
  penaltyWeight: number;
  /** ρ, the mean activation that the sparsity penalty asks of every unit of the code (Ng 2011). */
  sparsity: number;
  /** Weight of the KL term (Higgins et al. 2017). Has no effect where there is none. */
  beta: number;
  warmUp: WarmUp;
  /** Steps of the straight line, or of one cycle. */
  warmUpSteps: number;
  /** λ in nats: what each latent coordinate may carry for free (Kingma et al. 2016). */
  freeBits: number;
  ganLoss: GanLoss;
  /** γ, the weight of reconstruction against the discriminator in a VAE-GAN's decoder (Larsen et al. 2016). */
  gamma: number;
  learningRate: number;
  /** A multiple of `learningRate`. */
  discriminatorRate: number;
  batch: number;
  seed: number;
  /** Epochs after which the run pauses by itself; 0 = never. */
  stopAfter: number;
  /** Steps per second; 0 = as fast as the machine goes. */
  speed: number;
  engine: EngineChoice;
}
