/**
 * The kernels of a training step, as WGSL composed around one matrix product (product.ts). A kernel's
 * text depends on the model's kind alone, never on its sizes, so layers share pipelines.
 *
 *   forward    Y = f(X W + b)       X the bytes of the images, or numbers; f and what else belongs to the
 *                                   end of a layer in the epilogue: activation, reparameterisation and KL,
 *                                   likelihood and its gradient, or pixels
 *   backward   ∂X = ∂Y Wᵀ, times the activation's slope; or through the latent, where KL adds its pull
 *   update     ∂W = Xᵀ ∂Y, taken by Adam at once: a gradient is never stored
 */
import type { Activation, Likelihood } from '../../experiment/config';
import { BETA1, BETA2 } from '../../model/optimiser';
import { LEAKY_SLOPE } from '../../model/spec';
import functions from './functions.wgsl?raw';
import prepare from './prepare.wgsl?raw';
import { PRODUCT, productMain, type Variant } from './product';
import random from './random.wgsl?raw';
import reduce from './reduce.wgsl?raw';
import stepStruct from './step.wgsl?raw';

export interface Binding {
  name: string;
  type: string;
  access: 'step' | 'uniform' | 'read' | 'read_write';
}

export interface Kernel {
  name: string;
  bindings: readonly Binding[];
  code: string;
}

export type Source = 'bytes' | 'numbers';
export type ForwardEnd = 'hidden' | 'linear' | 'heads' | 'loss' | 'pixels';
export type BackwardEnd = 'hidden' | 'linear' | 'heads';

/** The Step of this pass, found by a dynamic offset. */
const STEP: Binding = { name: 'step', type: 'Step', access: 'step' };
const read = (name: string, type: string): Binding => ({ name, type, access: 'read' });
const write = (name: string, type: string): Binding => ({ name, type, access: 'read_write' });
const products = (count: number): Binding => ({
  name: 'products',
  type: `array<Product, ${count}>`,
  access: 'uniform',
});
const VEC4S = 'array<vec4f>';
const IMAGES = [read('images', 'array<u32>'), read('picks', 'array<vec4u>')];
/** Words of an image: four pixels each. */
const WORDS = '196u';

function kernel(name: string, bindings: readonly Binding[], parts: readonly string[]): Kernel {
  const declared = bindings.map(({ name, type, access }, i) => {
    const space = access === 'step' || access === 'uniform' ? 'uniform' : `storage, ${access}`;
    return `@group(0) @binding(${i}) var<${space}> ${name}: ${type};`;
  });
  return { name, bindings, code: [...declared, ...parts].join('\n') };
}

/** A function's value and, from the value alone, its derivative. */
function activationOf(kind: Activation): string {
  const [value, slope] = {
    relu: ['max(x, vec4f())', 'select(vec4f(), vec4f(1.0), y > vec4f())'],
    leakyRelu: [
      `select(${LEAKY_SLOPE} * x, x, x > vec4f())`,
      `select(vec4f(${LEAKY_SLOPE}), vec4f(1.0), y > vec4f())`,
    ],
    tanh: ['tangent(x)', '1.0 - y * y'],
    elu: ['select(expm1(x), x, x > vec4f())', 'select(y + 1.0, vec4f(1.0), y > vec4f())'],
  }[kind];
  return /* wgsl */ `
fn activate(x: vec4f) -> vec4f { return ${value}; }
fn slope(y: vec4f) -> vec4f { return ${slope}; }
`;
}

function likelihoodOf(kind: Likelihood): string {
  const [mean, term, ink] = {
    bernoulli: ['sigmoid(o)', 'softplus(o) - o * x', 'sigmoid(o)'],
    gaussian: ['o', '0.5 * (o - x) * (o - x)', 'clamp(o, vec4f(), vec4f(1.0))'],
  }[kind];
  return /* wgsl */ `
fn reconTerm(o: vec4f, x: vec4f) -> vec4f { return ${term}; }
fn reconSlope(o: vec4f, x: vec4f) -> vec4f { return ${mean} - x; }
fn pixel(o: vec4f) -> vec4f { return ${ink}; }
`;
}

