/** The files, run by ONNX Runtime and compared with the reference. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { specOf } from '../experiment/specOf';
import { sigmoid } from '../model/activations';
import { compileModel } from '../model/compile';
import { caseOf, configurations } from './code/testing';
import { onnxFiles } from './onnx';
import { encode } from './protobuf';

const COUNT = 20;
const installed = existsSync(join(import.meta.dirname, '../../node_modules/onnxruntime-web'));
const note = installed ? '' : ' (skipped: onnxruntime-web is not installed)';

test.skipIf(!installed).each(configurations)(
  `$id: its ONNX files give what the reference gives${note}`,
  async ({ config }) => {
    // By a name that TypeScript does not follow: the library is large, and need not be installed.
    const name = 'onnxruntime-web';
    const { InferenceSession, Tensor, env } = await import(/* @vite-ignore */ name);
    env.wasm.numThreads = 1;
    const { checkpoint, expected } = await caseOf(config, COUNT);
    const { tensors } = expected;
    const numbers = (name: string) =>
      new Float32Array(tensors.get(name)?.bytes.slice().buffer ?? new ArrayBuffer(0));
    const spec = specOf(config);
    const files = onnxFiles(compileModel(spec), checkpoint, 'About it');
    expect(files.length).toBeGreaterThan(0);
    for (const { part, bytes } of files) {
      const session = await InferenceSession.create(bytes);
      const feeds = Object.fromEntries(
        session.inputNames.map((name: string) => [
          name,
          new Tensor('float32', numbers(name), [...(tensors.get(name)?.shape ?? [])]),
        ]),
      );
      const results = await session.run(feeds);
      const wanted = part === 'encoder' ? ['mu', ...(tensors.has('log_var') ? ['log_var'] : [])] : ['pixels'];
      expect(Object.keys(results)).toEqual(wanted);
      for (const name of wanted) {
        const got = results[name].data as Float32Array;
        // MADE's reference is in logits.
        const values = tensors.has(name) ? numbers(name) : numbers('output').map(sigmoid);
        expect(results[name].dims).toEqual([COUNT, values.length / COUNT]);
        expect(Math.max(...got.map((value, i) => Math.abs(value - values[i])))).toBeLessThan(1e-4);
      }
      await session.release();
    }
  },
);

test('Protocol Buffers: the examples of the specification, and a negative integer', () => {
  const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  expect(hex(encode([[1, 150]]))).toBe('08 96 01');
  expect(hex(encode([[2, 'testing']]))).toBe('12 07 74 65 73 74 69 6e 67');
  expect(hex(encode([[3, { fields: [[1, 150]] }]]))).toBe('1a 03 08 96 01');
  expect(hex(encode([[1, -2]]))).toBe('08 fe ff ff ff ff ff ff ff ff 01');
  expect(hex(encode([[2, { float: 1 }]]))).toBe('15 00 00 80 3f');
});
