/**
 * Whatever a script passes, a method returns a promise, which resolves or rejects with one sentence that names the
 * argument; it never throws.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import * as actions from '../state/actions';
import { initialState, useStore } from '../state/store';
import { FakeWorker } from '../state/testing';
import { createPlayground, type PlaygroundApi } from './automation';

const playground = createPlayground();
let worker: FakeWorker;

beforeAll(async () => {
  useStore.setState(initialState(), true);
  const spawn = () => {
    worker = new FakeWorker();
    return worker;
  };
  await actions.start({ base: '/', spawn, fetch: async () => new Response(null, { status: 404 }) });
  worker.openRun(1);
});
afterAll(() => actions.stop());

function detached(): Uint8Array {
  const bytes = new Uint8Array(784);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
}
const holes = Object.assign(new Array<number>(3), { 2: 5 });
const circle: Record<string, unknown> = {};
circle.self = circle;
const throwing = (...keys: string[]) =>
  Object.defineProperties(
    {},
    Object.fromEntries(
      keys.map((key) => [
        key,
        {
          enumerable: true,
          get() {
            throw new Error('a getter');
          },
        },
      ]),
    ),
  );

/** Values that are invalid for every argument of every method. */
const ODD: Record<string, unknown> = {
  null: null,
  'a text': 'x',
  'a fraction': -1.5,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'a huge number': 1e300,
  'a big integer': 10n,
  'a truth': true,
  'a symbol': Symbol('s'),
  'a function': () => 1,
  'a list': [1, 2],
  'a list with holes': holes,
  'a buffer': new ArrayBuffer(8),
  'handed over': detached(),
  'a date': new Date(0),
  'no prototype, an unknown key': Object.assign(Object.create(null), { unknown: 1 }),
  'its own prototype': JSON.parse('{"__proto__":{"steps":1},"constructor":1}'),
  'a circle': circle,
  'getters that throw': throwing(
    'steps',
    'epochs',
    'turn',
    'seed',
    'images',
    'length',
    'latent',
    'encoder',
    '0',
  ),
  'a proxy that throws': new Proxy(
    {},
    {
      ownKeys() {
        throw new Error('a trap');
      },
    },
  ),
};

const image = new Uint8Array(784);
const z = new Float32Array(2);
type Methods = Exclude<keyof PlaygroundApi, 'ready' | 'state' | 'metrics'>;
/** Every argument of every method; the other arguments of the call are valid. */
const CALLS: [name: string, method: Methods, args: (odd: unknown) => unknown[]][] = [
  ['patch', 'configure', (odd) => [odd]],
  ['limits', 'train', (odd) => [odd]],
  ['steps', 'train', (odd) => [{ steps: odd }]],
  ['epochs', 'train', (odd) => [{ epochs: odd }]],
  ['n', 'step', (odd) => [odd]],
  ['options', 'step', (odd) => [1, odd]],
  ['turn', 'step', (odd) => [1, { turn: odd }]],
  ['options', 'reset', (odd) => [odd]],
  ['seed', 'reset', (odd) => [{ seed: odd }]],
  ['images', 'encode', (odd) => [odd, 1]],
  ['count', 'encode', (odd) => [image, odd]],
  ['labels', 'encode', (odd) => [image, 1, odd]],
  ['z', 'decode', (odd) => [odd, 1]],
  ['count', 'decode', (odd) => [z, odd]],
  ['label', 'decode', (odd) => [z, 1, odd]],
  ['bytes', 'importCheckpoint', (odd) => [odd]],
  ['parts', 'importDataset', (odd) => [odd]],
  ['images', 'importDataset', (odd) => [{ images: odd }]],
  ['labels', 'importDataset', (odd) => [{ images: image, labels: odd }]],
  ['testImages', 'importDataset', (odd) => [{ images: image, testImages: odd }]],
];
/** The cases above that are valid after all. */
const GOOD = new Set(['decode z a list']);

describe.each(CALLS)('%s of %s', (name, method, args) => {
  test.each(Object.keys(ODD))('%s', async (odd) => {
    const before = worker.commands.length;
    const call = playground[method] as (...given: unknown[]) => unknown;
    const result = call(...args(ODD[odd]));
    expect(result).toBeInstanceOf(Promise);
    const error = await (result as Promise<unknown>).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (GOOD.has(`${method} ${name} ${odd}`)) {
      expect(error).toBeNull();
      return;
    }
    expect(error).toBeInstanceOf(ProblemError);
    const { message, problem } = error as ProblemError;
    expect(problem.code).toMatch(/^(run\.badInput|setting\.(invalid|unknown)|data\.noImages)$/);
    if (problem.code === 'run.badInput') expect(message).toContain(name);
    if (problem.code === 'setting.invalid') expect(message).toContain(method === 'reset' ? 'seed' : 'for ');
    expect(message).not.toMatch(/\bNaN\b|undefined|\[object|[{}]| is not (iterable|a function)|Cannot/);
    expect(worker.commands.slice(before).filter(({ type }) => type !== 'view' && type !== 'ping')).toEqual(
      [],
    );
    expect(playground.state().config).toEqual(defaultConfig());
  });
});

test('the sentences are translated', async () => {
  useStore.setState({ language: 'zh-CN' });
  await expect(playground.train(null as never)).rejects.toThrow('limits 不符合要求');
});

test('a misspelt limit and a list with holes are rejected', async () => {
  await expect(playground.train({ step: 5 } as never)).rejects.toMatchObject({
    problem: { params: { what: 'limits' } },
  });
  await expect(playground.configure({ encoder: holes as never })).rejects.toMatchObject({
    problem: { code: 'setting.invalid', params: { key: 'encoder' } },
  });
  await expect(playground.importDataset({} as never)).rejects.toMatchObject({
    problem: { code: 'data.noImages' },
  });
});

test('codes that are too large are rejected, and plain arrays of numbers are accepted', async () => {
  await expect(playground.decode(Float32Array.of(1e30, 0), 1)).rejects.toMatchObject({
    problem: { params: { what: 'z' } },
  });
  expect((await playground.decode([1, 2] as never, 1)).length).toBe(784);
});
