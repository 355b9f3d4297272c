/** A shader reads the fields that were packed. */
import { expect, test } from 'vitest';
import { PRODUCT } from './product';
import { createSlots, NO_STEP, SLOT_BYTES, STEP_WGSL } from './steps';

async function device(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error('this browser has no WebGPU, not even in software');
  return adapter.requestDevice();
}

/** The results of WGSL expressions over `s`, which is bound as `type`. */
async function evaluated(wgsl: string, type: string, bytes: BufferSource, expressions: string[]) {
  const gpu = await device();
  const { UNIFORM, STORAGE, COPY_DST, COPY_SRC, MAP_READ } = GPUBufferUsage;
  const size = 4 * expressions.length;
  const given = gpu.createBuffer({ size: SLOT_BYTES, usage: UNIFORM | COPY_DST });
  const out = gpu.createBuffer({ size, usage: STORAGE | COPY_SRC });
  const read = gpu.createBuffer({ size, usage: MAP_READ | COPY_DST });
  gpu.queue.writeBuffer(given, 0, bytes);
  const code = `${wgsl}
@group(0) @binding(0) var<uniform> s: ${type};
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
@compute @workgroup_size(1) fn main() {
${expressions.map((expression, i) => `  out[${i}] = f32(s.${expression});`).join('\n')}
}`;
  const pipeline = await gpu.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: gpu.createShaderModule({ code }) },
  });
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [given, out].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(1);
  pass.end();
  encoder.copyBufferToBuffer(out, 0, read, 0, size);
  gpu.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const numbers = [...new Float32Array(read.getMappedRange())];
  gpu.destroy();
  return numbers;
}

test('a Product', async () => {
  const names = Object.keys(PRODUCT.zero) as (keyof typeof PRODUCT.zero)[];
  const values = Object.fromEntries(names.map((name, i) => [name, i + 1])) as typeof PRODUCT.zero;
  const numbers = await evaluated(PRODUCT.wgsl, 'Product', PRODUCT.pack(values), names);
  expect(numbers).toEqual(names.map((_, i) => i + 1));
});

test('a Step', async () => {
  const scalars = Object.keys(NO_STEP).filter((name) => !['normals', 'moments', 'moves'].includes(name));
  const { bytes, set } = createSlots(1);
  set(0, {
    ...NO_STEP,
    ...Object.fromEntries(scalars.map((name, i) => [name, i + 1])),
    normals: [
      { purpose: 101, first: 102 },
      { purpose: 103, first: 104 },
    ],
    moments: [1, 2, 3, 4].map((n) => ({ beta1: n / 2, rest1: n / 16, beta2: n / 32, squares: n / 64 })),
    moves: [1, 2, 3, 4].map((n) => ({ rate: n / 4, epsilon: n / 8, keep: n / 128 })),
  });
  const lists = [
    ...[0, 1].flatMap((i) => [`normals[${i}].purpose`, `normals[${i}].first`]),
    ...[0, 1, 2, 3].flatMap((i) =>
      ['beta1', 'rest1', 'beta2', 'squares'].map((component) => `moments[${i}].${component}`),
    ),
    ...[0, 1, 2, 3].flatMap((i) =>
      ['rate', 'epsilon', 'keep'].map((component) => `moves[${i}].${component}`),
    ),
  ];
  const numbers = await evaluated(STEP_WGSL, 'Step', bytes, [...scalars, ...lists]);
  expect(numbers.slice(0, scalars.length)).toEqual(scalars.map((_, i) => i + 1));
  expect(numbers.slice(scalars.length)).toEqual([
    ...[101, 102, 103, 104],
    ...[1, 2, 3, 4].flatMap((n) => [n / 2, n / 16, n / 32, n / 64]),
    ...[1, 2, 3, 4].flatMap((n) => [n / 4, n / 8, n / 128]),
  ]);
});
