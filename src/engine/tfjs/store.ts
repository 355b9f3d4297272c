/**
 * Where a run's parameters and Adam's moments live, and the update itself (`engine/adam.ts`).
 *
 * Two homes: on a GPU all that learns together is one flat tensor each, so that a step of Adam is a dozen
 * dispatches and not a dozen for each of fourteen tensors; where JavaScript sees the tensors' memory (wasm, cpu)
 * it is plain arrays and one pass over them, which reads and writes each number once.
 */
import * as tf from '@tensorflow/tfjs-core';
import { compileModel, layoutOf } from '../../model/compile';
import { flushed, flushedSquare } from '../../model/flush';
import type { Layer, Layout, Learner } from '../../model/layout';
import { BETA2, beta1Of, NO_UPDATES } from '../../model/optimiser';
import type { ModelSpec } from '../../model/spec';
import { corrections } from '../adam';
import type { TrainingState } from '../engine';
import { type LayerTensors, matrixShape, type Weights } from './layer';

export interface Store {
  /** The layers as tensors, good until the next `update` or `load`. */
  readonly weights: Weights;
  /**
   * One step of Adam for the layers of a phase that learn, with their gradients in the same order, which the
   * caller disposes of.
   */
  update(layers: readonly Layer[], gradients: readonly LayerTensors[], learningRate: number): void;
  load(state: TrainingState): void;
  save(): Promise<TrainingState>;
  read(from: number): Promise<Float32Array>;
  dispose(): void;
}

function disposeOf({ weight, bias }: LayerTensors): void {
  weight.dispose();
  bias.dispose();
}

const learnersOf = (layers: readonly Layer[]): Set<Learner> => new Set(layers.map((l) => l.learner));

/** For backends whose tensors lie in memory that JavaScript can see. */
export function hostStore(spec: ModelSpec, view: (tensor: tf.Tensor) => Float32Array): Store {
  const layout = layoutOf(spec);
  const beta1 = beta1Of(spec);
  const p = new Float32Array(layout.size);
  const m = new Float32Array(layout.size);
  const v = new Float32Array(layout.size);
  let made: Record<Learner, number> = { ...NO_UPDATES };
  const weights = new Map<string, LayerTensors>();

  function refresh(layers: readonly Layer[]): void {
    for (const l of layers) {
      const old = weights.get(l.name);
      if (old) disposeOf(old);
      // wasm copies these; cpu keeps the very array, which is as good: p changes in `update` and
      // `load` only, and both end here.
      weights.set(l.name, {
        weight: tf.tensor2d(p.subarray(l.weight, l.bias), matrixShape(l)),
        bias: tf.tensor1d(p.subarray(l.bias, l.bias + l.biasSize)),
      });
    }
  }

  refresh(layout.layers);
  return {
    weights,
    update(layers, gradients, learningRate) {
      for (const learner of learnersOf(layers)) made[learner]++;
      const state = { p, m, v };
      layers.forEach((layer, i) => {
        const { rate, epsilon } = corrections(made[layer.learner], learningRate, beta1);
        adam(state, view(gradients[i].weight), layer.weight, rate, epsilon, beta1);
        adam(state, view(gradients[i].bias), layer.bias, rate, epsilon, beta1);
      });
      refresh(layers);
    },
    load(state) {
      p.set(state.parameters);
      m.set(state.m);
      v.set(state.v);
      made = { ...state.updates };
      refresh(layout.layers);
    },
    save: async () => ({ parameters: p.slice(), m: m.slice(), v: v.slice(), updates: { ...made } }),
    read: async (from) => p.slice(from),
    dispose: () => weights.forEach(disposeOf),
  };
}

/** Updates p, m and v from `offset` on with the gradient g; tiny moments become zero. */
function adam(
  { p, m, v }: Record<'p' | 'm' | 'v', Float32Array>,
  g: Float32Array,
  offset: number,
  rate: number,
  epsilon: number,
  beta1: number,
): void {
  for (let i = 0, j = offset; i < g.length; i++, j++) {
    const gi = g[i];
    const mj = flushed(beta1 * m[j] + (1 - beta1) * gi);
    const vj = flushedSquare(BETA2 * v[j] + (1 - BETA2) * gi * gi);
    m[j] = mj;
    v[j] = vj;
    p[j] -= (rate * mj) / (Math.sqrt(vj) + epsilon);
  }
}

/** Layers that lie side by side and always learn together. */
interface Block {
  layers: Layer[];
  offset: number;
  size: number;
  p: tf.Tensor;
  m: tf.Tensor;
  v: tf.Tensor;
}

