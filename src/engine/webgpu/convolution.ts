/**
 * Convolutions and their transposes, forward and backward, as products with a gathered matrix (gather.ts): down and up,
 * with the same ends as the dense layers (forward.ts, backward.ts). The gathered matrix is A, the filter is B.
 */
import { type BackwardEnd, backwardEndOf } from './backward';
import { BIASED, type ForwardEnd, finishOf } from './forward';
import functions from './functions.wgsl?raw';
import type { ImageForm } from './gather';
import {
  type Binding,
  FLUSH,
  IMAGE_OF,
  IMAGES,
  type Kernel,
  kernel,
  PICK_OF,
  PICKS,
  products,
  read,
  STEP,
  VEC4S,
  WORDS,
  write,
} from './kernel';
import { PRODUCT, productMain, tileOf, type Variant } from './product';
import { STEP_WGSL } from './steps';

/** How the gathered image lies in memory: see gather.ts. */
export type Gathered = ImageForm | 'bytes' | 'repeated';

/** A product with a gathered matrix. */
export interface Passage {
  to: 'small' | 'large';
  from: Gathered;
  /** How the result lies in memory. */
  into: ImageForm;
  /** Of the pixels that are packed, if there are any. */
  channels: number;
}

export const TAPS = read('taps', 'array<vec4i>');
/** Most products of a dispatch: the remainders by a stride of two. */
export const MAX_GRIDS = 4;

export function forwardConvolution(passage: Passage, end: ForwardEnd, variant: Variant): Kernel {
  const { bindings, code } = finishOf(end);
  const picks = passage.from === 'bytes' || bindings.includes(IMAGES);
  return convolutionKernel(`forward ${nameOf(passage)} ${end.end}`, passage, variant, 'inputs', {
    bindings: [...(picks ? [PICKS] : []), ...bindings],
    code: [
      picks ? PICK_OF : IMAGE_OF,
      passage.into === 'packed' ? BIASED.packed(passage.channels) : BIASED.columns,
      code,
    ].join('\n'),
  });
}

export function backwardConvolution(passage: Passage, end: BackwardEnd, variant: Variant): Kernel {
  const { bindings, code } = backwardEndOf(end);
  return convolutionKernel(`backward ${nameOf(passage)} ${end.end}`, passage, variant, 'deltas', {
    bindings: [write('outputs', VEC4S), ...bindings],
    code: [IMAGE_OF, code].join('\n'),
  });
}

const nameOf = ({ to, from, into }: Passage) => `${to === 'small' ? 'down' : 'up'} ${from} to ${into}`;

function convolutionKernel(
  name: string,
  { to, from, into, channels }: Passage,
  variant: Variant,
  source: string,
  end: { bindings: readonly Binding[]; code: string },
): Kernel {
  return kernel(
    name,
    [
      STEP,
      products(MAX_GRIDS),
      read('weights', VEC4S),
      from === 'bytes' ? IMAGES : read(source, VEC4S),
      TAPS,
      ...end.bindings,
    ],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      productOfPositions(variant),
      gather(from, source, channels),
      /* wgsl */ `
fn startA(p: Product, row4: u32) -> Corner {
  return cornerOf(p, row4);
}
fn depthOf(p: Product, k4: u32) -> vec4i {
  return taps[p.taps + k4];
}
fn blockA(p: Product, start: Corner, tap: vec4i) -> mat4x4f {
  return transpose(gathered(p, start, tap));
}
fn startB(p: Product, column4: u32) -> u32 {
  return column4;
}
`,
      to === 'small' ? FILTER : into === 'packed' ? transposedFilterOfFour(channels) : TRANSPOSED_FILTER,
      end.code,
      into === 'packed' ? FINISH_FOUR : FINISH_PIXEL,
      productMain(variant, {
        // Channels are neighbours; of packed images, positions.
        alongA: from === 'padded' || from === 'repeated',
        alongB: to === 'large',
        deep: true,
        finish: 'finishPosition',
      }),
    ],
  );
}

