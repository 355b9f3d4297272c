/**
 * One row a setting. The rows drive defaults, controls, help in both languages, the URL,
 * checkpoints and validation; nothing else in the house knows a default or a range.
 */
import type { Config } from './config';

export interface Text {
  en: string;
  zh: string;
}

/** When a change takes hold: at once, with the next reset, or by opening something anew. */
export type Applies = 'live' | 'restart' | 'engine' | 'data';

interface Common<K extends keyof Config> {
  key: K;
  label: Text;
  /** One line for the reader under the control. */
  help: Text;
  default: Config[K];
  applies: Applies;
  /** Where the value persists beyond the session. */
  persists: { url: boolean; checkpoint: boolean };
  /** Which part of the screen the control belongs to. */
  group: 'data' | 'model' | 'training' | 'machine';
}

export interface ChoiceRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'choice';
  options: { value: Config[K] & string; label: Text }[];
}

export interface NumberRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'number';
  min: number;
  max: number;
  integer: boolean;
  /** What the control offers, in order; any other number in range may come from a link or a script. */
  stops: number[];
  /** A word in place of a special number, e.g. 0 steps/s = full speed. */
  words?: { value: number; label: Text }[];
  unit?: Text;
  /** The unit of exactly one. */
  unitOfOne?: Text;
}

export interface WidthsRow<K extends keyof Config = keyof Config> extends Common<K> {
  kind: 'widths';
  maxLayers: number;
  min: number;
  max: number;
}

export type Row = ChoiceRow | NumberRow | WidthsRow;

const saved = { url: true, checkpoint: true };
const linked = { url: true, checkpoint: false };

