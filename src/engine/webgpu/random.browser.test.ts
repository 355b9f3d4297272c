/** The random numbers of the shader against those of TypeScript: the same bits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillNormal, Purpose, permutation, randomBits } from '../../math/random';
import { openWebgpuDevice, type WebgpuDevice } from './device';
import random from './random.wgsl?raw';
import { createReadback } from './readback';

let device: WebgpuDevice;
beforeAll(async () => {
  device = await openWebgpuDevice({ binding: 0, total: 0 });
});
afterAll(() => device.close());

/** Evaluates the expression for `count` values of `i`, as u32. */
async function compute(expression: string, count: number): Promise<Uint32Array> {
  const { gpu } = device;
  const code = `${random}
@group(0) @binding(0) var<storage, read_write> out: array<u32>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i < ${count}u) { out[i] = ${expression}; }
}`;
  const pipeline = await gpu.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: gpu.createShaderModule({ code }) },
  });
  const out = gpu.createBuffer({ size: 4 * count, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const group = gpu.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: out } }],
  });
  const encoder = gpu.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  gpu.queue.submit([encoder.finish()]);
  const readback = createReadback(gpu, 4 * count);
  const read = await readback.read(out, 0, 4 * count);
  return new Uint32Array(read.buffer);
}

const list = (count: number, f: (i: number) => number) => Uint32Array.from({ length: count }, (_, i) => f(i));
const seed = 20_261_126;

describe(`WGSL's random numbers, seed ${seed}`, () => {
  it('have the same bits as in TypeScript', async () => {
    const bits = await compute(`threefry(vec2u(${seed}u, 3u), vec2u(77u, i >> 1u))[i & 1u]`, 5000);
    expect(bits).toEqual(list(5000, (i) => randomBits(seed, Purpose.epsilon, 77, i)));
  });

  it.each([1, 2, 5, 40, 4096, 60_000, 65_537])('have the same permutation of %i', async (n) => {
    const count = Math.min(n, 3000);
    const at = permutation(n, seed, 9);
    expect(await compute(`permuted(${n}u, ${seed}u, 9u, i)`, count)).toEqual(list(count, at));
  });

  it('have normal numbers that agree within float32', async () => {
    const count = 20_000;
    const bits = await compute(`bitcast<u32>(normalPair(${seed}u, 3u, 5u, i >> 1u)[i & 1u])`, count);
    const expected = new Float64Array(count);
    fillNormal(expected, seed, Purpose.epsilon, 5);
    const actual = new Float32Array(bits.buffer);
    let worst = 0;
    for (let i = 0; i < count; i++) worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    // The largest of them are near 5; a unit in the last place there is 5e-7.
    expect(worst).toBeLessThan(1e-6);
  });

  it('have an accurate logarithm at both ends', async () => {
    // 2⁻²⁴ and 1 − 2⁻²⁴, the smallest and the largest uniform number.
    const bits = await compute('bitcast<u32>(logOfFraction(uniformOf(select(0xffffffffu, 0u, i == 0u))))', 2);
    const [low, high] = new Float32Array(bits.buffer);
    expect(Math.abs(low / Math.log(2 ** -24) - 1)).toBeLessThan(2e-7);
    expect(Math.abs(high / Math.log1p(-(2 ** -24)) - 1)).toBeLessThan(2e-7);
  });
});
