import { expect, test } from 'vitest';
import { specWith } from '../../experiment/specOf';
import type { Reading } from './measuring';
import { verdictOf } from './verdict';

const measured = (knn: number) => ({ knn, probe: 0, nmi: 0, purity: 0 });
const reading = (code: number | null, pca: number | null): Reading => ({
  count: 2000,
  width: 2,
  step: 1,
  code: code === null ? null : measured(code),
  pca: pca === null ? null : measured(pca),
  pixels: null,
  nothing: measured(0.1),
});
const vae = specWith({ model: 'vae' });

test('compares the code with PCA of its size, up to chance', () => {
  expect(verdictOf(vae, reading(0.76, 0.41), false)).toBe('ahead');
  expect(verdictOf(vae, reading(0.42, 0.41), false)).toBe('level');
  expect(verdictOf(vae, reading(0.3, 0.41), false)).toBe('behind');
});

test('waits while something is missing, but reports a run that has diverged', () => {
  expect(verdictOf(vae, reading(null, 0.4), false)).toBe('waiting');
  expect(verdictOf(vae, reading(0.4, null), false)).toBe('waiting');
  expect(verdictOf(vae, reading(null, 0.4), true)).toBe('lost');
});

test('has sentences of their own for models where the comparison means something else', () => {
  expect(verdictOf(specWith({ model: 'pca' }), reading(0.4, 0.41), false)).toBe('pca');
  expect(verdictOf(specWith({ model: 'vae', condition: 'label' }), reading(0.3, 0.4), false)).toBe(
    'conditional',
  );
});
