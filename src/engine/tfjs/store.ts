/**
 * Where a run's parameters and Adam's moments live, and the update itself (`engine/adam.ts`).
 *
 * Two homes: on a GPU all that learns together is one flat tensor each, so that a step of Adam is a dozen
 * dispatches and not a dozen for each of fourteen tensors; where JavaScript sees the tensors' memory (wasm, cpu)
 * it is plain arrays and one pass over them, which reads and writes each number once.
 */
import * as tf from '@tensorflow/tfjs-core';
import { flushed, flushedSquare } from '../../model/flush';
import { type LayerLayout, type Layout, type Learner, layoutOf } from '../../model/layout';
import {
  BETA2,
  beta1Of,
  NO_UPDATES,
  type Optimiser,
  type OptimiserName,
  optimiserFor,
  optimisersOf,
} from '../../model/optimiser';
import { programOf } from '../../model/program';
import type { ModelSpec } from '../../model/spec';
import { corrections } from '../adam';
import type { TrainingState } from '../engine';
import { type LayerTensors, matrixShape, type Weights } from './layer';

export interface Store {
  /** The layers as tensors, good until the next `update` or `load`. */
  readonly weights: Weights;
  /**
   * One step of a phase's optimisers for the layers that learn in it, with their gradients in the same order,
   * which the caller disposes of.
   */
  update(
    optimisers: readonly Optimiser[],
    layers: readonly LayerLayout[],
    gradients: readonly LayerTensors[],
    learningRate: number,
  ): void;
  load(state: TrainingState): void;
  save(): Promise<TrainingState>;
  read(from: number): Promise<Float32Array>;
  dispose(): void;
}

function disposeOf({ weight, bias }: LayerTensors): void {
  weight.dispose();
  bias.dispose();
}

