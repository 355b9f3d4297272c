import { describe, expect, it } from 'vitest';
import { hyperWith } from '../../experiment/specOf';
import { fillUniform, Purpose } from '../../math/random';
import { compileModel } from '../../model/compile';
import { updateAt } from '../../model/optimiser';
import { VARIANTS } from './chooseVariant';
import { gradientScale, unscaled } from './half';
import type { Kernel } from './kernel';
import { planOf, readingDispatches, trainingStep } from './plan';
import { VAE } from './testing';

const CONVOLUTIONAL = { ...VAE, architecture: 'conv' as const };

describe.each(VARIANTS)('half precision, $kind', (variant) => {
  const kernels = (half?: 'f16' | 'rounded') => {
    const of = (pick: (plan: ReturnType<typeof planOf>) => readonly { kernel: Kernel }[]) =>
      [VAE, CONVOLUTIONAL].flatMap((spec) => pick(planOf(spec, 6, 40, { ...variant, half })));
    return { training: of(trainingStep), reading: of(readingDispatches) };
  };
  const [single, half, rounded] = [kernels(), kernels('f16'), kernels('rounded')];
  const code = ({ kernel }: { kernel: Kernel }) => kernel.code;

  it('is that of every product of a step, and of nothing that is read', () => {
    const isProduct = (text: string) => text.includes('blockA');
    expect(half.training.map(code).filter((text) => text.includes('<f16>'))).toEqual(
      half.training.map(code).filter(isProduct),
    );
    expect(half.training.map(code).some(isProduct)).toBe(true);
    expect(half.reading.map(code)).toEqual(single.reading.map(code));
  });

  it('differs from the rounded numbers, by which it is tested, in the names of types alone', () => {
    const inSingle = (text: string) =>
      text
        .replace('enable f16;\n', '')
        .replaceAll('return vec4<f16>(bitcast', 'return quantizeToF16(bitcast')
        .replaceAll('vec4<f16>', 'vec4f')
        .replaceAll('mat4x4<f16>', 'mat4x4f');
    expect(half.training.map((one) => inSingle(code(one)))).toEqual(rounded.training.map(code));
    // WGSL wants it before everything else.
    for (const text of half.training.map(code).filter((t) => t.includes('<f16>')))
      expect(text.startsWith('enable f16;\n')).toBe(true);
  });
});

it('multiplies gradients by a power of two, which the update takes back to the last bit', () => {
  expect(gradientScale(undefined, 128)).toBe(1);
  expect([1, 5, 128, 129].map((batch) => gradientScale('f16', batch))).toEqual([64, 512, 8192, 16_384]);
  const { layout, phases } = compileModel(VAE);
  const context = { layout, hyper: hyperWith({}), phase: phases[0], step: 3 };
  const update = updateAt(context, 4);
  const scale = gradientScale('f16', 128);
  const [one, many] = [unscaled(update, 1), unscaled(update, scale)];
  expect(one.rest1).toBe(1 - update.dampening);
  const gradients = new Float32Array(100);
  fillUniform(gradients, 1, Purpose.selfTest, 0);
  for (const g of gradients) {
    expect(Math.fround(many.rest1 * (scale * g))).toBe(Math.fround(one.rest1 * g));
    expect(Math.fround(many.squares * (scale * g) ** 2)).toBe(Math.fround(one.squares * g ** 2));
  }
});
