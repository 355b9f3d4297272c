/**
 * Which form of the matrix product is fastest on an adapter: each is timed once on the product of one layer,
 * which takes a few milliseconds. The result is kept for the life of the worker, and whether half precision is faster
 * for longer (remembered.ts).
 */
import type { WebgpuDevice } from './device';
import { NOTHING } from './dispatch';
import { forwardKernel } from './forward';
import { exact, groupsOf, PRODUCT, tileOf, type Variant } from './product';
import { compile } from './program';
import { remember, remembered } from './remembered';
import { createSlots, NO_STEP, SLOT_BYTES } from './steps';

/** In order of preference where they are about equally fast. */
export const VARIANTS: readonly Variant[] = [
  { kind: 'tiled' },
  { kind: 'registers', rows: 4, columns: 2, workgroup: 16 },
];
/** How many times faster a later form must be to be preferred. */
const CLEARLY_FASTER = 1.2;
/** Rows, inputs and outputs of the trial, all multiples of four. */
const ROWS = 128;
const WIDTH = 256;
/** Milliseconds of work, enough to stand out from the overhead of a submit. */
const ENOUGH_MS = 4;
const MAX_DISPATCHES = 64;
const TRIES = 3;
const HALVED = 'float16';

/** A variant, and the precision of its factors with the reason, for the badge. */
export interface Choice {
  variant: Variant;
  precision: string;
}

const chosen = new Map<string, Promise<Choice>>();

/** `half`: whether factors are to be in half precision, whatever is faster. Throws where they cannot. */
export async function chooseVariant(device: WebgpuDevice, half?: boolean): Promise<Choice> {
  const choice = await measured(device);
  if (half === undefined || (choice.variant.half !== undefined) === half) return choice;
  if (!half) return { variant: exact(choice.variant), precision: 'float32' };
  if (!device.half) throw new Error(choice.precision);
  return { variant: { ...choice.variant, half: 'f16' }, precision: HALVED };
}

/** From now on `chooseVariant` chooses float32 on this adapter. */
export async function renounceHalf(device: WebgpuDevice, why: string): Promise<void> {
  const { variant } = await measured(device);
  const precision = `float32 (float16 failed the self-test: ${why})`;
  chosen.set(device.description, Promise.resolve({ variant: exact(variant), precision }));
  await remember(questionOf(device), precision);
}

/** A browser's next version is asked again. */
const questionOf = ({ description }: WebgpuDevice) => `float16 on ${description}, ${navigator.userAgent}`;

function measured(device: WebgpuDevice): Promise<Choice> {
  const known = chosen.get(device.description);
  if (known) return known;
  const choice = measureAll(device);
  chosen.set(device.description, choice);
  // A measurement on a device that is being lost is not kept.
  void device.lost.then(() => chosen.delete(device.description));
  return choice;
}

async function measureAll(device: WebgpuDevice): Promise<Choice> {
  const { gpu } = device;
  let best = VARIANTS[0];
  let shortest = Number.POSITIVE_INFINITY;
  for (const variant of VARIANTS) {
    // A form that does not compile is not chosen; if none compiles, the engine reports why.
    const ms = await measure(gpu, variant).catch(() => Number.POSITIVE_INFINITY);
    if (ms * CLEARLY_FASTER >= shortest) continue;
    best = variant;
    shortest = ms;
  }
  if (!device.half) return { variant: best, precision: 'float32 (no shader-f16)' };
  const halved: Variant = { ...best, half: 'f16' };
  // Both forms in float32 give the same bits; half precision gives others.
  const precision = await remembered(questionOf(device), async () => {
    const ms = await measure(gpu, halved);
    return ms * CLEARLY_FASTER < shortest ? HALVED : 'float32 (float16 is not faster)';
  }).catch(() => 'float32 (float16 does not compile)');
  return { variant: precision === HALVED ? halved : best, precision };
}

/** Milliseconds of one product of ROWS × WIDTH by WIDTH × WIDTH. */
async function measure(gpu: GPUDevice, variant: Variant): Promise<number> {
  const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
  const storage = (bytes: number) => gpu.createBuffer({ size: bytes, usage: STORAGE });
  const uniform = () => gpu.createBuffer({ size: SLOT_BYTES, usage: UNIFORM | COPY_DST });
  const [slots, products] = [uniform(), uniform()];
  const buffers = {
    step: slots,
    products,
    weights: storage(4 * WIDTH * (WIDTH + 4)),
    inputs: storage(4 * ROWS * WIDTH),
    outputs: storage(4 * ROWS * WIDTH),
  };
  try {
    const end = { end: 'values', activation: 'relu', penalty: 'none' } as const;
    const kernel = forwardKernel('numbers', false, end, variant);
    const { pipeline, layout } = await compile(gpu, kernel, 0);
    const stride = WIDTH / 4;
    gpu.queue.writeBuffer(slots, 0, trialSlot());
    const product = {
      ...NOTHING,
      columns: stride,
      columnEnd: WIDTH,
      depth: stride,
      aStride: stride,
      bStride: stride,
      cStride: stride,
      bias: WIDTH * stride,
    };
    gpu.queue.writeBuffer(products, 0, PRODUCT.pack(product));
    const group = gpu.createBindGroup({
      layout,
      entries: [slots, products, buffers.weights, buffers.inputs, buffers.outputs].map((buffer, binding) => ({
        binding,
        resource: binding < 2 ? { buffer, size: SLOT_BYTES } : { buffer },
      })),
    });
    const tile = tileOf(variant);
    const tiles = Math.ceil(ROWS / 4 / tile.rows) * Math.ceil(stride / tile.columns);
    const run = async (dispatches: number): Promise<number> => {
      const encoder = gpu.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [0]);
      for (let i = 0; i < dispatches; i++) pass.dispatchWorkgroups(groupsOf(variant, tiles));
      pass.end();
      const start = performance.now();
      gpu.queue.submit([encoder.finish()]);
      await gpu.queue.onSubmittedWorkDone();
      return performance.now() - start;
    };
    await run(1);
    const once = await run(1);
    const dispatches = Math.max(1, Math.min(MAX_DISPATCHES, Math.round(ENOUGH_MS / Math.max(once, 0.01))));
    let shortest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < TRIES; i++) shortest = Math.min(shortest, (await run(dispatches)) / dispatches);
    return shortest;
  } finally {
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

function trialSlot(): ArrayBuffer {
  const { bytes, set } = createSlots(1);
  set(0, { ...NO_STEP, rows: ROWS });
  return bytes;
}