/** The product covers the rows of the pass, whatever their number. */
const PRODUCT_OF_ROWS = /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var p = products[0];
  p.rowEnd = paddedRows(step.rows);
  p.rows = p.rowEnd / 4u;
  return p;
}
`;

/** Rows of numbers, read along the sum. */
const rowsOf = (block: 'A' | 'B', buffer: string, at: string, stride: string) => /* wgsl */ `
fn start${block}(p: Product, first: u32) -> vec4u {
  return vec4u(${at}) + (vec4u(4u * first) + vec4u(0u, 1u, 2u, 3u)) * ${stride};
}
fn block${block}(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(k4);
  return transpose(mat4x4f(${buffer}[at.x], ${buffer}[at.y], ${buffer}[at.z], ${buffer}[at.w]));
}
`;

/** Rows of numbers, read across the sum: no transpose. */
const acrossOf = (block: 'A' | 'B', buffer: string, at: string, stride: string) => /* wgsl */ `
fn start${block}(p: Product, first: u32) -> vec4u {
  return vec4u(${at} + first) + vec4u(0u, 1u, 2u, 3u) * ${stride};
}
fn block${block}(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(4u * k4 * ${stride});
  return mat4x4f(${buffer}[at.x], ${buffer}[at.y], ${buffer}[at.z], ${buffer}[at.w]);
}
`;

/** The images of the batch, four pixels a word, straight from the data set's bytes. */
const PIXEL_ROWS = /* wgsl */ `
fn startA(p: Product, row4: u32) -> vec4u {
  return picks[step.picksAt / 4u + row4] * ${WORDS};
}
fn blockA(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(k4);
  return transpose(mat4x4f(
    unpack4x8unorm(images[at.x]),
    unpack4x8unorm(images[at.y]),
    unpack4x8unorm(images[at.z]),
    unpack4x8unorm(images[at.w]),
  ));
}
`;

export function forwardKernel(
  source: Source,
  end: ForwardEnd,
  model: { activation: Activation; likelihood: Likelihood },
  variant: Variant,
): Kernel {
  const input = source === 'bytes' ? IMAGES : [read('inputs', VEC4S)];
  const bindings = [STEP, products(1), read('weights', VEC4S), ...input, write('outputs', VEC4S)];
  if (end === 'heads') {
    bindings.push(write('heads', VEC4S), read('noise', 'array<f32>'), write('partials', 'array<f32>'));
  }
  if (end === 'loss') {
    if (source !== 'bytes') bindings.push(...IMAGES);
    bindings.push(write('partials', 'array<f32>'));
  }
  return kernel(`forward ${source} ${end}`, bindings, [
    stepStruct,
    PRODUCT,
    functions,
    end === 'hidden' ? activationOf(model.activation) : '',
    end === 'loss' || end === 'pixels' ? likelihoodOf(model.likelihood) : '',
    PRODUCT_OF_ROWS,
    source === 'bytes' ? PIXEL_ROWS : rowsOf('A', 'inputs', 'p.a', 'p.aStride'),
    acrossOf('B', 'weights', 'p.b', 'p.bStride'),
    FORWARD_ENDS[end],
    productMain(variant, { alongA: true, alongB: false }),
  ]);
}

const STORED = (value: string) => /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  outputs[p.c + row * p.cStride + column4] = ${value};
}
`;

const FORWARD_ENDS: Record<ForwardEnd, string> = {
  hidden: STORED('activate(value + weights[p.bias + column4])'),
  linear: STORED('value + weights[p.bias + column4]'),
  pixels: STORED('pixel(value + weights[p.bias + column4])'),

  // Two latent coordinates as (μ, log σ², μ, log σ²): z = μ + σ ε (Kingma & Welling 2013) and KL.
  heads: /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let h = value + weights[p.bias + column4];
  heads[p.side + row * p.sideStride + column4] = h;
  let j = vec2u(2u * column4, 2u * column4 + 1u);
  let there = j < vec2u(p.latent);
  let at = step.noiseAt + row * p.latent;
  let epsilon = select(vec2f(), vec2f(noise[at + j.x], noise[at + j.y]), there);
  let z = h.xz + exp(0.5 * h.yw) * epsilon;
  outputs[p.c + row * p.cStride + column4] = vec4f(z.x, 0.0, z.y, 0.0);
  let kl = 0.5 * (h.xz * h.xz + (expm1(h.ywyw).xy - h.yw));
  let at4 = row * p.columns + column4;
  partials[step.partialsAt + step.reconPartials + at4] = select(0.0, kl.x + kl.y, row < step.rows);
}
`,

  // Outputs become their own gradient, of the mean over the batch.
  loss: /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let o = value + weights[p.bias + column4];
  let pick = picks[(step.picksAt + row) / 4u][row % 4u];
  let x = unpack4x8unorm(images[pick * ${WORDS} + column4]);
  let there = row < step.rows;
  outputs[p.c + row * p.cStride + column4] = select(vec4f(), step.share * reconSlope(o, x), there);
  partials[step.partialsAt + row * p.columns + column4] = select(0.0, sum4(reconTerm(o, x)), there);
}
`,
};

export function backwardKernel(end: BackwardEnd, activation: Activation, variant: Variant): Kernel {
  const bindings = [
    STEP,
    products(1),
    read('weights', VEC4S),
    read('deltas', VEC4S),
    write('outputs', VEC4S),
  ];
  if (end === 'hidden') bindings.push(read('inputs', VEC4S));
  if (end === 'heads') bindings.push(read('heads', VEC4S), read('noise', 'array<f32>'));
  return kernel(`backward ${end}`, bindings, [
    stepStruct,
    PRODUCT,
    functions,
    end === 'hidden' ? activationOf(activation) : '',
    PRODUCT_OF_ROWS,
    rowsOf('A', 'deltas', 'p.a', 'p.aStride'),
    rowsOf('B', 'weights', 'p.b', 'p.bStride'),
    BACKWARD_ENDS[end],
    productMain(variant, { alongA: true, alongB: true }),
  ]);
}

