/** Earlier steps of a pretrained model: written and read again, and refused where the file is of something else. */
import { describe, expect, it } from 'vitest';
import { specWith } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { initialParameters } from '../model/init';
import { readSteps, writeSteps } from './pretrainedSteps';
import { readSafeTensors, writeSafeTensors } from './safetensors';

const spec = specWith({ encoder: [4], decoder: [6, 5] });
const { decoderStart } = layoutOf(spec);
const decoderOf = (seed: number) => Float32Array.from(initialParameters(spec, seed).subarray(decoderStart));
const steps = [
  { step: 1, decoder: decoderOf(1), codes: Float32Array.of(1, 2, 3, 4) },
  { step: 30, decoder: decoderOf(2), codes: Float32Array.of(5, 6, 7, 8) },
];
const file = writeSteps(spec, steps);
const changed = (change: (file: ReturnType<typeof readSafeTensors>) => void) => {
  const contents = readSafeTensors(file);
  change(contents);
  return writeSafeTensors(contents);
};
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { problem?: { code: string } }).problem?.code;
  }
  return 'nothing';
};

describe('earlier steps', () => {
  it('are what was written: codes exactly, weights to 1/254 of the largest one of an output', () => {
    const read = readSteps(spec, file);
    expect(read.map(({ step }) => step)).toEqual([1, 30]);
    read.forEach(({ decoder, codes }, i) => {
      expect(codes).toEqual(steps[i].codes);
      expect(decoder.length).toBe(steps[i].decoder.length);
      const largest = steps[i].decoder.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const gap = decoder.reduce(
        (most, value, k) => Math.max(most, Math.abs(value - steps[i].decoder[k])),
        0,
      );
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThanOrEqual(largest / 254 + 1e-7);
    });
    expect(read[0].decoder).not.toEqual(read[1].decoder);
  });

  it('of a model without codes, or without a decoder, are empty there', () => {
    for (const other of [
      specWith({ model: 'gan', decoder: [6] }),
      specWith({ model: 'made', encoder: [6] }),
    ]) {
      const { size, decoderStart: start } = layoutOf(other);
      const decoder = Float32Array.from({ length: size - start }, (_, i) => Math.sin(i));
      const [read] = readSteps(other, writeSteps(other, [{ step: 7, decoder, codes: new Float32Array() }]));
      expect([read.step, read.decoder.length, read.codes.length]).toEqual([7, size - start, 0]);
    }
  });

  it('of another model, or damaged, are refused', () => {
    expect(codeOf(() => readSteps(specWith({ encoder: [4], decoder: [7, 5] }), file))).toBe(
      'checkpoint.shape',
    );
    expect(codeOf(() => readSteps(specWith({ encoder: [4], decoder: [6, 5, 3] }), file))).toBe(
      'checkpoint.missing',
    );
    expect(codeOf(() => readSteps(spec, file.subarray(0, 1000)))).toBe('checkpoint.truncated');
    expect(
      codeOf(() =>
        readSteps(
          spec,
          changed(({ metadata }) => void Object.assign(metadata, { steps: '30,1' })),
        ),
      ),
    ).toBe('checkpoint.settings');
    expect(
      codeOf(() =>
        readSteps(
          spec,
          changed(({ metadata }) => void delete metadata.steps),
        ),
      ),
    ).toBe('checkpoint.settings');
    expect(
      codeOf(() =>
        readSteps(
          spec,
          changed(({ tensors }) => void tensors.delete('30/codes')),
        ),
      ),
    ).toBe('checkpoint.missing');
  });
});
