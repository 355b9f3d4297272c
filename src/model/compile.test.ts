/** Invariants of every compiled model, which let an engine execute it as it is. */
import { describe, expect, it } from 'vitest';
import {
  CONVOLUTION_CASES,
  CONVOLUTION_FAMILY_CASES,
  FAMILY_CASES,
  PLAIN_CASES,
  SETTING_CASES,
} from '../engine/conformance/table';
import { specWith } from '../experiment/specOf';
import type { GradientWrite } from './backward';
import { compileModel, layoutOf, learningLayers, type Pass, termsOf } from './compile';
import { isConvolutional } from './layout';
import { inputsOf, type Loss, readBy, readByLoss, type Value } from './operations';
import { hasEncoder, hasLatent, isStochastic } from './predicates';
import { imageSize, type ModelSpec } from './spec';

const cases: { name: string; spec: ModelSpec }[] = [
  ...PLAIN_CASES,
  ...SETTING_CASES,
  ...FAMILY_CASES,
  ...CONVOLUTION_CASES,
  ...CONVOLUTION_FAMILY_CASES,
  { name: 'pca', spec: specWith({ model: 'pca' }) },
  { name: 'gan without hidden layers', spec: specWith({ model: 'gan', decoder: [], discriminator: [] }) },
  {
    name: 'vae-gan without a hidden layer in its discriminator',
    spec: specWith({ model: 'vaegan', discriminator: [] }),
  },
];

/** All values that a loss reads, starting with those it has a gradient by. */
function readByLossOf(loss: Loss): readonly Value[] {
  const { by, besides } = readByLoss(loss);
  return [...by, ...besides];
}

/**
 * Checks that each value is written once, before it is read; that widths and stacks fit; that no layer is
 * applied twice.
 */
function sound(
  spec: ModelSpec,
  { ops, losses }: Pick<Pass, 'ops' | 'losses'>,
  others: readonly Value[] = [],
): void {
  const written = new Map<number, Value>();
  const isThere = (v: Value) => expect(written.get(v.id)).toEqual(v);
  const applied = new Set<string>();
  for (const o of ops) {
    readBy(o).forEach(isThere);
    expect(written.has(o.out.id)).toBe(false);
    written.set(o.out.id, o.out);
    const stacks = readBy(o).map((v) => v.stack);
    switch (o.op) {
      case 'layer': {
        expect(applied.has(o.layer.name)).toBe(false);
        applied.add(o.layer.name);
        expect(o.from.reduce((sum, v) => sum + v.width, 0)).toBe(o.layer.inputs);
        expect(o.out.width).toBe(o.layer.outputs);
        expect(new Set([...stacks, o.out.stack]).size).toBe(1);
        if (isConvolutional(o.layer)) expect(o.from).toHaveLength(1);
        break;
      }
      case 'stack':
        expect(stacks.reduce((sum, s) => sum + s, 0)).toBe(o.out.stack);
        expect(o.from.length).toBeGreaterThan(1);
        for (const v of o.from) expect(v.width).toBe(o.out.width);
        break;
      case 'images':
        expect(o.out).toMatchObject({ stack: 1, width: imageSize(spec.data) });
        break;
      default:
        for (const v of readBy(o)) expect(v).toMatchObject({ stack: o.out.stack, width: o.out.width });
    }
  }
  losses.flatMap(readByLossOf).forEach(isThere);
  others.forEach(isThere);
  for (const loss of losses) {
    const values = readByLossOf(loss);
    for (const v of values) expect(v).toMatchObject({ width: values[0].width, stack: values[0].stack });
    if (loss.loss === 'adversarial') {
      expect(loss.logits.width).toBe(1);
      expect(loss.roles).toHaveLength(loss.logits.stack);
    } else if (loss.loss === 'feature') {
      expect(loss.of).not.toBe(loss.like);
      for (const n of [loss.of, loss.like]) expect(n < loss.features.stack).toBe(true);
    } else {
      expect(values[0].stack).toBe(1);
    }
  }
  // Every computed value is used.
  const used = new Set([...ops.flatMap(readBy), ...losses.flatMap(readByLossOf), ...others].map((v) => v.id));
  for (const o of ops) expect(used.has(o.out.id), `${o.op} ${o.out.id} is read`).toBe(true);
}

