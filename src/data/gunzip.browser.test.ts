/**
 * The behaviour of gunzip on Chromium's own DecompressionStream, which buffers and fails differently from
 * Node's.
 */
import { expect, test } from 'vitest';
import { gunzip } from './gunzip';

const MIB = 2 ** 20;

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

test('gives the same bytes packed or not', async () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 3);
  for (const body of [bytes, await packed(bytes)]) {
    const out = await gunzip(new Blob([body]).stream(), { file: 'a', limit: bytes.length });
    expect(out.length).toBe(bytes.length);
    expect(out.every((value, i) => value === bytes[i])).toBe(true);
  }
});

test('a decompression bomb is cut off near the limit', async () => {
  const bomb = await packed(new Uint8Array(64 * MIB));
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(bomb.subarray(taken, taken + 1024));
        taken += 1024;
      },
    },
    { highWaterMark: 0 },
  );
  await expect(gunzip(stream, { file: 'a', limit: MIB })).rejects.toThrow('data.tooLarge');
  expect(taken).toBeLessThan(bomb.length / 4);
});

test('broken or truncated gzip is idx.gzip, and an error of the stream is passed on', async () => {
  const body = await packed(Uint8Array.from({ length: 5000 }, (_, i) => i * 7));
  const broken = body.slice();
  broken[body.length - 6] ^= 1;
  for (const bad of [body.slice(0, -9), body.slice(0, 30), broken])
    await expect(gunzip(bad, { file: 'a', limit: 5000 })).rejects.toThrow('idx.gzip');

  const lost = new TypeError('connection lost');
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(body.slice(0, 30)),
    pull: (controller) => controller.error(lost),
  });
  await expect(gunzip(stream, { file: 'a', limit: 5000 })).rejects.toBe(lost);
});

test('two concatenated members are one file, whatever the browser does at the second', async () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i * 7);
  const first = await packed(bytes.slice(0, 3000));
  const second = await packed(bytes.slice(3000));
  const both = new Uint8Array([...first, ...second]);
  const out = await gunzip(both, { file: 'a', limit: 5000 });
  expect([...out]).toEqual([...bytes]);
});
