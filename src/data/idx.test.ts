import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idxBytes, idxKind, MAX_IDX_BYTES, parseImages, parseLabels } from './idx';
import { codeOf, imagesFile, labelsFile, pixelsOf, same } from './testing';

const images = (bytes: Uint8Array) => codeOf(() => parseImages(bytes, 'a'));
const labels = (bytes: Uint8Array) => codeOf(() => parseLabels(bytes, 'a'));

function header(...words: number[]): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  words.forEach((word, i) => {
    new DataView(bytes.buffer).setUint32(4 * i, word);
  });
  return bytes;
}

describe('IDX', () => {
  test('reads images and labels back byte for byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(255), (count, salt) => {
        const file = imagesFile(count, { salt });
        expect(file.length).toBe(idxBytes('images', count));
        const pictures = parseImages(file, 'a');
        expect(pictures.count).toBe(count);
        expect(same(pictures.images, pixelsOf(file, 0, count))).toBe(true);
        const tags = labelsFile(count);
        expect(tags.length).toBe(idxBytes('labels', count));
        expect(parseLabels(tags, 'a')).toEqual({ labels: tags.slice(8), count });
      }),
    );
  });

  test('has a problem for each possible defect', async () => {
    const whole = imagesFile(2);
    expect(await images(new Uint8Array(0))).toBe('idx.empty');
    expect(await images(whole.subarray(0, 3))).toBe('idx.short');
    expect(await images(whole.subarray(0, 15))).toBe('idx.short');
    expect(await images(whole.subarray(0, -1))).toBe('idx.truncated');
    expect(await images(new Uint8Array([...whole, 0]))).toBe('idx.trailing');
    expect(await images(labelsFile(9))).toBe('idx.magic');
    expect(await images(new TextEncoder().encode('<!doctype html><html></html>'))).toBe('idx.webPage');
    expect(await images(imagesFile(1, { rows: 32, columns: 32 }))).toBe('idx.shape');
    expect(await images(imagesFile(0))).toBe('idx.empty');
    expect(await images(header(0x803, 0xffffffff, 28, 28))).toBe('idx.tooLarge');
    expect(await labels(whole)).toBe('idx.magic');
    expect(await labels(header(0x801, 5))).toBe('idx.truncated');
    expect(await labels(header(0x801, 0))).toBe('idx.empty');
    expect(await labels(header(0x801, MAX_IDX_BYTES))).toBe('idx.tooLarge');
    expect(await labels(new Uint8Array([...labelsFile(3), 1]))).toBe('idx.trailing');
  });

  test('refuses a label above 9 and names it', () => {
    const file = labelsFile(4);
    file[10] = 10;
    expect(() => parseLabels(file, 'tags')).toThrow('idx.labelRange {"file":"tags","value":10,"most":9}');
  });

  test('gives the number of bytes expected', () => {
    expect(() => parseImages(imagesFile(2).subarray(0, 800), 'a')).toThrow(
      'idx.truncated {"file":"a","expected":1584,"actual":800}',
    );
  });

  test('throws only ProblemError, whatever the bytes', async () => {
    const magic = fc.constantFrom([], [0, 0, 8, 3], [0, 0, 8, 1], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28]);
    await fc.assert(
      fc.asyncProperty(magic, fc.uint8Array({ maxLength: 900 }), async (head, tail) => {
        const bytes = new Uint8Array([...head, ...tail]);
        const [a, b] = [await images(bytes), await labels(bytes)];
        if (a === 'none') expect(idxKind(bytes)).toBe('images');
        if (b === 'none') expect(idxKind(bytes)).toBe('labels');
      }),
    );
  });

  test('recognises a web page by its start', async () => {
    for (const text of [
      '<!DOCTYPE html><title>404</title>',
      '\n <html><body>x</body>',
      '<?xml version="1.0"?>',
    ])
      expect(await images(new TextEncoder().encode(text))).toBe('idx.webPage');
    expect(await images(new TextEncoder().encode('less < more, and more text'))).toBe('idx.magic');
  });
});
