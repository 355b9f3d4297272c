import { constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { gunzip } from './gunzip';
import { codeOf, same } from './testing';

const MIB = 2 ** 20;

/** A stream of `bytes` in chunks of `size` that counts the chunks read. */
function streamOf(bytes: Uint8Array, size: number) {
  const state = { taken: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.taken >= bytes.length) return controller.close();
        controller.enqueue(bytes.subarray(state.taken, state.taken + size));
        state.taken += size;
      },
      cancel() {
        state.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, state };
}

afterEach(() => vi.unstubAllGlobals());

describe('gunzip', () => {
  test('gives the same bytes packed or not, whole or in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3000 }).filter((b) => b[0] !== 0x1f || b[1] !== 0x8b),
        fc.integer({ min: 1, max: 700 }),
        fc.boolean(),
        async (bytes, size, packed) => {
          const body = packed ? new Uint8Array(gzipSync(bytes)) : bytes;
          const options = { file: 'a', limit: 3000 };
          expect([...(await gunzip(body, options))]).toEqual([...bytes]);
          expect([...(await gunzip(streamOf(body, size).stream, options))]).toEqual([...bytes]);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('a decompression bomb is cut off near the limit, long before its end', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(64 * MIB)));
    expect(bomb.length).toBeLessThan(70_000);
    // Four members, as gzip allows: more than the buffers between here and zlib could hold unread.
    const { stream, state } = streamOf(Buffer.concat([bomb, bomb, bomb, bomb]), 1024);
    expect(await codeOf(() => gunzip(stream, { file: 'a', limit: MIB }))).toBe('data.tooLarge');
    expect(state.taken).toBeLessThan(2 * bomb.length);
    expect(state.cancelled).toBe(true);
    expect(await codeOf(() => gunzip(bomb, { file: 'a', limit: MIB }))).toBe('data.tooLarge');
  });

  test('unpacked bytes are limited too', async () => {
    const { stream, state } = streamOf(new Uint8Array(4 * MIB), 65536);
    expect(await codeOf(() => gunzip(stream, { file: 'a', limit: MIB }))).toBe('data.tooLarge');
    expect(state.taken).toBeLessThan(2 * MIB);
  });

  test('exactly the limit is allowed', async () => {
    expect((await gunzip(gzipSync(new Uint8Array(5000)), { file: 'a', limit: 5000 })).length).toBe(5000);
    expect(await codeOf(() => gunzip(gzipSync(new Uint8Array(5001)), { file: 'a', limit: 5000 }))).toBe(
      'data.tooLarge',
    );
  });

  test('inspects the first bytes once and stops if that throws', async () => {
    const heads: number[] = [];
    const inspect = (head: Uint8Array) => {
      heads.push(head.length);
    };
    await gunzip(streamOf(new Uint8Array(100), 3).stream, { file: 'a', limit: 100, inspect });
    await gunzip(new Uint8Array(5), { file: 'a', limit: 100, inspect });
    expect(heads).toEqual([18, 5]);

    const { stream, state } = streamOf(new Uint8Array(MIB), 1000);
    const no = new Error('no');
    const refuse = () => {
      throw no;
    };
    await expect(gunzip(stream, { file: 'a', limit: MIB, inspect: refuse })).rejects.toBe(no);
    expect(state.taken).toBeLessThan(10_000);
  });

  test('a truncated file is idx.gzipCut, a damaged one idx.gzip, whichever byte is damaged', async () => {
    const packed = new Uint8Array(gzipSync(Uint8Array.from({ length: 2000 }, (_, i) => (i * i) % 251)));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (cut) => {
        expect(await codeOf(() => gunzip(packed.slice(0, cut), { file: 'a', limit: 2000 }))).toBe(
          'idx.gzipCut',
        );
      }),
      { numRuns: 40 },
    );
    const flipped = packed.slice();
    flipped[packed.length >> 1] ^= 0x10;
    expect(['idx.gzip', 'idx.gzipCut', 'data.tooLarge']).toContain(
      await codeOf(() => gunzip(flipped, { file: 'a', limit: 2000 })),
    );
  });

  test('random bytes give bytes or a ProblemError', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (tail, gzip) => {
        const bytes = gzip ? new Uint8Array([0x1f, 0x8b, 8, 0, ...tail]) : tail;
        const code = await codeOf(() => gunzip(bytes, { file: 'a', limit: 1000 }));
        expect(['none', 'idx.gzip', 'idx.gzipCut', 'data.tooLarge']).toContain(code);
      }),
    );
  });

  test('an error of the stream is passed on', async () => {
    const lost = new TypeError('connection lost');
    for (const head of [new Uint8Array(40), gzipSync(new Uint8Array(40)).subarray(0, 12)]) {
      let sent = false;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (sent) return controller.error(lost);
          sent = true;
          controller.enqueue(head);
        },
      });
      await expect(gunzip(stream, { file: 'a', limit: 1000 })).rejects.toBe(lost);
    }
  });

  test('several members are one file, packed again or not, under one limit', async () => {
    const bytes = Uint8Array.from({ length: 9000 }, (_, i) => (i * i) % 249);
    const members = [bytes.subarray(0, 10), bytes.subarray(10, 10), bytes.subarray(10)];
    const packed = new Uint8Array(Buffer.concat(members.map((m) => gzipSync(m))));
    const again = new Uint8Array(gzipSync(packed));
    const padded = new Uint8Array([...packed, 0, 0, 0]);
    for (const body of [packed, again, padded]) {
      expect([...(await gunzip(body, { file: 'a', limit: 9000 }))]).toEqual([...bytes]);
      expect(await codeOf(() => gunzip(body, { file: 'a', limit: 8999 }))).toBe('data.tooLarge');
    }
  });
});

