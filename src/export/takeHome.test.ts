/** The notebook, the tables and the page of a model. */
import { expect, test } from 'vitest';
import { configOf } from '../experiment/members';
import { presets } from '../experiment/presets';
import { specOf } from '../experiment/specOf';
import { compileModel } from '../model/compile';
import { referenceDecode } from '../model/reference';
import { randomParameters } from '../model/testing';
import { codeFor } from './code';
import { subjectOf } from './code/testing';
import { codesCsv, lossesCsv } from './csv';
import { notebookOf } from './notebook';

import { htmlOf } from './page/html';
import viewer from './page/viewer.js?raw';

const preset = (id: string) => {
  const found = presets.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return configOf(found);
};

test('a notebook holds the whole program, in cells that can be run one after another', () => {
  const { text } = codeFor('pytorch', subjectOf('vae', preset('vae')));
  const { cells, nbformat } = JSON.parse(notebookOf(text));
  expect(nbformat).toBe(4);
  expect(cells[0].cell_type).toBe('markdown');
  expect(cells[0].source.join('')).toMatch(/^# vae, as Latent Playground/);
  const code = cells.slice(1).map((cell: { source: string[] }) => cell.source.join(''));
  expect(code.length).toBeGreaterThan(8);
  expect(code.at(-1)).toBe('main()');
  const words = (all: string) => all.replace(/\s+/g, ' ');
  const program = text
    .slice(text.indexOf('"""\n', 3) + 4)
    .replace('if __name__ == "__main__":\n    main()', 'main()');
  expect(words(code.join('\n'))).toBe(words(program).trim());
});

test('losses are read back from their table exactly, with the test losses at their steps', () => {
  const steps = [
    { step: 1, total: 543.2100219726562, kl: Math.fround(0.1) },
    { step: 2, total: 1 / 3, kl: Number.NaN },
  ];
  const [header, ...rows] = lossesCsv(steps, [{ step: 2, total: 2e-9 }])
    .trim()
    .split('\r\n');
  expect(header).toBe('step,total,kl,test_total');
  const read = rows.map((row) => row.split(',').map((field) => (field === '' ? null : Number(field))));
  expect(read).toEqual([
    [1, 543.2100219726562, Math.fround(0.1), null],
    [2, 1 / 3, null, 2e-9],
  ]);
});

test('codes are read back from their table exactly', () => {
  const mu = Float32Array.of(0.1, -2, 3e-8, 4);
  const csv = codesCsv({
    step: 7,
    count: 2,
    latent: 2,
    mu,
    logVar: mu.map((x) => x / 3),
    labels: Uint8Array.of(5, 9),
  });
  const [header, ...rows] = csv.trim().split('\r\n');
  expect(header).toBe('step,image,label,mu_1,mu_2,log_var_1,log_var_2');
  expect(rows.map((row) => row.split(',').map(Number))).toEqual([
    [7, 0, 5, mu[0], mu[1], ...mu.map((x) => x / 3).slice(0, 2)],
    [7, 1, 9, mu[2], mu[3], ...mu.map((x) => x / 3).slice(2)],
  ]);
});

test.each([
  ...['vae', 'cvae', 'conv-vae', 'pca', 'gan'].map((id) => [id, specOf(preset(id))] as const),
  ['conv-vae, normalised', specOf({ ...preset('conv-vae'), normalisation: 'group' })] as const,
  ['vae, normalised', specOf({ ...preset('vae'), normalisation: 'group' })] as const,
  ['conv-vae, repeated pixels', specOf({ ...preset('conv-vae'), upsampling: 'nearest' })] as const,
])('the page of %s decodes like the reference', (_, spec) => {
  const { layout } = compileModel(spec);
  const parameters = randomParameters(spec, 0.2);
  const html = htmlOf({
    spec,
    layout,
    decoder: Float32Array.from(parameters.subarray(layout.decoderStart)),
    slice: { origin: [0, 0], u: [1, 0], v: [0, 1] },
    centre: [0, 0],
    extent: 3,
    places: Float32Array.of(1, 2),
    classes: Uint8Array.of(4),
    labelled: true,
    colours: [],
    words: {
      locale: 'en',
      title: 'A </script> & B',
      caption: '',
      link: '',
      hint: '',
      plane: '',
      digit: '',
      label: '',
    },
  });
  expect(html).toContain('A &#60;/script&#62; &#38; B');
  const [, json] = /id="model">(.*?)<\/script>/s.exec(html) ?? [];
  const model = JSON.parse(json);
  const bytes = Uint8Array.from(atob(model.weights), (letter) => letter.charCodeAt(0));
  const decode = new Function(`${viewer.slice(0, viewer.indexOf('const model ='))}; return decode;`)();
  const z = Array.from({ length: spec.latent }, (_, i) => Math.sin(3 * i + 1));
  const pixels: number[] = [...decode(model, new Float32Array(bytes.buffer), z, 7)];
  const expected = referenceDecode(spec, parameters, Float64Array.from(z), Uint8Array.of(7));
  expect(pixels.length).toBe(784);
  const largest = Math.max(...pixels.map((pixel, i) => Math.abs(pixel - expected[i])));
  expect(largest).toBeLessThan(1e-4);
  expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.01);
});
