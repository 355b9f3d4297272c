/** Models of other tools are known by their content. */
import { expect, test } from 'vitest';
import { foreignModel } from './models';
import { imagesIdx, npyOf, zipOf } from './testing';

const text = (value: string) => Uint8Array.from(value, (c) => c.charCodeAt(0));
const formatOf = (bytes: Uint8Array) => foreignModel(bytes)?.format ?? null;

test('.pt, .h5, .keras and .onnx are recognised, and data are not taken for models', () => {
  expect(formatOf(zipOf([['archive/data.pkl', new Uint8Array(9)]], false))).toBe('PyTorch');
  expect(formatOf(text('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02'))).toBe('PyTorch');
  expect(formatOf(text(`\x89HDF\r\n\x1a\n${'\0'.repeat(90)}model_weights`))).toBe('Keras');
  expect(formatOf(zipOf([['metadata.json', text('{"keras_version": "3.5.0"}')]], false))).toBe('Keras');
  expect(formatOf(text('\x08\x08\x12\x07pytorch\x1a\x052.4.1'))).toBe('ONNX');
  for (const data of [
    zipOf([['x_train.npy', npyOf('|u1', [1, 8, 8], new Uint8Array(64))]]),
    zipOf([['signs/1/0.png', new Uint8Array(9)]], false),
    imagesIdx(),
    text(`\x89HDF\r\n\x1a\n${'\0'.repeat(90)}images`),
    new Uint8Array(0),
  ])
    expect(formatOf(data)).toBeNull();
});

test('the line of Python fits into a notice', () => {
  const found = [zipOf([['archive/data.pkl', new Uint8Array(9)]], false), text('\x08\x08\x12\x07pytorch')];
  for (const bytes of found) expect(foreignModel(bytes)?.python.length).toBeLessThanOrEqual(200);
});