describe('without DecompressionStream', () => {
  test('unpacks what zlib packed, at any level and for any kind of bytes', async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    const kinds = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc
        .uint8Array({ maxLength: 40 })
        .map((few) => Uint8Array.from({ length: 70_000 }, (_, i) => few[i % 37] ?? i)),
      fc.nat().map((salt) => Uint8Array.from({ length: 40_000 }, (_, i) => (i * i * salt) >> 7)),
    );
    await fc.assert(
      fc.asyncProperty(kinds, fc.integer({ min: 0, max: 9 }), fc.boolean(), async (bytes, level, fixed) => {
        if (bytes[0] === 0x1f && bytes[1] === 0x8b) return;
        const strategy = fixed ? constants.Z_FIXED : constants.Z_DEFAULT_STRATEGY;
        const packed = new Uint8Array(gzipSync(bytes, { level, strategy }));
        const out = await gunzip(streamOf(packed, 999).stream, { file: 'a', limit: 70_000 });
        expect(same(out, bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a bomb ends at the limit, and damaged files are distinguished from truncated ones', async () => {
    vi.stubGlobal('DecompressionStream', undefined);
    const bomb = new Uint8Array(gzipSync(new Uint8Array(8 * MIB)));
    expect(await codeOf(() => gunzip(bomb, { file: 'a', limit: MIB }))).toBe('data.tooLarge');
    const packed = new Uint8Array(gzipSync(Uint8Array.from({ length: 900 }, (_, i) => (i * i) % 251)));
    for (let cut = 3; cut < packed.length; cut++)
      expect(await codeOf(() => gunzip(packed.slice(0, cut), { file: 'a', limit: 900 }))).toBe('idx.gzipCut');
    for (let at = 10; at < packed.length; at++) {
      const flipped = packed.slice();
      flipped[at] ^= 0x04;
      const code = await codeOf(() => gunzip(flipped, { file: 'a', limit: 900 }));
      expect(['idx.gzip', 'idx.gzipCut', 'data.tooLarge']).toContain(code);
    }
  });
});
