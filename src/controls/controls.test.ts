import { describe, expect, test } from 'vitest';
import { isValid } from '../experiment/restore';
import { type NumberRow, rowOf, type WidthsRow } from '../experiment/schema';
import { wordsOf } from '../i18n/words';
import { formatProgress, stopsWith } from './format';
import { valueText } from './settingWords';
import { plainNumber } from './typed';
import { addLayer, parseWidth, removeLayer, replaceWidth } from './widths';

const en = wordsOf('en');

function numberRow(key: Parameters<typeof rowOf>[0]): NumberRow {
  const row = rowOf(key);
  if (row.kind !== 'number') throw new Error(`${key} is no number`);
  return row;
}
function widthsRow(key: Parameters<typeof rowOf>[0]): WidthsRow {
  const row = rowOf(key);
  if (row.kind !== 'widths') throw new Error(`${key} are no widths`);
  return row;
}

describe('format', () => {
  test('a number has its unit, or a word in its place', () => {
    expect(valueText(numberRow('batch'), 1024, en)).toBe('1,024 images');
    expect(valueText(numberRow('speed'), 0, en)).toBe('full');
    expect(valueText(numberRow('speed'), 30, wordsOf('zh-CN'))).toBe('30 步/秒');
    expect(valueText(numberRow('speed'), 1, en)).toBe('1 step/s');
    expect(valueText(numberRow('stopAfter'), 0, en)).toBe('never');
  });

  test('a value from a link is sorted into the stops', () => {
    expect(stopsWith(numberRow('learningRate'), 2e-3)).toEqual([
      1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 2e-3, 3e-3, 1e-2, 3e-2, 0.1, 1, 10,
    ]);
    expect(stopsWith(numberRow('beta'), 1)).toEqual(numberRow('beta').stops);
    // Full speed is written as 0 but is the highest: a value above all other stops goes before it.
    expect(stopsWith(numberRow('speed'), 500)).toEqual([1, 2, 5, 10, 30, 100, 500, 0]);
    expect(stopsWith(numberRow('batch'), 3).slice(0, 4)).toEqual([1, 2, 3, 4]);
  });

  test('progress in bytes', () => {
    expect(formatProgress(0, 28_881, en.number)).toBe('0.0 / 28.9 kB');
    expect(formatProgress(9_912_422, 11_594_722, en.number)).toBe('9.9 / 11.6 MB');
  });
});

describe('widths', () => {
  const encoder = widthsRow('encoder');
  const decoder = widthsRow('decoder');

  test.each(['', ' ', '0', '-3', '2049', '12.5', '1e3', 'many', '9999999'])('%j is rejected', (typed) => {
    expect(parseWidth(encoder, typed)).toBeNull();
  });
  test.each([
    ['1', 1],
    [' 64 ', 64],
    ['2048', 2048],
  ])('%j is %d', (typed, width) => {
    expect(parseWidth(encoder, typed)).toBe(width);
  });

  test('layers are added and removed next to the latent', () => {
    expect(addLayer(encoder, [512, 256])).toEqual([512, 256, 128]);
    expect(addLayer(decoder, [256, 512])).toEqual([128, 256, 512]);
    expect(removeLayer(encoder, [512, 256])).toEqual([512]);
    expect(removeLayer(decoder, [256, 512])).toEqual([512]);
    expect(addLayer(encoder, [])).toEqual([512]);
    expect(removeLayer(encoder, [])).toEqual([]);
  });

  test('convolutions too, at least one and at most three', () => {
    expect(addLayer(encoder, [16, 32], 'convolutions')).toEqual([16, 32, 64]);
    expect(addLayer(decoder, [32, 16], 'convolutions')).toEqual([64, 32, 16]);
    expect(addLayer(encoder, [16, 32, 64], 'convolutions')).toEqual([16, 32, 64]);
    expect(addLayer(encoder, [2048], 'convolutions')).toEqual([2048, 2048]);
    expect(removeLayer(decoder, [32, 16], 'convolutions')).toEqual([16]);
    expect(removeLayer(encoder, [16], 'convolutions')).toEqual([16]);
    expect(addLayer(encoder, [], 'convolutions')).toEqual([16]);
  });

  test('adding layers keeps the list valid, up to the maximum', () => {
    for (const row of [encoder, decoder]) {
      let widths: number[] = [3];
      for (let i = 0; i < row.maxLayers + 2; i++) {
        widths = addLayer(row, widths);
        expect(isValid(row, widths)).toBe(true);
      }
      expect(widths).toHaveLength(row.maxLayers);
    }
  });

  test('replacing a width does not change the original list', () => {
    const widths = [512, 256];
    expect(replaceWidth(widths, 1, 64)).toEqual([512, 64]);
    expect(widths).toEqual([512, 256]);
  });
});

test('digits of East Asian input methods are accepted', () => {
  expect(plainNumber('１２３')).toBe('123');
  expect(plainNumber(' １０　')).toBe('10');
  expect(plainNumber('０．５')).toBe('0.5');
  expect(plainNumber('０。５')).toBe('0.5');
  expect(plainNumber('－２')).toBe('-2');
  expect(plainNumber('−2')).toBe('-2');
  expect(plainNumber('2x')).toBe('2x');
});
