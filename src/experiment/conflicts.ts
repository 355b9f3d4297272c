/**
 * Settings that cannot go together, and why: said at the control, and before a run begins. A conflict is a
 * sentence and never an error.
 */
import { applies } from './applies';
import type { Config, EngineChoice } from './config';
import type { Problem } from './problem';
import type { Text } from './rows/row';
import { usualBeside } from './usual';

export interface Conflict {
  /** The control that says it. */
  key: keyof Config;
  reason: Text;
}

/** What the settings alone do not tell. */
export interface Facts {
  /** Whether the images that are there have classes; undefined: they have not come yet. */
  labels?: boolean;
}

/** Strided convolutions halve 28 pixels to 14, 7 and 4. */
const MOST_CONVOLUTIONS = 3;
/** With more, one image takes the page a second to decode, and one step takes minutes. */
const MOST_CHANNELS = 128;
/** tfjs has no gradient of a convolution's filter in WebAssembly, and our own kernels are for dense layers. */
const WITHOUT_CONVOLUTION: readonly EngineChoice[] = ['webgpu', 'simd', 'tfjs-wasm'];

export function conflictsOf(config: Config, { labels }: Facts = {}): Conflict[] {
  const found: Conflict[] = [];
  const add = (key: keyof Config, en: string, zh: string) => found.push({ key, reason: { en, zh } });
  const on = (key: keyof Config) => applies(key, config);

  if (on('penalty') && config.penalty === 'sparsity' && config.code !== 'sigmoid') {
    add(
      'penalty',
      'KL sparsity compares activations between 0 and 1: choose the sigmoid code.',
      'KL 稀疏比较的是 0 与 1 之间的激活：请把编码设为 sigmoid。',
    );
  }
  if (on('condition') && config.condition === 'label' && labels === false) {
    add(
      'condition',
      'The data has no labels, so no model can be told which digit it sees.',
      '数据没有标签，因此无法告诉模型它看到的是哪个数字。',
    );
  }
  if (on('architecture') && config.architecture === 'conv') {
    if (config.condition === 'label') {
      add(
        'condition',
        'The label joins dense layers only: choose dense layers, or no condition.',
        '标签只能接入全连接层：请选择全连接层，或不设条件。',
      );
    }
    for (const key of ['encoder', 'decoder'] as const) {
      if (config[key].length < 1 || config[key].length > MOST_CONVOLUTIONS) {
        add(
          key,
          'Each convolution halves the image: there can be 1 to 3 of them.',
          '每次卷积把图像缩小一半：可以有 1 到 3 层。',
        );
      } else if (config[key].some((channels) => channels > MOST_CHANNELS)) {
        add(
          key,
          `A convolution has ${MOST_CHANNELS} channels at most.`,
          `每层卷积最多 ${MOST_CHANNELS} 个通道。`,
        );
      }
    }
    if (WITHOUT_CONVOLUTION.includes(config.engine)) {
      add(
        'engine',
        'This engine has no convolutions: choose TensorFlow.js on WebGPU or WebGL, or Auto.',
        '该引擎不支持卷积：请选择 TensorFlow.js（WebGPU 或 WebGL），或自动。',
      );
    }
  }
  return found;
}

/** The same settings without what cannot go together: each key that says so goes back to what is usual. */
export function settle(config: Config): { config: Config; conflicts: Conflict[] } {
  const settled = structuredClone(config);
  const conflicts: Conflict[] = [];
  // What is usual is in conflict with nothing, so each turn leaves fewer.
  for (let found = conflictsOf(settled); found.length > 0; found = conflictsOf(settled)) {
    const [first] = found;
    conflicts.push(first);
    Object.assign(settled, { [first.key]: usualBeside(settled)[first.key] });
  }
  return { config: settled, conflicts };
}

/** To be said on the screen. */
export const problemOf = ({ key, reason }: Conflict): Problem => ({
  code: 'setting.conflict',
  params: { key, ...reason },
});