/** The products of the remainders follow one another; those that are not used have no positions. */
function productOfPositions(variant: Variant): string {
  const { rows, columns } = tileOf(variant);
  return /* wgsl */ `
fn productOf(tile: u32) -> Product {
  var p = products[0];
  var firstTile = 0u;
  for (var i = 0u; i < ${MAX_GRIDS}u; i++) {
    p = products[i];
    p.rows = p.stack * (paddedRows(step.rows) / 4u) * p.positions;
    let tiles = ((p.rows + ${rows - 1}u) / ${rows}u) * ((p.columns + ${columns - 1}u) / ${columns}u);
    if (tile < firstTile + tiles) {
      break;
    }
    if (i < ${MAX_GRIDS - 1}u) {
      firstTile += tiles;
    }
  }
  p.firstTile = firstTile;
  p.rowEnd = 4u * p.rows;
  return p;
}
`;
}

/**
 * `cornerOf`: the window of a position in four images; `gathered`: a tap of these windows, a column for each image.
 * `channels`: of packed pixels.
 */
export function gather(from: Gathered, source: string, channels: number): string {
  const base =
    from === 'bytes'
      ? `picks[step.picksAt / 4u + image4] * ${WORDS}`
      : 'vec4u(p.a) + (vec4u(4u * image4) + vec4u(0u, 1u, 2u, 3u)) * p.aStride';
  const corner = /* wgsl */ `
struct Corner {
  // The images, in vec4s or words.
  at: vec4u,
  // The first row and column of the window, which may lie outside.
  y: i32,
  x: i32,
  // Four images, and the position.
  image4: u32,
  position: u32,
}
fn cornerOf(p: Product, row4: u32) -> Corner {
  let image4 = row4 / p.positions;
  let position = row4 - image4 * p.positions;
  let row = position / p.across;
  let column = position - row * p.across;
  let y = i32(row * p.stepDown) - i32(p.before);
  let x = i32(column * p.stepAcross) - i32(p.before);
  return Corner(${base}, y, x, image4, position);
}
`;
  if (from === 'padded' || from === 'repeated') {
    const pixel = from === 'padded' ? 'y * side + x' : '(y >> 1u) * ((side + 1) >> 1u) + (x >> 1u)';
    return /* wgsl */ `${corner}
fn gathered(p: Product, corner: Corner, tap: vec4i) -> mat4x4f {
  let side = i32(p.imageSide);
  let y = corner.y + tap.x;
  let x = corner.x + tap.y;
  if (y < 0 || y >= side || x < 0 || x >= side) {
    return mat4x4f();
  }
  let at = corner.at + u32((${pixel}) * i32(p.pixel) + tap.z);
  return mat4x4f(${source}[at.x], ${source}[at.y], ${source}[at.z], ${source}[at.w]);
}
`;
  }
  const four =
    from === 'bytes'
      ? /* wgsl */ `
fn four(at: u32, shift: u32) -> vec4f {
  let bits = 8u * shift;
  let beyond = select(images[at + 1u] << ((32u - bits) & 31u), 0u, bits == 0u);
  return unpack4x8unorm((images[at] >> bits) | beyond);
}
`
      : /* wgsl */ `
fn four(at: u32, shift: u32) -> vec4f {
  let a = ${source}[at];
  let b = ${source}[at + 1u];
  switch shift {
    case 0u: { return a; }
    case 1u: { return vec4f(a.yzw, b.x); }
    case 2u: { return vec4f(a.zw, b.xy); }
    default: { return vec4f(a.w, b.xyz); }
  }
}
`;
  return /* wgsl */ `${corner}
// Four numbers from any one on; those outside of the row or beyond the filter are read too, but not used.
${four}
fn gathered(p: Product, corner: Corner, tap: vec4i) -> mat4x4f {
  let side = i32(p.imageSide);
  let width = side * ${channels};
  let y = corner.y + tap.x;
  if (y < 0 || y >= side) {
    return mat4x4f();
  }
  let lanes = vec4i(0, 1, 2, 3);
  let x = corner.x * ${channels} + tap.z + tap.y;
  let inside = (vec4i(x) + lanes >= vec4i()) & (vec4i(x) + lanes < vec4i(width)) &
    (vec4i(tap.y) + lanes < vec4i(i32(p.kernel) * ${channels}));
  let number = y * width + x;
  // Before the first number of all, this wraps around; only its neighbour is used.
  let at = corner.at + u32(number >> 2u);
  let shift = u32(number) & 3u;
  return mat4x4f(
    select(vec4f(), four(at.x, shift), inside),
    select(vec4f(), four(at.y, shift), inside),
    select(vec4f(), four(at.z, shift), inside),
    select(vec4f(), four(at.w, shift), inside),
  );
}
`;
}

