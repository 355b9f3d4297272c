/**
 * Where a run's parameters and Adam's moments live, and the update itself (`engine/adam.ts`).
 *
 * Two homes: on a GPU everything is one flat tensor each, so that a step of Adam is a dozen dispatches
 * and not a dozen for each of fourteen tensors; where JavaScript sees the tensors' memory (wasm, cpu)
 * it is plain arrays and one pass over them, which reads and writes each number once.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Layout } from '../../model/layout';
import { BETA1, BETA2, corrections } from '../adam';
import { type TrainingState, updates } from '../engine';
import type { LayerTensors } from './dense';
import type { Weights } from './network';

export interface Store {
  /** The layers as tensors, good until the next `update` or `load`. */
  readonly weights: Weights;
  /** One step of Adam; `gradients` in the order of the layout, disposed by the caller. */
  update(gradients: readonly tf.Tensor[], learningRate: number): void;
  load(state: TrainingState): void;
  save(): Promise<TrainingState>;
  read(from: number): Promise<Float32Array>;
  dispose(): void;
}

function disposeWeights(weights: Map<string, LayerTensors>): void {
  for (const { weight, bias } of weights.values()) {
    weight.dispose();
    bias.dispose();
  }
  weights.clear();
}

/** For backends whose tensors lie in memory that JavaScript can see. */
export function hostStore(layout: Layout, view: (tensor: tf.Tensor) => Float32Array): Store {
  const p = new Float32Array(layout.size);
  const m = new Float32Array(layout.size);
  const v = new Float32Array(layout.size);
  let made = 0;
  const weights = new Map<string, LayerTensors>();

  function refresh(): void {
    disposeWeights(weights);
    for (const l of layout.layers) {
      // wasm copies these; cpu keeps the very array, which is as good: p changes in `update` and
      // `load` only, and both end here.
      weights.set(l.name, {
        weight: tf.tensor2d(p.subarray(l.weight, l.bias), [l.inputs, l.outputs]),
        bias: tf.tensor1d(p.subarray(l.bias, l.bias + l.outputs)),
      });
    }
  }

  refresh();
  return {
    weights,
    update(gradients, learningRate) {
      const { rate, epsilon } = corrections(++made, learningRate);
      let offset = 0;
      for (const gradient of gradients) {
        const g = view(gradient);
        adam(p, m, v, g, offset, rate, epsilon);
        offset += g.length;
      }
      refresh();
    },
    load(state) {
      p.set(state.parameters);
      m.set(state.m);
      v.set(state.v);
      made = state.updates.decoder;
      refresh();
    },
    save: async () => ({ parameters: p.slice(), m: m.slice(), v: v.slice(), updates: updates(made) }),
    read: async (from) => p.slice(from),
    dispose: () => disposeWeights(weights),
  };
}

/** Updates p, m and v from `offset` on with the gradient g. */
function adam(
  p: Float32Array,
  m: Float32Array,
  v: Float32Array,
  g: Float32Array,
  offset: number,
  rate: number,
  epsilon: number,
): void {
  for (let i = 0, j = offset; i < g.length; i++, j++) {
    const gi = g[i];
    const mj = BETA1 * m[j] + (1 - BETA1) * gi;
    const vj = BETA2 * v[j] + (1 - BETA2) * gi * gi;
    m[j] = mj;
    v[j] = vj;
    p[j] -= (rate * mj) / (Math.sqrt(vj) + epsilon);
  }
}

/** For backends whose memory is out of reach. */
export function deviceStore(layout: Layout): Store {
  const size = [layout.size];
  let p: tf.Tensor = tf.zeros(size);
  let m: tf.Tensor = tf.zeros(size);
  let v: tf.Tensor = tf.zeros(size);
  let made = 0;
  const weights = new Map<string, LayerTensors>();
  // Kept on the device: a number in an op is an upload of its own each time.
  const constants = {
    beta1: tf.scalar(BETA1),
    rest1: tf.scalar(1 - BETA1),
    beta2: tf.scalar(BETA2),
    rest2: tf.scalar(1 - BETA2),
  };

  function replace(next: [tf.Tensor, tf.Tensor, tf.Tensor]): void {
    tf.dispose([p, m, v]);
    [p, m, v] = next;
    refresh();
  }

  function refresh(): void {
    disposeWeights(weights);
    for (const l of layout.layers) {
      weights.set(
        l.name,
        tf.tidy(() => ({
          weight: tf.reshape<tf.Rank.R2>(tf.slice(p, l.weight, l.inputs * l.outputs), [l.inputs, l.outputs]),
          bias: tf.reshape<tf.Rank.R1>(tf.slice(p, l.bias, l.outputs), [l.outputs]),
        })),
      );
    }
  }

  refresh();
  return {
    weights,
    update(gradients, learningRate) {
      const { rate, epsilon } = corrections(++made, learningRate);
      replace(
        tf.tidy(() => {
          const g = tf.concat(gradients.map((x) => tf.reshape(x, [-1])));
          const { beta1, rest1, beta2, rest2 } = constants;
          const m1 = tf.add(tf.mul(m, beta1), tf.mul(g, rest1));
          const v1 = tf.add(tf.mul(v, beta2), tf.mul(tf.square(g), rest2));
          const step = tf.div(tf.mul(m1, rate), tf.add(tf.sqrt(v1), epsilon));
          return [tf.sub(p, step), m1, v1];
        }),
      );
    },
    load(state) {
      made = state.updates.decoder;
      replace([tf.tensor1d(state.parameters), tf.tensor1d(state.m), tf.tensor1d(state.v)]);
    },
    async save() {
      // Handles of our own: the run may go on, and dispose its tensors, while these are being read.
      const copies = [p, m, v].map((t) => tf.clone(t));
      const now = updates(made);
      const [parameters, m1, v1] = await Promise.all(copies.map(values));
      tf.dispose(copies);
      return { parameters, m: m1, v: v1, updates: now };
    },
    async read(from) {
      const part = tf.slice(p, from);
      const read = await values(part);
      part.dispose();
      return read;
    },
    dispose() {
      disposeWeights(weights);
      tf.dispose([p, m, v]);
      tf.dispose(constants);
    },
  };
}

/** A copy of a float tensor's numbers that is the caller's own. */
export async function values(tensor: tf.Tensor): Promise<Float32Array> {
  const data = await tensor.data<'float32'>();
  return data.slice();
}
