import { expect, test } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { COUNTED, createSampler, SHOWN } from './sampler';

test('the sheet shows the first of the counted samples', () => {
  const draw = createSampler(specWith({ model: 'vae', latent: 3 }), 'prior', 5, 0);
  const counted = draw(COUNTED, null)!;
  expect(counted.z).toHaveLength(300 * 3);
  expect(counted.labels).toBeNull();
  expect(draw(SHOWN, null)!.z).toEqual(counted.z.slice(0, 30 * 3));
});

test('a conditional model decodes each code with every label', () => {
  const draw = createSampler(specWith({ model: 'gan', condition: 'label', latent: 2 }), 'prior', 5, 0);
  const { z, labels } = draw(COUNTED, null)!;
  expect(z).toHaveLength(300 * 2);
  const codes = new Set<string>();
  for (let i = 0; i < 300; i++) {
    expect(labels?.[i]).toBe(i % 10);
    codes.add(`${z[2 * i]} ${z[2 * i + 1]}`);
    expect(z[2 * i]).toBe(z[2 * (i - (i % 10))]);
  }
  expect(codes.size).toBe(30);
});

test('another round draws others; missing codes give no samples', () => {
  const spec = specWith({ model: 'ae', latent: 2 });
  const codes = { mu: Float32Array.from({ length: 200 }, (_, i) => i % 7), logVar: null };
  const of = (round: number) => createSampler(spec, 'posterior', 5, round)(SHOWN, codes)!.z;
  expect(of(0)).toEqual(of(0));
  expect(of(0)).not.toEqual(of(1));
  expect(createSampler(spec, 'posterior', 5, 0)(SHOWN, null)).toBeNull();
});
