import { expect, test } from 'vitest';
import { PRINCIPAL } from '../../experiment/sliceChoice';
import { specWith } from '../../experiment/specOf';
import { wordsOf } from '../../i18n/words';
import { axisDirections } from '../../latent/slice';
import { initialState, type ShownSlice } from '../../state/store';
import { codeInWords, errorOf } from './sentences';
import { words as ofUse } from './words';

const words = wordsOf('en', ofUse);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const image = new Uint8Array(784);
const code = {
  image,
  label: 0,
  mu: new Float32Array([0.5, -1.25, 3]),
  logVar: new Float32Array([0, 2 * Math.log(0.25), 0]),
};

const axes = (a: number, b: number, latent = a === b ? 1 : 3): ShownSlice => ({
  ...initialState().slice,
  shown: { by: 'axes', axes: [a, b] },
  ...axisDirections(latent, a, b),
});

test('the code is written along the axes of the plane, with σ if there is one', () => {
  expect(plain(codeInWords(code, axes(0, 1), words))).toBe('z₁ 0.50 ± 1.00, z₂ −1.25 ± 0.25');
  expect(codeInWords(code, axes(0, 1), words).split(' ')).toHaveLength(2);
  expect(plain(codeInWords({ ...code, logVar: null }, axes(2, 1), words))).toBe('z₃ 3.00, z₂ −1.25');
  expect(plain(codeInWords({ ...code, mu: new Float32Array([2]), logVar: null }, axes(0, 0), words))).toBe(
    'z₁ 2.00',
  );
});

test('in other directions, with the σ of the code along them', () => {
  const slice: ShownSlice = {
    ...axes(0, 1),
    shown: PRINCIPAL,
    u: [0.6, 0.8, 0],
    v: [0, 0, 1],
  };
  // √(0.36 · 1 + 0.64 · 0.0625) = 0.632
  expect(plain(codeInWords(code, slice, words))).toBe('PC 1 −0.70 ± 0.63, PC 2 3.00 ± 1.00');
});

test('the error is that of the likelihood, and the KL that of the whole code', () => {
  const half = new Float32Array(784).fill(0.5);
  // 784 Bernoulli pixels of probability ½, shown as paper: log 2 each.
  const nats = (784 * Math.LN2).toFixed(1);
  const points = { ...code, logVar: null };
  expect(errorOf(specWith({ model: 'ae', likelihood: 'bernoulli' }), points, half, words)).toBe(
    `error ${nats} nats`,
  );
  // ½ · ¼ each.
  expect(errorOf(specWith({ model: 'ae', likelihood: 'gaussian' }), points, half, words)).toBe(
    'error 98.0 nats',
  );
  // ½ Σ (σ² + μ² − 1 − log σ²), by coordinate: 0.125, ½ (0.0625 + 1.5625 − 1 + 2.7726), 4.5.
  const kl = 0.125 + 0.5 * (0.0625 + 1.5625 - 1 + 2.772589) + 4.5;
  expect(errorOf(specWith({ model: 'vae' }), code, half, words)).toBe(
    `error ${nats} nats, KL ${kl.toFixed(1)} nats`,
  );
});