describe.each(cases)('compiled, $name', ({ spec }) => {
  const { terms, phases, encode, decode, evaluate } = compileModel(spec);

  it('is sound in every phase and pass', () => {
    for (const phase of phases) {
      sound(
        spec,
        phase,
        phase.discriminatorMeans.map((b) => b.logits),
      );
      for (const { of, logits } of phase.discriminatorMeans) {
        expect(of.length).toBeGreaterThan(0);
        for (const n of of) expect(n < logits.stack).toBe(true);
      }
    }
    if (encode)
      sound(spec, { ops: encode.ops, losses: [] }, [encode.mu, ...(encode.logVar ? [encode.logVar] : [])]);
    if (decode) sound(spec, { ops: decode.ops, losses: [] }, [decode.outputs]);
    if (evaluate) sound(spec, evaluate);
  });

  it('records each of its terms once, the total first if there is one', () => {
    const written = phases.flatMap(({ losses, discriminatorMeans }) => [
      ...losses.flatMap(({ term }) => (term ? [term] : [])),
      ...discriminatorMeans.map(({ term }) => term),
    ]);
    expect(termsOf(spec)).toEqual(terms);
    expect(new Set(terms).size).toBe(terms.length);
    expect(terms.indexOf('total')).toBeLessThanOrEqual(0);
    if (spec.family === 'pca') expect(phases).toEqual([]);
    else expect(written.sort()).toEqual(terms.filter((term) => term !== 'total').sort());
  });

  it('lets every layer learn, and only in its turn', () => {
    const learned = new Set<string>();
    for (const phase of phases) {
      const both = learningLayers(phase, 'both');
      const other = phase.turn === 'generator' ? 'discriminator' : 'generator';
      expect(learningLayers(phase, phase.turn)).toEqual(both);
      expect(learningLayers(phase, other)).toEqual([]);
      // Exactly the named learners learn.
      expect(new Set(both.map((l) => l.learner))).toEqual(new Set(phase.learners));
      expect(both.every((l) => (l.learner === 'discriminator') === (phase.turn === 'discriminator'))).toBe(
        true,
      );
      for (const { name } of both) learned.add(name);
      expect(new Set(phase.learners).size).toBe(phase.learners.length);
    }
    const all = layoutOf(spec).layers.map((l) => l.name);
    expect([...learned].sort()).toEqual(spec.family === 'pca' ? [] : all.sort());
  });

  it('has backward operations to every layer that learns: each gradient is complete before it is read, none goes to draws or data', () => {
    for (const { ops, back, learning } of phases) {
      const written = new Map<number, 'losses' | 'operations'>();
      const read = new Set<number>();
      const given = new Set(
        ops
          .filter((o) => ['images', 'labels', 'normal', 'corrupt', 'codes'].includes(o.op))
          .map((o) => o.out.id),
      );
      const check = (writes: readonly (GradientWrite | null)[], by: 'losses' | 'operations') => {
        for (const write of writes) {
          if (!write) continue;
          const { id } = write.value;
          expect(given.has(id)).toBe(false);
          expect(read.has(id), `${id} is read already`).toBe(false);
          expect(write.after).toBe(written.get(id) ?? 'nothing');
          written.set(id, by);
        }
      };
      for (const { loss, writes } of back.losses) {
        expect(loss.weight).not.toBe('none');
        check(writes, 'losses');
      }
      for (const { of, writes } of back.operations) {
        expect(written.has(of.out.id)).toBe(true);
        read.add(of.out.id);
        expect(writes).toHaveLength(inputsOf(of).length);
        check(writes, 'operations');
      }
      expect([...written.keys()].sort()).toEqual([...read].sort());
      const learned = back.operations.flatMap(({ of, learns }) =>
        learns && of.op === 'layer' ? [of.layer] : [],
      );
      expect(learned.map(({ name }) => name).sort()).toEqual(learning.map(({ name }) => name).sort());
    }
  });

  it('encodes, decodes and evaluates according to its family', () => {
    expect(encode !== null).toBe(hasEncoder(spec));
    expect(decode !== null).toBe(hasLatent(spec));
    expect(evaluate !== null).toBe(spec.family !== 'gan');
    if (encode) {
      expect(encode.mu.width).toBe(spec.latent);
      expect(encode.logVar !== null).toBe(isStochastic(spec));
    }
    if (decode) expect(decode.outputs.width).toBe(imageSize(spec.data));
    // Only training inputs are corrupted.
    const calm = [...(encode?.ops ?? []), ...(decode?.ops ?? []), ...(evaluate?.ops ?? [])];
    expect(calm.some((o) => o.op === 'corrupt')).toBe(false);
  });
});
