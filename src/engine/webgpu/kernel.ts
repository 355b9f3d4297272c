/** The type of a kernel, and the pieces of WGSL that several kernels are composed of. */

import type { LayerActivation } from '../../model/activations';
import { TINY, TINY_SQUARE } from '../../model/flush';
import { LEAKY_SLOPE, type Likelihood } from '../../model/spec';
import { enables } from './half';

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

/** Where rows come from: the bytes of the data set, or numbers in a buffer. */
export type Source = 'bytes' | 'numbers';

/** The Step of this pass, selected by a dynamic offset. */
export const STEP: Binding = { name: 'step', type: 'Step', access: 'step' };
/** The Steps of all passes of a submit. */
export const SLOTS: Binding = { name: 'slots', type: 'array<Slot>', access: 'read' };
export const read = (name: string, type: string): Binding => ({ name, type, access: 'read' });
export const write = (name: string, type: string): Binding => ({ name, type, access: 'read_write' });
export const products = (count: number): Binding => ({
  name: 'products',
  type: `array<Product, ${count}>`,
  access: 'uniform',
});
export const VEC4S = 'array<vec4f>';
export const PICKS = read('picks', 'array<vec4u>');
export const IMAGES = read('images', 'array<u32>');
export const LABELS = read('labels', 'array<u32>');
/** Words of an image, four pixels each: a number that is given when the kernel is compiled. */
export const WORDS = 'WORDS';
const DECLARES_WORDS = `override ${WORDS}: u32;`;

/** The numbers that a kernel is compiled with. */
export const constantsOf = ({ code }: Kernel, words: number): Record<string, number> =>
  code.includes(DECLARES_WORDS) ? { [WORDS]: words } : {};

/** Kernels are identified by their text, which depends on the kind of model, never on its sizes; only that of an
 * image is given to them when they are compiled. */
export function kernel(name: string, bindings: readonly Binding[], parts: readonly string[]): Kernel {
  // Several parts of a kernel may name the same binding.
  const needed = bindings.filter((b, i) => bindings.findIndex((other) => other.name === b.name) === i);
  const declared = needed.map(({ name, type, access }, i) => {
    const space = access === 'step' || access === 'uniform' ? 'uniform' : `storage, ${access}`;
    return `@group(0) @binding(${i}) var<${space}> ${name}: ${type};`;
  });
  const sized = parts.some((part) => part.includes(WORDS)) ? [DECLARES_WORDS] : [];
  const enabled = enables(parts.join());
  return { name, bindings: needed, code: [...enabled, ...declared, ...sized, ...parts].join('\n') };
}

/** Flushes tiny numbers as every engine does (model/flush.ts). */
export const FLUSH = /* wgsl */ `
fn flushed(x: vec4f) -> vec4f {
  return select(x, vec4f(), abs(x) < vec4f(${TINY}));
}
fn flushedSquare(x: vec4f) -> vec4f {
  return select(x, vec4f(), x < vec4f(${TINY_SQUARE}));
}
`;

/** WGSL for an activation and for its derivative as a function of the output; null is the identity. */
export function activationOf(kind: LayerActivation | null): string {
  const [value, slope] = {
    relu: ['max(x, vec4f())', 'select(vec4f(), vec4f(1.0), y > vec4f())'],
    leakyRelu: [
      `select(${LEAKY_SLOPE} * x, x, x > vec4f())`,
      `select(vec4f(${LEAKY_SLOPE}), vec4f(1.0), y > vec4f())`,
    ],
    tanh: ['tangent(x)', '1.0 - y * y'],
    elu: ['select(expm1(x), x, x > vec4f())', 'select(y + 1.0, vec4f(1.0), y > vec4f())'],
    sigmoid: ['sigmoid(x)', 'y * (1.0 - y)'],
    linear: ['x', 'vec4f(1.0)'],
  }[kind ?? 'linear'];
  return /* wgsl */ `
fn activation(x: vec4f) -> vec4f { return ${value}; }
fn slope(y: vec4f) -> vec4f { return ${slope}; }
`;
}

/** The derivative of `slope` by the value; WGSL for `slopeOfSlope` of model/activations.ts. */
export function slopeOfSlopeOf(kind: LayerActivation | null): string {
  const value = {
    relu: 'vec4f()',
    leakyRelu: 'vec4f()',
    tanh: '-2.0 * y',
    elu: 'select(vec4f(1.0), vec4f(), y > vec4f())',
    sigmoid: '1.0 - 2.0 * y',
    linear: 'vec4f()',
  }[kind ?? 'linear'];
  return `fn slopeOfSlope(y: vec4f) -> vec4f { return ${value}; }\n`;
}

/** The activation from outputs to pixels; the identity where the likelihood is Gaussian. */
export const activationOfPixels = (likelihood: Likelihood): LayerActivation | null =>
  likelihood === 'bernoulli' ? 'sigmoid' : null;

export function likelihoodOf(kind: Likelihood): string {
  const [mean, term] = {
    bernoulli: ['sigmoid(o)', 'softplus(o) - o * x'],
    gaussian: ['o', '0.5 * (o - x) * (o - x)'],
  }[kind];
  return /* wgsl */ `
fn reconTerm(o: vec4f, x: vec4f) -> vec4f { return ${term}; }
fn reconSlope(o: vec4f, x: vec4f) -> vec4f { return ${mean} - x; }
`;
}

/** The product covers all rows of the pass, in all its batches. */
export const PRODUCT_OF_ROWS = /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var p = products[0];
  p.rowEnd = p.stack * paddedRows(step.rows);
  p.rows = p.rowEnd / 4u;
  return p;
}
`;

/** The index of a row's image within its batch; all batches of a stack have the same images. */
export const IMAGE_OF = /* wgsl */ `
fn imageOf(row: u32) -> u32 {
  return row % paddedRows(step.rows);
}
`;

/** The index of that image in the data set. */
export const PICK_OF = /* wgsl */ `
${IMAGE_OF}
fn pickOf(row: u32) -> u32 {
  let at = step.picksAt + imageOf(row);
  return picks[at / 4u][at % 4u];
}
`;

/**
 * Whether a column holds an output; columns past the last one are padding, or belong to labels and the bias.
 */
export const WITHIN = 'vec4u(4u * column4) + vec4u(0u, 1u, 2u, 3u) < vec4u(p.columnEnd)';

/** Reads rows of numbers that lie along the sum. */
export const rowsOf = (block: 'A' | 'B', buffer: string, at: string, stride: string) => /* wgsl */ `
fn start${block}(p: Product, first: u32) -> vec4u {
  return vec4u(${at}) + (vec4u(4u * first) + vec4u(0u, 1u, 2u, 3u)) * ${stride};
}
fn block${block}(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(k4);
  return transpose(mat4x4f(${buffer}[at.x], ${buffer}[at.y], ${buffer}[at.z], ${buffer}[at.w]));
}
`;

/** Reads rows of numbers that lie across the sum, without a transpose. */
export const acrossOf = (block: 'A' | 'B', buffer: string, at: string, stride: string) => /* wgsl */ `
fn start${block}(p: Product, first: u32) -> vec4u {
  return vec4u(${at} + first) + vec4u(0u, 1u, 2u, 3u) * ${stride};
}
fn block${block}(p: Product, start: vec4u, k4: u32) -> mat4x4f {
  let at = start + vec4u(4u * k4 * ${stride});
  return mat4x4f(${buffer}[at.x], ${buffer}[at.y], ${buffer}[at.z], ${buffer}[at.w]);
}
`;
