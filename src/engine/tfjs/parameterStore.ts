/**
 * Stores a run's parameters and moments, and updates them (`model/optimiser.ts`).
 *
 * Two forms: on a GPU all that learns together is one flat tensor each, so that an update is a dozen
 * dispatches and not a dozen for each of fourteen tensors; where JavaScript can access the tensors' memory
 * (wasm, cpu) it is plain arrays and one pass over them, which reads and writes each number once.
 */
import * as tf from '@tensorflow/tfjs-core';
import { compileModel, layoutOf } from '../../model/compile';
import { TINY, TINY_SQUARE } from '../../model/flush';
import { decays, type Layer, type Layout, type Learner } from '../../model/layout';
import type { Update } from '../../model/optimiser';
import type { ModelSpec } from '../../model/spec';
import type { TrainingState } from '../engine';
import { type LayerTensors, matrixShape, type Weights } from './layer';

/** The part of the state that changes with every update. */
type Moving = Pick<TrainingState, 'parameters' | 'm' | 'v'>;

export interface Store {
  /** The layers as tensors, valid until the next `update` or `load`. */
  readonly weights: Weights;
  /**
   * One update of the layers of a phase that learn, with their gradients in the same order, which the caller
   * disposes of, and the numbers of each learner.
   */
  update(
    layers: readonly Layer[],
    gradients: readonly LayerTensors[],
    updates: ReadonlyMap<Learner, Update>,
  ): void;
  /** Sets all moments to zero. */
  clearMoments(): void;
  load(state: Moving): void;
  save(): Promise<Moving>;
  read(from: number): Promise<Float32Array>;
  dispose(): void;
}

function disposeOf({ weight, bias }: LayerTensors): void {
  weight.dispose();
  bias.dispose();
}

/**
 * The numbers of a layer's update; learners that learn together have made as many updates, and share them.
 */
function numbersOf({ learner }: Layer, updates: ReadonlyMap<Learner, Update>): Update {
  const update = updates.get(learner);
  if (!update) throw new Error(`no update of the ${learner}`);
  return update;
}

/** For backends whose memory JavaScript can access. */
export function hostStore(spec: ModelSpec, view: (tensor: tf.Tensor) => Float32Array): Store {
  const layout = layoutOf(spec);
  const p = new Float32Array(layout.size);
  const m = new Float32Array(layout.size);
  const v = new Float32Array(layout.size);
  const weights = new Map<string, LayerTensors>();

  function refresh(layers: readonly Layer[]): void {
    for (const l of layers) {
      const old = weights.get(l.name);
      if (old) disposeOf(old);
      // wasm copies these; cpu keeps the array itself, which is equally safe: p changes only in `update` and
      // `load`, and both end here.
      weights.set(l.name, {
        weight: tf.tensor2d(p.subarray(l.weight, l.bias), matrixShape(l)),
        bias: tf.tensor1d(p.subarray(l.bias, l.bias + l.biasSize)),
      });
    }
  }

  refresh(layout.layers);
  return {
    weights,
    update(layers, gradients, updates) {
      const state = { p, m, v };
      layers.forEach((layer, i) => {
        const numbers = numbersOf(layer, updates);
        const undecayed = { ...numbers, keep: 1 };
        const own = decays(layer) ? numbers : undecayed;
        updateNumbers(state, view(gradients[i].weight), layer.weight, own);
        updateNumbers(state, view(gradients[i].bias), layer.bias, undecayed);
      });
      refresh(layers);
    },
    clearMoments() {
      m.fill(0);
      v.fill(0);
    },
    load(state) {
      p.set(state.parameters);
      m.set(state.m);
      v.set(state.v);
      refresh(layout.layers);
    },
    save: async () => ({ parameters: p.slice(), m: m.slice(), v: v.slice() }),
    read: async (from) => p.slice(from),
    dispose: () => weights.forEach(disposeOf),
  };
}