/** For backends whose tensors lie in memory that JavaScript can see. */
export function hostStore(spec: ModelSpec, view: (tensor: tf.Tensor) => Float32Array): Store {
  const layout = layoutOf(spec);
  const { size: moments } = optimisersOf(spec);
  const beta1 = beta1Of(spec);
  const p = new Float32Array(layout.size);
  const m = new Float32Array(moments);
  const v = new Float32Array(moments);
  let made: Record<OptimiserName, number> = { ...NO_UPDATES };
  const weights = new Map<string, LayerTensors>();

  function refresh(layers: readonly LayerLayout[]): void {
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
    update(optimisers, layers, gradients, learningRate) {
      for (const { name } of optimisers) made[name]++;
      layers.forEach((layer, i) => {
        const { name, shift } = optimiserFor(optimisers, layer);
        const { rate, epsilon } = corrections(made[name], learningRate, beta1);
        // Where the moments begin that go with the parameters from 0 on.
        const state = { p, m: m.subarray(shift), v: v.subarray(shift) };
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
  layers: LayerLayout[];
  offset: number;
  size: number;
  p: tf.Tensor;
  /** By the optimiser of the first layer: those of the others keep step with it. */
  moments: Map<OptimiserName, Moments>;
}
interface Moments extends Pick<Optimiser, 'shift'> {
  m: tf.Tensor;
  v: tf.Tensor;
}

/** The layers of learners that always learn together, in the order of the layout. */
function togetherOf(spec: ModelSpec, { layers }: Layout): LayerLayout[][] {
  const { phases } = programOf(spec);
  const { list } = optimisersOf(spec);
  const timesOf = (learner: Learner) =>
    phases.map(({ optimisers }) => optimisers.some((o) => o.learner === learner)).join();
  const alone = (learner: Learner) => list.filter((o) => o.learner === learner).length === 1;
  const together = (a: Learner, b: Learner) => a === b || (alone(a) && alone(b) && timesOf(a) === timesOf(b));
  const found: LayerLayout[][] = [];
  for (const layer of layers) {
    const last = found.at(-1);
    if (last && together(last[0].learner, layer.learner)) last.push(layer);
    else found.push([layer]);
  }
  return found;
}

/** For backends whose memory is out of reach. */
export function deviceStore(spec: ModelSpec): Store {
  const { list } = optimisersOf(spec);
  const beta1 = beta1Of(spec);
  const blocks = togetherOf(spec, layoutOf(spec)).map((layers): Block => {
    const [first, last] = [layers[0], layers[layers.length - 1]];
    const size = last.bias + last.biasSize - first.weight;
    const zeros = () => tf.zeros([size]);
    const moments = list
      .filter(({ learner }) => learner === first.learner)
      .map(({ name, shift }): [OptimiserName, Moments] => [name, { shift, m: zeros(), v: zeros() }]);
    return { layers, offset: first.weight, size, p: zeros(), moments: new Map(moments) };
  });
  let made: Record<OptimiserName, number> = { ...NO_UPDATES };
  const weights = new Map<string, LayerTensors>();
  // Kept on the device: a number in an op is an upload of its own each time.
  const constants = {
    first: tf.scalar(beta1),
    rest1: tf.scalar(1 - beta1),
    beta2: tf.scalar(BETA2),
    rest2: tf.scalar(1 - BETA2),
  };

  /** Puts new tensors in the places of the old ones. */
  function replace(block: Block, state: Moments, [p, m, v]: [tf.Tensor, tf.Tensor, tf.Tensor]): void {
    tf.dispose([block.p, state.m, state.v]);
    block.p = p;
    Object.assign(state, { m, v });
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
    update(optimisers, layers, gradients, learningRate) {
      for (const { name } of optimisers) made[name]++;
      const by = new Map(layers.map(({ name }, i) => [name, gradients[i]]));
      for (const block of blocks.filter((b) => by.has(b.layers[0].name))) {
        const { name } = optimiserFor(optimisers, block.layers[0]);
        const state = block.moments.get(name);
        if (!state) throw new Error(`no moments of ${name}`);
        const { rate, epsilon } = corrections(made[name], learningRate, beta1);
        replace(
          block,
          state,
          tf.tidy(() => {
            const parts = block.layers.flatMap((layer) => {
              const gradient = by.get(layer.name);
              if (!gradient) throw new Error(`${layer.name} did not learn with the others`);
              return [tf.reshape(gradient.weight, [-1]), gradient.bias];
            });
            const g = tf.concat(parts);
            const { first, rest1, beta2, rest2 } = constants;
            const m = tf.add(tf.mul(state.m, first), tf.mul(g, rest1));
            const v = tf.add(tf.mul(state.v, beta2), tf.mul(tf.square(g), rest2));
            const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
            return [tf.sub(block.p, step), m, v];
          }),
        );
      }
    },
    load(state) {
      made = { ...state.updates };
      for (const block of blocks) {
        const { offset, size, moments } = block;
        const part = (all: Float32Array, at: number) => tf.tensor1d(all.slice(at, at + size));
        for (const one of moments.values()) {
          tf.dispose([one.m, one.v]);
          const at = offset + one.shift;
          Object.assign(one, { m: part(state.m, at), v: part(state.v, at) });
        }
        block.p.dispose();
        block.p = part(state.parameters, offset);
        refresh(block);
      }
    },
    async save() {
      const now = { ...made };
      const all = blocks
        .flatMap(({ offset, moments }) =>
          [...moments.values()].map(({ shift, m, v }) => ({ at: offset + shift, m, v })),
        )
        .sort((a, b) => a.at - b.at);
      const [parameters, m, v] = await Promise.all([
        joined(blocks.map(({ p }) => p)),
        joined(all.map((one) => one.m)),
        joined(all.map((one) => one.v)),
      ]);
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
      for (const { p, moments } of blocks) {
        p.dispose();
        for (const { m, v } of moments.values()) tf.dispose([m, v]);
      }
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
