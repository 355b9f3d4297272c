import { expect, test } from 'vitest';
import { specWith } from '../../experiment/specOf';
import { wordsOf } from '../../i18n/words';
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

test('the code is written along the axes of the plane, with σ if there is one', () => {
  expect(plain(codeInWords(code, [0, 1], words))).toBe('z₁ 0.50 ± 1.00, z₂ −1.25 ± 0.25');
  expect(codeInWords(code, [0, 1], words).split(' ')).toHaveLength(2);
  expect(plain(codeInWords({ ...code, logVar: null }, [2, 1], words))).toBe('z₃ 3.00, z₂ −1.25');
  expect(plain(codeInWords({ ...code, mu: new Float32Array([2]), logVar: null }, [0, 0], words))).toBe(
    'z₁ 2.00',
  );
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
