import { expect, test } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { COUNTED, createSampler, sheetOf, shownOf } from './sampler';

test('the sheet shows the first of the counted samples', () => {
  const draw = createSampler(specWith({ model: 'vae', latent: 3 }), 'prior', 5, 0);
  const counted = draw(COUNTED, null)!;
  expect(counted.z).toHaveLength(300 * 3);
  expect(counted.labels).toBeNull();
  expect(draw(30, null)!.z).toEqual(counted.z.slice(0, 30 * 3));
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
  const of = (round: number) => createSampler(spec, 'posterior', 5, round)(30, codes)!.z;
  expect(of(0)).toEqual(of(0));
  expect(of(0)).not.toEqual(of(1));
  expect(createSampler(spec, 'posterior', 5, 0)(30, null)).toBeNull();
});

test.each([
  [47, { columns: 10, rows: 5 }, 47, 282],
  [10, { columns: 10, rows: 3 }, 30, 300],
  [2, { columns: 2, rows: 3 }, 6, 300],
])('of %i classes, a conditional model shows whole codes', (classCount, sheet, shown, counted) => {
  const spec = specWith({ model: 'vae', condition: 'label', dataset: 'own', classCount, latent: 2 });
  expect(sheetOf(spec)).toEqual(sheet);
  expect(shownOf(spec)).toBe(shown);
  const draw = createSampler(spec, 'prior', 5, 0);
  const { labels, z } = draw(shown, null)!;
  expect(labels).toHaveLength(shown);
  expect([...labels!.subarray(0, classCount)]).toEqual([...Array(classCount).keys()]);
  expect(z).toHaveLength(2 * shown);
  expect(draw(COUNTED, null)!.labels).toHaveLength(counted);
});