/** Updates p, m and v from `offset` on with the gradient g; flushes tiny moments. */
function updateNumbers(
  { p, m, v }: Record<'p' | 'm' | 'v', Float32Array>,
  g: Float32Array,
  offset: number,
  { beta1, dampening, beta2, squares, rate, epsilon, keep }: Update,
): void {
  // This loop runs over every parameter at every step: local limits are faster than module bindings.
  const [tiny, tinySquare] = [TINY, TINY_SQUARE];
  for (let i = 0, j = offset; i < g.length; i++, j++) {
    const gi = g[i];
    const mNew = beta1 * m[j] + (1 - dampening) * gi;
    const vNew = beta2 * v[j] + squares * gi * gi;
    const mj = Math.abs(mNew) < tiny ? 0 : mNew;
    const vj = vNew < tinySquare ? 0 : vNew;
    m[j] = mj;
    v[j] = vj;
    p[j] = keep * p[j] - (rate * mj) / (Math.sqrt(vj) + epsilon);
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
  /** 1 at a weight that decays and 0 elsewhere, created when weight decay first needs it. */
  areWeights: tf.Tensor | null;
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

function areWeights({ layers, offset, size }: Block): tf.Tensor {
  const mask = new Float32Array(size);
  for (const { weight, bias } of layers.filter(decays)) mask.fill(1, weight - offset, bias - offset);
  return tf.tensor1d(mask);
}

/** For backends whose memory JavaScript cannot access. */
export function deviceStore(spec: ModelSpec): Store {
  const blocks = togetherOf(spec, layoutOf(spec)).map((layers): Block => {
    const [first, last] = [layers[0], layers[layers.length - 1]];
    const size = last.bias + last.biasSize - first.weight;
    const zeros = () => tf.zeros([size]);
    return { layers, offset: first.weight, size, p: zeros(), m: zeros(), v: zeros(), areWeights: null };
  });
  const weights = new Map<string, LayerTensors>();
  // Kept on the device, since every number passed to an op is an upload.
  const scalars = new Map<number, tf.Scalar>();
  /** Caches the few numbers that stay the same from step to step. */
  function constant(value: number): tf.Scalar {
    const scalar = scalars.get(value) ?? tf.keep(tf.scalar(value));
    scalars.set(value, scalar);
    return scalar;
  }

  /** Replaces the tensors of a block by new ones. */
  function replace(block: Block, [p, m, v]: [tf.Tensor, tf.Tensor, tf.Tensor]): void {
    tf.dispose([block.p, block.m, block.v]);
    Object.assign(block, { p, m, v });
    refresh(block);
  }

  /** The parameters, with the weights multiplied by `keep`. The caller tidies. */
  function kept(block: Block, keep: number): tf.Tensor {
    if (keep === 1) return block.p;
    block.areWeights ??= tf.keep(areWeights(block));
    return tf.sub(block.p, tf.mul(tf.mul(block.p, block.areWeights), 1 - keep));
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
    update(layers, gradients, updates) {
      const by = new Map(layers.map(({ name }, i) => [name, gradients[i]]));
      for (const block of blocks.filter((b) => by.has(b.layers[0].name))) {
        const { beta1, dampening, beta2, squares, rate, epsilon, keep } = numbersOf(block.layers[0], updates);
        replace(
          block,
          tf.tidy(() => {
            const parts = block.layers.flatMap((layer) => {
              const gradient = by.get(layer.name);
              if (!gradient) throw new Error(`${layer.name} has no gradient in this update`);
              return [tf.reshape(gradient.weight, [-1]), gradient.bias];
            });
            const g = tf.concat(parts);
            const m = tf.add(tf.mul(block.m, constant(beta1)), tf.mul(g, constant(1 - dampening)));
            const v = tf.add(tf.mul(block.v, constant(beta2)), tf.mul(tf.square(g), constant(squares)));
            const step = tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilon));
            return [tf.sub(kept(block, keep), step), m, v];
          }),
        );
      }
    },
    clearMoments() {
      for (const block of blocks) {
        tf.dispose([block.m, block.v]);
        Object.assign(block, { m: tf.zeros([block.size]), v: tf.zeros([block.size]) });
      }
    },
    load(state) {
      for (const block of blocks) {
        const part = (all: Float32Array) => tf.tensor1d(all.slice(block.offset, block.offset + block.size));
        replace(block, [part(state.parameters), part(state.m), part(state.v)]);
      }
    },
    async save() {
      const [parameters, m, v] = await Promise.all(
        (['p', 'm', 'v'] as const).map((key) => joined(blocks.map((block) => block[key]))),
      );
      return { parameters, m, v };
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
      for (const { p, m, v, areWeights: mask } of blocks) tf.dispose([p, m, v, ...(mask ? [mask] : [])]);
      tf.dispose([...scalars.values()]);
    },
  };
}

/**
 * Concatenates parts in one transfer, from a copy, since the run may continue and dispose of the originals
 * meanwhile.
 */
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