/** What is past the last column is the bias's, and no gradient of an input. */
const WITHIN = 'vec4u(4u * column4) + vec4u(0u, 1u, 2u, 3u) < vec4u(p.columnEnd)';

const BACKWARD_ENDS: Record<BackwardEnd, string> = {
  hidden: STORED(`select(vec4f(), value * slope(inputs[p.side + row * p.sideStride + column4]), ${WITHIN})`),
  linear: STORED(`select(vec4f(), value, ${WITHIN})`),

  // ∂z comes in columns 0 and 2; ∂μ and ∂ log σ² go out, in the order of the heads.
  heads: /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let h = heads[p.side + row * p.sideStride + column4];
  let j = vec2u(2u * column4, 2u * column4 + 1u);
  let at = step.noiseAt + row * p.latent;
  let epsilon = vec2f(noise[at + j.x], noise[at + j.y]);
  let mu = value.xz + step.klShare * h.xz;
  let logVar = 0.5 * (value.xz * epsilon * exp(0.5 * h.yw) + step.klShare * expm1(h.ywyw).xy);
  let there = (j < vec2u(p.latent)) & vec2<bool>(row < step.rows);
  outputs[p.c + row * p.cStride + column4] =
    select(vec4f(), vec4f(mu.x, logVar.x, mu.y, logVar.y), there.xxyy);
}
`,
};

/** Products that one list has room for, so that the text does not depend on how many there are. */
export function roomFor(count: number): number {
  return 4 * Math.ceil(count / 4);
}

/** Several layers in one dispatch. */
export function updateKernel(source: Source, count: number, variant: Variant): Kernel {
  const input = source === 'bytes' ? IMAGES : [read('inputs', VEC4S)];
  const state = [write('weights', VEC4S), write('firstMoments', VEC4S), write('secondMoments', VEC4S)];
  const bindings = [STEP, products(roomFor(count)), ...input, read('deltas', VEC4S), ...state];
  return kernel(`update ${source}`, bindings, [
    stepStruct,
    PRODUCT,
    /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var i = 0u;
  while (i < ${roomFor(count) - 1}u && tile >= products[i + 1u].firstTile) {
    i++;
  }
  var p = products[i];
  p.depth = paddedRows(step.rows) / 4u;
  return p;
}

// Rows of Xᵀ are inputs, and after the last of them comes the bias's, which is always 1.
fn startA(p: Product, row4: u32) -> vec4u {
  return vec4u(4u * row4, p.rowEnd - 1u, row4, 0u);
}
fn withOne(start: vec4u, x: vec4f) -> vec4f {
  return select(x, vec4f(1.0), vec4u(start.x) + vec4u(0u, 1u, 2u, 3u) == vec4u(start.y));
}
fn blockA(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = ${source === 'bytes' ? `picks[step.picksAt / 4u + k4] * ${WORDS}` : 'p.a + (vec4u(4u * k4) + vec4u(0u, 1u, 2u, 3u)) * p.aStride'} + start.z;
  return mat4x4f(
    ${['x', 'y', 'z', 'w']
      .map((c) => (source === 'bytes' ? `unpack4x8unorm(images[at.${c}])` : `inputs[at.${c}]`))
      .map((x) => `withOne(start, ${x}),`)
      .join('\n    ')}
  );
}

fn finish(p: Product, row: u32, column4: u32, g: vec4f) {
  let at = p.c + row * p.cStride + column4;
  let m = ${BETA1} * firstMoments[at] + ${1 - BETA1} * g;
  let v = ${BETA2} * secondMoments[at] + ${1 - BETA2} * g * g;
  firstMoments[at] = m;
  secondMoments[at] = v;
  weights[at] -= step.rate * m / (sqrt(v) + step.epsilon);
}
`,
    acrossOf('B', 'deltas', 'p.b', 'p.bStride'),
    productMain(variant, { alongA: false, alongB: false }),
  ]);
}

/** Draws what the passes of a submit need. */
export function prepareKernel(): Kernel {
  const bindings = [read('slots', 'array<Slot>'), write('picks', 'array<u32>'), write('noise', 'array<f32>')];
  return kernel('prepare', bindings, [stepStruct, random, prepare]);
}

export function reduceKernel(): Kernel {
  const bindings = [
    read('slots', 'array<Slot>'),
    read('partials', 'array<f32>'),
    write('losses', 'array<vec2f>'),
  ];
  return kernel('reduce', bindings, [stepStruct, reduce]);
}
