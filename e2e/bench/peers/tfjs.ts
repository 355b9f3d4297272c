/**
 * Plain TensorFlow.js: the default model as its documentation teaches it. Variables, `tf.matMul`,
 * `tf.train.adam`, `optimizer.minimize`. Its images are on the device before the clock starts.
 */
import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '@tensorflow/tfjs-backend-wasm';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { layoutOf } from '../../../src/model/compile';
import { isConvolutional, type Layer, tensorsOf } from '../../../src/model/layout';
import { INPUT_SIZE } from '../../../src/model/spec';
import { BATCH, type Sample, type Subject, type Task } from '../subject';

export type TfjsBackend = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export async function startTfjs(backend: TfjsBackend, task: Task): Promise<Subject> {
  await openBackend(backend);
  const weights: Record<string, tf.Variable> = {};
  const layout = layoutOf(task.spec);
  const { latent } = task.spec;
  const heads = [layout.mu, layout.logVar].filter((layer) => layer !== null);
  const tensors = tensorsOf(layout);
  for (const t of tensors) {
    const values = task.parameters.slice(t.offset, t.offset + t.size);
    weights[t.name] = tf.variable(tf.tensor(values, [...t.shape]), true, t.name);
  }
  const size = BATCH * INPUT_SIZE;
  const batches = Array.from({ length: task.images.length / size }, (_, i) => {
    const bytes = task.images.subarray(i * size, (i + 1) * size);
    return tf.tensor2d(
      Float32Array.from(bytes, (byte) => byte / 255),
      [BATCH, INPUT_SIZE],
    );
  });
  const optimizer = tf.train.adam(1e-3);

  function apply(layer: Layer, x: tf.Tensor): tf.Tensor {
    const [weight, bias] = [weights[`${layer.name}.weight`], weights[`${layer.name}.bias`]];
    if (!isConvolutional(layer)) return tf.add(tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D), bias);
    const { side, channels, outSide, outChannels, stride } = layer.shape;
    const images = tf.reshape<tf.Rank.R4>(x, [BATCH, side, side, channels]);
    const y =
      layer.kind === 'convolution'
        ? tf.conv2d(images, weight as tf.Tensor4D, stride, 'same')
        : tf.conv2dTranspose(
            images,
            weight as tf.Tensor4D,
            [BATCH, outSide, outSide, outChannels],
            stride,
            'same',
          );
    return tf.reshape(tf.add(y, bias), [BATCH, layer.outputs]);
  }

  function loss(x: tf.Tensor, epsilon: tf.Tensor): tf.Scalar {
    let hidden = x;
    for (const layer of layout.encoder) hidden = tf.relu(apply(layer, hidden));
    const [mu, logVar] = heads.map((layer) => apply(layer, hidden));
    const z = tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), epsilon));
    let logits: tf.Tensor = z;
    for (const layer of layout.decoder) {
      logits = apply(layer, logits);
      if (layer.activation) logits = tf.relu(logits);
    }
    // −log p(x | z) of a Bernoulli on logits: softplus(l) − x l, stable on both sides.
    const recon = tf.sum(tf.sub(tf.softplus(logits), tf.mul(x, logits)));
    const kl = tf.mul(-0.5, tf.sum(tf.sub(tf.sub(tf.add(logVar, 1), tf.square(mu)), tf.exp(logVar))));
    return tf.div(tf.add(recon, kl), BATCH) as tf.Scalar;
  }

  let step = 0;
  return {
    async firstLoss({ x, epsilon }: Sample) {
      const value = tf.tidy(() =>
        loss(tf.tensor2d(x, [BATCH, INPUT_SIZE]), tf.tensor2d(epsilon, [BATCH, latent])),
      );
      const [number] = await value.data();
      value.dispose();
      return number;
    },
    async train(count) {
      for (let i = 0; i < count; i++, step++) {
        const batch = batches[step % batches.length];
        const value = optimizer.minimize(
          () => loss(batch, tf.randomNormal([BATCH, latent])),
          i === count - 1,
        );
        if (!value) continue;
        await value.data();
        value.dispose();
      }
      // The loss is known before the update is finished: wait for a weight as well.
      const last = tf.tidy(() => tf.sum(weights['output.bias']));
      await last.data();
      last.dispose();
    },
    async parameters() {
      const flat = new Float32Array(layout.size);
      for (const { name, offset } of tensors) flat.set(await weights[name].data<'float32'>(), offset);
      return flat;
    },
  };
}

async function openBackend(backend: TfjsBackend): Promise<void> {
  if (backend === 'wasm') {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
      // One thread: without cross-origin isolation there are no more.
      'tfjs-backend-wasm-threaded-simd.wasm': wasmSimdUrl,
    });
  }
  if (backend === 'webgpu') {
    // tfjs requests a high-performance adapter with its own limits; we request it ourselves, so that a null
    // one is an error.
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) throw new Error('no WebGPU adapter');
    const device = await adapter.requestDevice({
      requiredLimits: {
        maxStorageBufferBindingSize: adapter.limits.maxStorageBufferBindingSize,
        maxBufferSize: adapter.limits.maxBufferSize,
      },
    });
    tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info), 10);
  }
  if (!(await tf.setBackend(backend)) || tf.getBackend() !== backend)
    throw new Error(`tfjs has no ${backend}`);
  await tf.ready();
}