/** The layers of learners that always learn together, in the order of the layout. */
function togetherOf(spec: ModelSpec, { layers }: Layout): Layer[][] {
  const { phases } = compileModel(spec);
  const together = (a: Learner, b: Learner) =>
    phases.every(({ learners }) => learners.includes(a) === learners.includes(b));
  const found: Layer[][] = [];
  for (const layer of layers) {
    const last = found.at(-1);
    if (last && together(last[0].learner, layer.learner)) last.push(layer);
    else found.push([layer]);
  }
  return found;
}

/** For backends whose memory is out of reach. */
export function deviceStore(spec: ModelSpec): Store {
  const beta1 = beta1Of(spec);
  const blocks = togetherOf(spec, layoutOf(spec)).map((layers): Block => {
    const [first, last] = [layers[0], layers[layers.length - 1]];
    const size = last.bias + last.biasSize - first.weight;
    const zeros = () => tf.zeros([size]);
    return { layers, offset: first.weight, size, p: zeros(), m: zeros(), v: zeros() };
  });
  let made: Record<Learner, number> = { ...NO_UPDATES };
  const weights = new Map<string, LayerTensors>();
  // Kept on the device: a number in an op is an upload of its own each time.
  const constants = {
    first: tf.scalar(beta1),
    rest1: tf.scalar(1 - beta1),
    beta2: tf.scalar(BETA2),
    rest2: tf.scalar(1 - BETA2),
  };

  /** Puts new tensors in the places of the old ones. */
  function replace(block: Block, [p, m, v]: [tf.Tensor, tf.Tensor, tf.Tensor]): void {
    tf.dispose([block.p, block.m, block.v]);
    Object.assign(block, { p, m, v });
    refresh(block);
  }

  function refresh({ layers, offset, p }: Block): void {
    for (const l of layers) {
      const old = weights.get(l.name);
      if (old) disposeOf(old);
      weights.set(
        l.name,
        tf.tidy(() => ({
          weight: tf.reshape<tf.Rank.R2>(tf.slice(p, l.weight - offset, l.bias - l.weight), matrixShape(l)),
          bias: tf.reshape<tf.Rank.R1>(tf.slice(p, l.bias - offset, l.biasSize), [l.biasSize]),
        })),
      );
    }
  }

  for (const block of blocks) refresh(block);
  return {
    weights,
    update(layers, gradients, learningRate) {
      for (const learner of learnersOf(layers)) made[learner]++;
      const by = new Map(layers.map(({ name }, i) => [name, gradients[i]]));
      for (const block of blocks.filter((b) => by.has(b.layers[0].name))) {
        // Learners that learn together have made as many updates.
        const { rate, epsilon } = corrections(made[block.layers[0].learner], learningRate, beta1);
        replace(
          block,
          tf.tidy(() => {
            const parts = block.layers.flatMap((layer) => {
              const gradient = by.get(layer.name);
              if (!gradient) throw new Error(`${layer.name} did not learn with the others`);
              return [tf.reshape(gradient.weight, [-1]), gradient.bias];
            });
            const g = tf.concat(parts);
            const { first, rest1, beta2, rest2 } = constants;
            const m = tf.add(tf.mul(block.m, first), tf.mul(g, rest1));
            const v = tf.add(tf.mul(block.v, beta2), tf.mul(tf.square(g), rest2));
            const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
            return [tf.sub(block.p, step), m, v];
          }),
        );
      }
    },
    load(state) {
      made = { ...state.updates };
      for (const block of blocks) {
        const part = (all: Float32Array) => tf.tensor1d(all.slice(block.offset, block.offset + block.size));
        replace(block, [part(state.parameters), part(state.m), part(state.v)]);
      }
    },
    async save() {
      const now = { ...made };
      const [parameters, m, v] = await Promise.all(
        (['p', 'm', 'v'] as const).map((key) => joined(blocks.map((block) => block[key]))),
      );
      return { parameters, m, v, updates: now };
    },
    async read(from) {
      const behind = blocks.filter(({ offset, size }) => offset + size > from);
      const parts = behind.map(({ p, offset }) => tf.slice(p, Math.max(0, from - offset)));
      const read = await joined(parts);
      tf.dispose(parts);
      return read;
    },
    dispose() {
      weights.forEach(disposeOf);
      for (const { p, m, v } of blocks) tf.dispose([p, m, v]);
      tf.dispose(constants);
    },
  };
}

/** Reads one after another by one transfer, from a copy: a run may go on, and dispose of the originals, meanwhile. */
async function joined(parts: readonly tf.Tensor[]): Promise<Float32Array> {
  const copy = parts.length === 1 ? tf.clone(parts[0]) : tf.concat([...parts]);
  tf.keep(copy);
  try {
    return await values(copy);
  } finally {
    copy.dispose();
  }
}

/** A copy of a float tensor's numbers that is the caller's own. */
export async function values(tensor: tf.Tensor): Promise<Float32Array> {
  const data = await tensor.data<'float32'>();
  return data.slice();
}
