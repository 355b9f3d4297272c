/**
 * ∂X = ∂Y Wᵀ, followed by the way back through what computed X: gradients from other losses at X are added,
 * and the sum is multiplied by the slope of X's activation; or it passes through the sample, where the KL
 * adds its own gradient. A loss with no layer after it starts here too, as a product of depth 0.
 */

import type { LayerActivation } from '../../model/activations';
import type { Weight } from '../../model/operations';
import type { Penalty } from '../../model/spec';
import { shareOf } from './forward';
import functions from './functions.wgsl?raw';
import {
  activationOf,
  type Binding,
  FLUSH,
  IMAGE_OF,
  type Kernel,
  kernel,
  PRODUCT_OF_ROWS,
  products,
  read,
  rowsOf,
  STEP,
  slopeOfSlopeOf,
  VEC4S,
  WITHIN,
  write,
} from './kernel';
import { PRODUCT, productMain, type Variant } from './product';
import sparsity from './sparsity.wgsl?raw';
import { STEP_WGSL } from './steps';

export type BackwardEnd =
  | {
      end: 'values';
      activation: LayerActivation | null;
      penalty: Penalty | 'contraction';
      /**
       * ½ ‖f − f*‖² between two batches of the stack, times `weight`; `summed` where its value is recorded.
       */
      feature: { weight: Weight; summed: boolean } | null;
      /** Added to what another layer that reads the value has already written. */
      adds: boolean;
    }
  /** From ∂z to ∂μ and ∂ log σ², in the order of the heads, with or without the gradient of the KL. */
  | { end: 'heads'; kl: Weight | null };

export function backwardKernel(end: BackwardEnd, variant: Variant): Kernel {
  const { bindings, code } = backwardEndOf(end);
  return kernel(
    `backward ${end.end}`,
    [STEP, products(1), read('weights', VEC4S), read('deltas', VEC4S), write('outputs', VEC4S), ...bindings],
    [
      STEP_WGSL,
      PRODUCT.wgsl,
      functions,
      FLUSH,
      PRODUCT_OF_ROWS,
      IMAGE_OF,
      rowsOf('A', 'deltas', 'p.a', 'p.aStride'),
      rowsOf('B', 'weights', 'p.b', 'p.bStride'),
      code,
      productMain(variant, { alongA: true, alongB: true }),
    ],
  );
}

/** What follows a product. */
export const backwardEndOf = (end: BackwardEnd): { bindings: Binding[]; code: string } =>
  end.end === 'heads' ? headsEnd(end.kl) : valuesEnd(end);

function valuesEnd({ activation, penalty, feature, adds }: Extract<BackwardEnd, { end: 'values' }>): {
  bindings: Binding[];
  code: string;
} {
  const bindings: Binding[] = [];
  const lines: string[] = [];
  if (activation || penalty === 'l1' || penalty === 'l2' || penalty === 'contraction' || feature) {
    bindings.push(read('inputs', VEC4S));
    lines.push('let y = inputs[p.side + row * p.sideStride + column4];');
  }
  const pull = {
    none: null,
    l1: 'sign(y)',
    l2: 'y',
    sparsity: 'sparsitySlope(meansAt(column4))',
    // The buffer of means holds the sums of squared weights here.
    contraction: '2.0 * slope(y) * slopeOfSlope(y) * meansAt(column4)',
  }[penalty];
  if (penalty === 'sparsity' || penalty === 'contraction') bindings.push(read('means', 'array<f32>'));
  if (pull) lines.push(`d += select(vec4f(), step.penalty * ${pull}, imageOf(row) < step.rows);`);
  if (feature) {
    const partial = 'partials[p.partials + step.partialsAt + image * p.columns + column4]';
    lines.push(
      // Rows before `ofRow` wrap around to huge numbers, so one comparison excludes them.
      'let image = row - p.ofRow;',
      'if (image < step.rows) {',
      '  let gap = y - inputs[p.like + image * p.sideStride + column4];',
      `  d += ${shareOf(feature.weight)} * gap;`,
      feature.summed ? `  ${partial} = 0.5 * sum4(gap * gap);` : '',
      feature.summed ? `} else if (image < paddedRows(step.rows)) {\n    ${partial} = 0.0;` : '',
      '}',
    );
    if (feature.summed) bindings.push(write('partials', 'array<f32>'));
  }
  return {
    bindings,
    code: /* wgsl */ `
${activationOf(activation)}
${penalty === 'sparsity' ? sparsity + MEANS_AT : ''}${penalty === 'contraction' ? slopeOfSlopeOf(activation) + MEANS_AT : ''}
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  var d = value;
  ${lines.join('\n  ')}
  let at = p.c + row * p.cStride + column4;
  outputs[at] = ${adds ? 'outputs[at] + ' : ''}select(vec4f(), flushed(d${activation ? ' * slope(y)' : ''}), ${WITHIN});
}
`,
  };
}

const MEANS_AT = /* wgsl */ `
fn meansAt(column4: u32) -> vec4f {
  let at = 4u * column4;
  return vec4f(means[at], means[at + 1u], means[at + 2u], means[at + 3u]);
}
`;

function headsEnd(kl: Weight | null): { bindings: Binding[]; code: string } {
  // A coordinate whose KL is below the free bits has no gradient (Kingma et al. 2016, eq. 15).
  const pull = (weight: Weight) => /* wgsl */ `
  let free = vec2<bool>(step.freeBits > 0.0) & (vec2f(means[j.x], means[j.y]) <= vec2f(step.freeBits));
  let share = select(vec2f(${shareOf(weight)}), vec2f(), free);
  mu += share * h.xz;
  logVar += 0.5 * share * expm1(h.ywyw).xy;`;
  return {
    bindings: [
      read('heads', VEC4S),
      read('noise', 'array<f32>'),
      ...(kl ? [read('means', 'array<f32>')] : []),
    ],
    code: /* wgsl */ `
fn finish(p: Product, row: u32, column4: u32, value: vec4f) {
  let h = heads[p.side + row * p.sideStride + column4];
  let j = vec2u(2u * column4, 2u * column4 + 1u);
  let at = step.noiseAt + row * p.latent;
  let epsilon = vec2f(noise[at + j.x], noise[at + j.y]);
  // ∂z comes in columns 0 and 2.
  var mu = value.xz;
  var logVar = 0.5 * value.xz * epsilon * exp(0.5 * h.yw);${kl ? pull(kl) : ''}
  let there = (j < vec2u(p.latent)) & vec2<bool>(row < step.rows);
  outputs[p.c + row * p.cStride + column4] =
    select(vec4f(), flushed(vec4f(mu.x, logVar.x, mu.y, logVar.y)), there.xxyy);
}
`,
  };
}