/** Four rows of the filter. */
const FILTER = /* wgsl */ `
fn blockB(p: Product, column4: u32, tap: vec4i) -> mat4x4f {
  let at = p.b + u32(tap.w) * p.bStride + column4;
  return mat4x4f(weights[at], weights[at + p.bStride], weights[at + 2u * p.bStride], weights[at + 3u * p.bStride]);
}
`;

/** Columns are channels of the large image: rows of the filter. */
const TRANSPOSED_FILTER = /* wgsl */ `
fn blockB(p: Product, column4: u32, tap: vec4i) -> mat4x4f {
  let at = p.b + (u32(tap.w) + 4u * column4) * p.bStride + u32(tap.z);
  return transpose(
    mat4x4f(weights[at], weights[at + p.bStride], weights[at + 2u * p.bStride], weights[at + 3u * p.bStride])
  );
}
`;

/**
 * Columns are the numbers of four pixels side by side, each of which this pixel of the small image reaches by another
 * weight.
 */
const transposedFilterOfFour = (channels: number): string => /* wgsl */ `
fn blockB(p: Product, column4: u32, tap: vec4i) -> mat4x4f {
  let number = vec4i(4 * i32(column4)) + vec4i(0, 1, 2, 3);
  let j = vec4i(i32(p.padding) - i32(p.stride) * tap.y) + number / ${channels};
  let inside = (j >= vec4i()) & (j < vec4i(i32(p.kernel)));
  let row = vec4i(tap.w) + max(j, vec4i()) * ${channels} + number % ${channels};
  let at = vec4u(p.b + u32(tap.z)) + vec4u(row) * p.bStride;
  return transpose(mat4x4f(
    select(vec4f(), weights[at.x], inside.x),
    select(vec4f(), weights[at.y], inside.y),
    select(vec4f(), weights[at.z], inside.z),
    select(vec4f(), weights[at.w], inside.w),
  ));
}
`;

const PLACE = /* wgsl */ `
  let row4 = row / 4u;
  let image4 = row4 / p.positions;
  let position = row4 - image4 * p.positions;
  let image = 4u * image4 + row % 4u;
  let down = position / p.across;
  let across = position - down * p.across;
  let place = (down * p.toDown + p.toRow) * p.toSide + across * p.toAcross + p.toColumn;
`;

/** The ends of layers get a pixel as a row of its channels. */
const FINISH_PIXEL = /* wgsl */ `
fn finishPosition(p: Product, row: u32, column4: u32, value: vec4f) {
  ${PLACE}
  finish(p, image * p.toPixels + place, column4, value);
}
`;

/** They get four pixels as a dense layer gives them, in a row with all of their image, a vec4 at a time. */
const FINISH_FOUR = /* wgsl */ `
fn finishPosition(p: Product, row: u32, column4: u32, value: vec4f) {
  ${PLACE}
  var whole = p;
  whole.columns = p.cStride;
  finish(whole, image, place + column4, value);
}
`;