export const schema: readonly Row[] = [
  {
    key: 'dataset',
    kind: 'choice',
    group: 'data',
    applies: 'data',
    persists: saved,
    default: 'mnist',
    label: { en: 'Data', zh: '数据' },
    help: { en: 'The pictures that the model learns from.', zh: '模型学习所用的图片。' },
    options: [
      { value: 'mnist', label: { en: 'MNIST digits', zh: 'MNIST 手写数字' } },
      { value: 'fashion-mnist', label: { en: 'Fashion-MNIST', zh: 'Fashion-MNIST 服饰' } },
      { value: 'kmnist', label: { en: 'KMNIST characters', zh: 'KMNIST 日文草书' } },
      { value: 'drawn', label: { en: 'Drawn digits', zh: '程序绘制的数字' } },
      { value: 'own', label: { en: 'Your own files', zh: '自己的文件' } },
    ],
  },
  {
    key: 'model',
    kind: 'choice',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: 'vae',
    label: { en: 'Model', zh: '模型' },
    help: {
      en: 'An AE learns codes; a VAE learns a distribution of codes, so that the plane has no holes.',
      zh: 'AE 学习编码；VAE 学习编码的分布，因此平面上没有空洞。',
    },
    options: [
      { value: 'ae', label: { en: 'Autoencoder (AE)', zh: '自编码器 (AE)' } },
      { value: 'vae', label: { en: 'Variational autoencoder (VAE)', zh: '变分自编码器 (VAE)' } },
    ],
  },
  {
    key: 'encoder',
    kind: 'widths',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: [512, 256],
    maxLayers: 6,
    min: 1,
    max: 2048,
    label: { en: 'Encoder widths', zh: '编码器各层宽度' },
    help: {
      en: 'Units in each hidden layer, from the image to the latent.',
      zh: '从图像到潜变量，各隐藏层的单元数。',
    },
  },
  {
    key: 'latent',
    kind: 'number',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: 2,
    min: 1,
    max: 32,
    integer: true,
    stops: [1, 2, 3, 4, 6, 8, 10, 16, 24, 32],
    label: { en: 'Latent size', zh: '潜变量维数' },
    help: {
      en: 'How many numbers an image is squeezed into. Two fill the plane.',
      zh: '一张图像被压缩成多少个数。两个数正好铺满平面。',
    },
  },
  {
    key: 'decoder',
    kind: 'widths',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: [256, 512],
    maxLayers: 6,
    min: 1,
    max: 2048,
    label: { en: 'Decoder widths', zh: '解码器各层宽度' },
    help: {
      en: 'Units in each hidden layer, from the latent to the image.',
      zh: '从潜变量到图像，各隐藏层的单元数。',
    },
  },
  {
    key: 'activation',
    kind: 'choice',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: 'relu',
    label: { en: 'Activation', zh: '激活函数' },
    help: {
      en: 'The bend after each hidden layer. Without it every layer would collapse into one.',
      zh: '每个隐藏层之后的非线性。没有它，所有层会合并成一层。',
    },
    options: [
      { value: 'relu', label: { en: 'ReLU', zh: 'ReLU' } },
      { value: 'tanh', label: { en: 'tanh', zh: 'tanh' } },
      { value: 'leakyRelu', label: { en: 'leaky ReLU', zh: 'leaky ReLU' } },
      { value: 'elu', label: { en: 'ELU', zh: 'ELU' } },
    ],
  },
  {
    key: 'likelihood',
    kind: 'choice',
    group: 'model',
    applies: 'restart',
    persists: saved,
    default: 'bernoulli',
    label: { en: 'Likelihood', zh: '似然' },
    help: {
      en: 'How a pixel is scored: as a coin (Bernoulli) or by squared error (Gaussian).',
      zh: '像素如何计分：当作硬币（伯努利）或按平方误差（高斯）。',
    },
    options: [
      { value: 'bernoulli', label: { en: 'Bernoulli', zh: '伯努利' } },
      { value: 'gaussian', label: { en: 'Gaussian (MSE)', zh: '高斯 (MSE)' } },
    ],
  },
  {
    key: 'beta',
    kind: 'number',
    group: 'training',
    applies: 'live',
    persists: saved,
    default: 1,
    min: 0,
    max: 100,
    integer: false,
    stops: [0, 0.01, 0.03, 0.1, 0.3, 0.5, 1, 2, 3, 4, 6, 10, 30, 100],
    label: { en: 'β', zh: 'β' },
    help: {
      en: 'Weight of the KL term: more β, a rounder cloud and blurrier digits. VAE only.',
      zh: 'KL 项的权重：β 越大，点云越圆，数字越模糊。仅用于 VAE。',
    },
  },
  {
    key: 'learningRate',
    kind: 'number',
    group: 'training',
    applies: 'live',
    persists: saved,
    default: 1e-3,
    min: 1e-6,
    max: 10,
    integer: false,
    stops: [1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 1, 10],
    label: { en: 'Learning rate', zh: '学习率' },
    help: {
      en: 'Length of each Adam step. Too long, and the run diverges.',
      zh: 'Adam 每一步的步长。太大则训练发散。',
    },
  },
  {
    key: 'batch',
    kind: 'number',
    group: 'training',
    applies: 'restart',
    persists: saved,
    default: 128,
    min: 1,
    max: 4096,
    integer: true,
    stops: [8, 16, 32, 64, 100, 128, 256, 512, 1024],
    unit: { en: 'images', zh: '张' },
    label: { en: 'Batch size', zh: '批大小' },
    help: { en: 'Images averaged in one step.', zh: '每一步平均多少张图像。' },
  },
  {
    key: 'seed',
    kind: 'number',
    group: 'training',
    applies: 'restart',
    persists: saved,
    default: 1,
    min: 0,
    max: 4294967295,
    integer: true,
    stops: [],
    label: { en: 'Seed', zh: '随机种子' },
    help: {
      en: 'The same seed gives the same weights, the same shuffle, the same run.',
      zh: '种子相同，则初始权重、洗牌顺序和整个训练都相同。',
    },
  },
  {
    key: 'stopAfter',
    kind: 'number',
    group: 'training',
    applies: 'live',
    persists: saved,
    default: 0,
    min: 0,
    max: 10000,
    integer: true,
    stops: [0, 1, 2, 3, 5, 10, 20, 50, 100],
    words: [{ value: 0, label: { en: 'never', zh: '从不' } }],
    unit: { en: 'epochs', zh: '轮' },
    unitOfOne: { en: 'epoch', zh: '轮' },
    label: { en: 'Stop after', zh: '何时停止' },
    help: { en: 'Pause by itself after so many passes over the data.', zh: '遍历数据若干轮后自动暂停。' },
  },
  {
    key: 'speed',
    kind: 'number',
    group: 'training',
    applies: 'live',
    persists: linked,
    default: 0,
    min: 0,
    max: 1000,
    integer: false,
    stops: [1, 2, 5, 10, 30, 100, 0],
    words: [{ value: 0, label: { en: 'full', zh: '全速' } }],
    unit: { en: 'steps/s', zh: '步/秒' },
    unitOfOne: { en: 'step/s', zh: '步/秒' },
    label: { en: 'Speed', zh: '速度' },
    help: { en: 'From slow motion to everything the machine has.', zh: '从慢动作到机器的全部性能。' },
  },
  {
    key: 'engine',
    kind: 'choice',
    group: 'machine',
    applies: 'engine',
    persists: linked,
    default: 'auto',
    label: { en: 'Engine', zh: '计算引擎' },
    help: {
      en: 'What does the arithmetic. Auto measures this machine and picks.',
      zh: '由什么来计算。自动：先测量本机再选择。',
    },
    options: [
      { value: 'auto', label: { en: 'Auto', zh: '自动' } },
      { value: 'webgpu', label: { en: 'WebGPU, fused', zh: 'WebGPU 融合内核' } },
      { value: 'simd', label: { en: 'WebAssembly SIMD, fused', zh: 'WebAssembly SIMD 融合内核' } },
      { value: 'tfjs-webgpu', label: { en: 'TensorFlow.js on WebGPU', zh: 'TensorFlow.js · WebGPU' } },
      { value: 'tfjs-webgl', label: { en: 'TensorFlow.js on WebGL', zh: 'TensorFlow.js · WebGL' } },
      {
        value: 'tfjs-wasm',
        label: { en: 'TensorFlow.js on WebAssembly', zh: 'TensorFlow.js · WebAssembly' },
      },
      {
        value: 'tfjs-cpu',
        label: { en: 'TensorFlow.js in plain JavaScript', zh: 'TensorFlow.js · 纯 JavaScript' },
      },
    ],
  },
];

export function rowOf(key: keyof Config): Row {
  const row = schema.find((r) => r.key === key);
  if (!row) throw new Error(`no row for ${key}`);
  return row;
}

/** A fresh copy of the defaults. */
export function defaultConfig(): Config {
  return structuredClone(Object.fromEntries(schema.map((r) => [r.key, r.default]))) as unknown as Config;
}

/** Whether two values of a setting are the same. */
export function sameValue(a: Config[keyof Config], b: Config[keyof Config]): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((v, i) => v === b[i])
    : a === b;
}

/** The keys of `next` that wait for a reset before they differ from the run. */
export function pendingKeys(run: Config, next: Config): (keyof Config)[] {
  return schema
    .filter((r) => r.applies === 'restart' && !sameValue(run[r.key], next[r.key]))
    .map((r) => r.key);
}
