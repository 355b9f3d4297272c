import { describe, expect, it } from 'vitest';
import { specWith } from '../../experiment/specOf';
import type { ModelSpec, Turn } from '../../model/spec';
import {
  CONVOLUTION_CASES,
  CONVOLUTION_FAMILY_CASES,
  FAMILY_CASES,
  NORMALISATION_CASES,
  SETTING_CASES,
  SHAPE_CASES,
  UPSAMPLING_CASES,
} from '../conformance/table';
import { VARIANTS } from './chooseVariant';
import type { Dispatch } from './dispatch';
import { planOf, readingDispatches, trainingStep } from './plan';
import { PRODUCT } from './product';
import { VAE } from './testing';

const DEFAULT: ModelSpec = { ...VAE, encoder: [512, 256], decoder: [256, 512], latent: 2 };
const SPECS: ModelSpec[] = [
  DEFAULT,
  { ...DEFAULT, encoder: [64], decoder: [64] },
  { ...VAE, family: 'ae', encoder: [], decoder: [] },
  { ...VAE, encoder: [], decoder: [], condition: 'label' },
  { ...VAE, encoder: [9, 8, 7, 6, 5, 4, 3, 2, 1], decoder: [1, 2, 3, 4, 5, 6, 7] },
  ...[
    ...[...SETTING_CASES, ...FAMILY_CASES, ...CONVOLUTION_CASES, ...CONVOLUTION_FAMILY_CASES],
    ...[...UPSAMPLING_CASES, ...SHAPE_CASES, ...NORMALISATION_CASES],
  ].map(({ spec }) => spec),
];

describe.each(VARIANTS)('a plan, $kind', (variant) => {
  it('of the default model has 14 dispatches a step, and two more per submit', () => {
    expect(trainingStep(planOf(DEFAULT, 128, 60_000, variant))).toHaveLength(14);
  });

  it('of a convolutional VAE has at most 18', () => {
    const spec = specWith({ model: 'vae', architecture: 'conv', encoder: [16, 32], decoder: [32, 16] });
    expect(trainingStep(planOf(spec, 128, 60_000, variant)).length).toBeLessThanOrEqual(18);
  });

  it('updates all normalisations at once: eight of them take 17 dispatches', () => {
    const deep = { encoder: [16, 24, 32, 48], decoder: [48, 32, 24, 16] };
    const spec = specWith({ model: 'vae', architecture: 'conv', normalisation: 'group', ...deep });
    const names = trainingStep(planOf(spec, 128, 60_000, variant)).map(({ kernel }) => kernel.name);
    expect(names).toHaveLength(43);
    expect(names.filter((name) => name.includes('normalisation'))).toHaveLength(8 + 8 + 1);
  });

  it('has as many where pixels are repeated, and for images in colour', () => {
    const spec = specWith({ model: 'vae', architecture: 'conv', encoder: [16, 32], decoder: [32, 16] });
    const { length } = trainingStep(planOf(spec, 128, 60_000, variant));
    const patches: Partial<ModelSpec>[] = [
      { upsampling: 'nearest' },
      { data: { ...spec.data, channels: 3 } },
      { upsampling: 'nearest', data: { ...spec.data, channels: 3 } },
    ];
    for (const patch of patches)
      expect(trainingStep(planOf({ ...spec, ...patch }, 128, 100, variant))).toHaveLength(length);
  });

  it('has no more with labels, and one more where means are computed', () => {
    const step = (patch: Partial<ModelSpec>, free = false) =>
      trainingStep(planOf({ ...DEFAULT, ...patch }, 128, 100, variant), 'both', free).length;
    expect(step({ condition: 'label' })).toBe(14);
    // One more before the first layer; and as no layer reads bytes any more, one update fewer.
    expect(step({ corruption: 'masking' })).toBe(14);
    expect(step({}, true)).toBe(15);
    expect(step({ family: 'ae', penalty: 'l1' })).toBe(14);
    expect(step({ family: 'ae', penalty: 'sparsity' })).toBe(15);
  });

  it.each(SPECS)('never reads and writes a buffer in one dispatch', (spec) => {
    const plan = planOf(spec, 5, 40, variant);
    for (const { kernel, buffers } of [...trainingStep(plan, 'both', true), ...readingDispatches(plan)]) {
      const used = (access: string) =>
        kernel.bindings.filter((b) => b.access === access).map((b) => buffers[b.name]);
      const [read, written] = [used('read'), used('read_write')];
      expect(new Set(written).size).toBe(written.length);
      for (const name of read) expect(written).not.toContain(name);
      expect([...read, ...written]).not.toContain(undefined);
      // The limit that WebGPU guarantees.
      expect(written.length + read.length).toBeLessThanOrEqual(8);
    }
  });

  it.each(SPECS)(
    'updates every stage of the learners once a phase, and writes weights nowhere else',
    (spec) => {
      const plan = planOf(spec, 5, 40, variant);
      for (const { phase, forward, backward, update } of plan.phases) {
        const writes = ({ kernel }: Dispatch) =>
          kernel.bindings.find((b) => b.name === 'weights')?.access === 'read_write';
        // A product's c is the offset of the weights; padding of a list has no rows.
        const [c, rows] = [PRODUCT.offsetOf('c'), PRODUCT.offsetOf('rows')];
        const updated = update
          .filter(writes)
          .flatMap(({ words }) => words.filter((_, i) => i % PRODUCT.words === c && words[i - c + rows] > 0));
        const learning = plan.stages.list.filter(({ learner }) => phase.learners.includes(learner));
        // The bias of a convolution that enlarges is a product of its own, after the filter.
        const wanted = learning.flatMap(({ layer, weights, inputs, stride }) =>
          layer.kind === 'transposedConvolution' || layer.kind === 'upsampledConvolution'
            ? [weights, weights + inputs * stride]
            : [weights],
        );
        expect(updated.sort((a, b) => a - b)).toEqual(wanted);
        expect([...forward, ...backward].filter(writes)).toEqual([]);
      }
    },
  );

  it('updates only the network whose turn it is', () => {
    const plan = planOf(specWith({ model: 'vaegan' }), 5, 40, variant);
    const updates = (turn: Turn) =>
      trainingStep(plan, turn).filter(({ kernel }) => kernel.name.startsWith('update')).length;
    expect(updates('discriminator')).toBeGreaterThan(0);
    expect(updates('generator')).toBeGreaterThan(0);
    expect(updates('discriminator') + updates('generator')).toBe(updates('both'));
  });

  it('places the parameters of each dispatch where its binding points', () => {
    const plan = planOf(DEFAULT, 128, 100, variant);
    for (const { words, wordsAt } of trainingStep(plan)) {
      expect(wordsAt % 256).toBe(0);
      expect(words.length % PRODUCT.words).toBe(0);
      expect([...plan.products.subarray(wordsAt / 4, wordsAt / 4 + words.length)]).toEqual(words);
    }
  });

  it('covers every row and column with its tiles', () => {
    const plan = planOf({ ...VAE, encoder: [100], decoder: [] }, 33, 100, variant);
    const cells = variant.kind === 'tiled' ? 64 : variant.rows * variant.columns * variant.workgroup;
    const [first, , output] = plan.phases[0].forward;
    for (const [dispatch, columns4] of [
      [first, 25],
      [output, 196],
    ] as const) {
      for (const rows of [1, 5, 33, 512]) {
        expect(dispatch.groups(rows) * cells).toBeGreaterThanOrEqual(Math.ceil(rows / 4) * columns4);
      }
    }
  });
});
