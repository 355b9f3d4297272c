/**
 * Damage to files and links, accidental or malicious: the same seed gives the same damage. Used by the parts
 * of the abuse and by unit tests of the readers. Nothing here depends on the page.
 */
import { gzipSync } from 'node:zlib';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {{ what: string, bytes: Uint8Array }} Mutant */

/** Values of another type or magnitude than expected. @type {unknown[]} */
const ODD = [
  null,
  true,
  '',
  'x',
  -1,
  0,
  0.5,
  2 ** 31,
  2 ** 53 - 1,
  1e300,
  [],
  [-1],
  [1, 2, 3],
  [2 ** 53 - 1, 2],
  {},
  { a: 1 },
  { toString: 1 },
  'constructor',
  '__proto__',
  'x'.repeat(3000),
];
const DTYPES = ['F64', 'F16', 'BF16', 'I8', 'U8', 'I64', 'BOOL', 'F8_E4M3', 'f32', ...ODD];
const FLOATS = [Number.NaN, Number.POSITIVE_INFINITY, -3e38, 3e38, 1e30, -1e20, 1e-40, 0];

/** @param {Uint8Array} bytes @param {Random} random @param {number} from @param {number} to */
function scribbled(bytes, random, from, to) {
  const out = bytes.slice();
  for (let n = random.between(1, 8); n > 0; n--) out[random.between(from, to - 1)] = random.between(0, 255);
  return out;
}

/** @param {Uint8Array} bytes @param {Random} random */
const cut = (bytes, random) => bytes.slice(0, random.between(0, bytes.length - 1));

/** @param {Uint8Array} bytes @param {Random} random */
function longer(bytes, random) {
  const out = new Uint8Array(bytes.length + random.between(1, 40));
  out.set(bytes);
  if (random.chance(0.5)) out.fill(random.between(0, 255), bytes.length);
  return out;
}

/**
 * Any file with damage that needs no knowledge of its format: bytes changed, at its start or anywhere, cut, made
 * longer, a piece repeated or left out, or a field of 2, 4 or 8 bytes set to an extreme.
 * @param {Uint8Array} file @param {Random} random @returns {Mutant}
 */
export function mutatedFile(file, random) {
  const head = Math.min(file.length, 128);
  /** @type {Record<string, () => Uint8Array>} */
  const ways = {
    'start scribbled': () => scribbled(file, random, 0, head),
    'anywhere scribbled': () => scribbled(file, random, 0, file.length),
    'end scribbled': () => scribbled(file, random, Math.max(0, file.length - 128), file.length),
    cut: () => cut(file, random),
    longer: () => longer(file, random),
    'piece repeated': () => {
      const at = random.between(0, file.length - 1);
      return new Uint8Array([
        ...file.subarray(0, at),
        ...file.subarray(Math.max(0, at - random.between(1, 99))),
      ]);
    },
    'piece left out': () => {
      const at = random.between(0, file.length - 1);
      return new Uint8Array([...file.subarray(0, at), ...file.subarray(at + random.between(1, 99))]);
    },
    extreme: () => {
      const out = file.slice();
      const size = random.pick([2, 4, 8]);
      const at = random.between(0, random.chance(0.6) ? head : out.length);
      out.fill(random.pick([0, 1, 127, 128, 255]), at, at + size);
      return out;
    },
  };
  const what = random.pick(Object.keys(ways));
  return { what, bytes: ways[what]() };
}

/** The kinds of damage to a checkpoint, and their weights. @type {[number, string][]} */
const WAYS = [
  [2, 'header scribbled'],
  [1, 'anywhere scribbled'],
  [1, 'cut'],
  [1, 'longer'],
  [1, 'header length'],
  [8, 'header edited'],
  [4, 'metadata edited'],
  [4, 'settings edited'],
  [1, 'named twice'],
  [3, 'values'],
];

/**
 * A checkpoint with one kind of damage.
 * @param {Uint8Array} file @param {Random} random @returns {Mutant}
 */
export function mutatedCheckpoint(file, random) {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const start = 8 + length;
  /** @type {(text: string) => Uint8Array} */
  const withHeader = (text) => {
    const json = new TextEncoder().encode(text);
    const out = new Uint8Array(8 + json.length + file.length - start);
    new DataView(out.buffer).setBigUint64(0, BigInt(json.length), true);
    out.set(json, 8);
    out.set(file.subarray(start), 8 + json.length);
    return out;
  };
  const text = new TextDecoder().decode(file.subarray(8, start));
  const what = random.weighted(WAYS);
  return { what, bytes: made(what) };

  /** @param {string} what @returns {Uint8Array} */
  function made(what) {
    switch (what) {
      case 'header scribbled':
        return scribbled(file, random, 0, start);
      case 'anywhere scribbled':
        return scribbled(file, random, 0, file.length);
      case 'cut':
        return cut(file, random);
      case 'longer':
        return longer(file, random);
      case 'header length': {
        const out = file.slice();
        const other = random.pick([0n, 1n, 7n, BigInt(length - 1), BigInt(length + 8), 2n ** 20n, 2n ** 63n]);
        new DataView(out.buffer).setBigUint64(0, other, true);
        return out;
      }
      case 'header edited': {
        const header = JSON.parse(text);
        for (let n = random.between(1, 3); n > 0; n--) editEntry(header, random);
        return withHeader(JSON.stringify(header));
      }
      case 'metadata edited': {
        const header = JSON.parse(text);
        const metadata = header.__metadata__;
        if (random.chance(0.2)) header.__metadata__ = random.pick(ODD);
        else {
          const key = random.pick([...Object.keys(metadata), 'step', 'unknown']);
          const odd = random.pick(ODD);
          if (random.chance(0.2)) delete metadata[key];
          else metadata[key] = random.chance(0.7) ? String(JSON.stringify(odd)) : odd;
        }
        return withHeader(JSON.stringify(header));
      }
      case 'settings edited': {
        const header = JSON.parse(text);
        const config = JSON.parse(header.__metadata__.config);
        for (let n = random.between(1, 3); n > 0; n--) {
          const key = random.pick([...Object.keys(config), 'unknown', '__proto__']);
          if (random.chance(0.2)) delete config[key];
          else
            config[key] = random.pick([
              ...ODD,
              'gan',
              'made',
              'conv',
              'label',
              'own',
              'gaussian',
              [4],
              [4, 4],
            ]);
        }
        header.__metadata__.config = JSON.stringify(config);
        return withHeader(JSON.stringify(header));
      }
      case 'named twice': {
        const names = Object.keys(JSON.parse(text));
        const name = random.pick(names);
        return withHeader(
          text.replace('{', `{${JSON.stringify(name)}:${random.pick(['{}', 'null', '{"dtype":"F32"}'])},`),
        );
      }
      default: {
        const out = file.slice();
        const view = new DataView(out.buffer);
        const count = Math.floor((file.length - start) / 4);
        for (let n = random.between(1, random.pick([1, 3, 400])); n > 0; n--)
          view.setFloat32(start + 4 * random.between(0, count - 1), random.pick(FLOATS), true);
        return out;
      }
    }
  }
}

/** @param {Record<string, any>} header @param {Random} random */
function editEntry(header, random) {
  const name = random.pick(Object.keys(header));
  // An earlier edit may have replaced it by anything.
  const entry = header[name] !== null && typeof header[name] === 'object' ? header[name] : {};
  switch (random.between(0, 6)) {
    case 0:
      header[name] = structuredClone(random.pick(ODD));
      return;
    case 1:
      delete header[name];
      return;
    case 2:
      header[
        random.pick(['unknown', '__proto__', '', 'optimizer.x', 'history.x', name.slice(1), 'y'.repeat(999)])
      ] = entry;
      return;
    case 3:
      entry.dtype = random.pick(DTYPES);
      return;
    case 4:
      entry.shape = random.pick([
        ...ODD,
        [784, 1, 1],
        Array.isArray(entry.shape) ? entry.shape.toReversed() : [],
      ]);
      return;
    case 5:
      entry.data_offsets = random.pick([...ODD, [0, 4], [4, 0], [-4, 4], [0, 2 ** 52], [1, 2, 3]]);
      return;
    default:
      if (Array.isArray(entry.data_offsets))
        entry.data_offsets = entry.data_offsets.map((/** @type {number} */ n) => n + random.between(-4, 4));
  }
}

/** @param {number[]} words @param {number} body @param {Random} random */
function idx(words, body, random) {
  const bytes = new Uint8Array(4 * words.length + body);
  words.forEach((word, i) => {
    new DataView(bytes.buffer).setUint32(4 * i, word);
  });
  for (let i = 4 * words.length; i < bytes.length; i++) bytes[i] = random.between(0, 255);
  return bytes;
}

/**
 * Files of images and of labels, at most one of them damaged.
 * @param {Random} random @returns {{ what: string, images: Uint8Array, labels?: Uint8Array }}
 */
export function mutatedData(random) {
  const count = random.between(1, 12);
  const images = idx([0x803, count, 28, 28], count * 784, random);
  const labels = idx([0x801, count], count, random).map((byte, i) => (i < 8 ? byte : byte % 10));
  const withLabels = random.chance(0.5);
  const onLabels = withLabels && random.chance(0.4);
  const { what, bytes } = mutatedIdx(onLabels ? labels : images, random);
  const given = onLabels
    ? { images, labels: bytes }
    : withLabels
      ? { images: bytes, labels }
      : { images: bytes };
  return { what: `${onLabels ? 'labels' : 'images'}: ${what}`, ...given };
}

const PAGES = [
  '<!doctype html><title>404</title>',
  '<?xml version="1.0"?><Error/>',
  '{"message":"Not Found"}',
  'Not Found',
];

/** @param {Uint8Array} whole @param {Random} random @returns {Mutant} */
function mutatedIdx(whole, random) {
  const header = whole[3] === 3 ? 16 : 8;
  /** @type {(bytes: Uint8Array) => Uint8Array} */
  const packed = (bytes) => new Uint8Array(gzipSync(bytes));
  const half = whole.length >> 1;
  /** @type {Record<string, () => Uint8Array>} */
  const ways = {
    'header scribbled': () => scribbled(whole, random, 0, header),
    cut: () => cut(whole, random),
    longer: () => longer(whole, random),
    doubled: () => new Uint8Array([...whole, ...whole.subarray(header)]),
    'another type': () => {
      const out = whole.slice();
      out[2] = random.pick([8, 9, 11, 12, 13, 14, 0, 255]);
      out[3] = random.between(0, 5);
      return out;
    },
    'another count': () => {
      const out = whole.slice();
      new DataView(out.buffer).setUint32(
        4 * random.between(1, header / 4 - 1),
        random.pick([0, 1, 27, 56, 1e6, 2 ** 32 - 1]),
      );
      return out;
    },
    packed: () => packed(whole),
    'packed twice': () => packed(packed(whole)),
    'two members': () =>
      new Uint8Array([...packed(whole.subarray(0, half)), ...packed(whole.subarray(half))]),
    'packed and cut': () => cut(packed(whole), random),
    'packed and longer': () => longer(packed(whole), random),
    'packed and scribbled': () => {
      const bytes = packed(whole);
      return scribbled(bytes, random, 0, bytes.length);
    },
    'a page': () => new TextEncoder().encode(random.pick(PAGES)),
    'a bomb': () => packed(new Uint8Array([...whole.subarray(0, header), ...new Uint8Array(1e6)])),
    noise: () => Uint8Array.from({ length: random.between(0, 300) }, () => random.between(0, 255)),
  };
  const what = random.pick(Object.keys(ways));
  return { what, bytes: ways[what]() };
}

/** Valid and invalid values of settings. No braces: quoted, they would look like an unfilled placeholder. */
const LINK_VALUES = [
  '',
  '0',
  '1',
  '3',
  '16',
  '8-8',
  '8-4-2',
  '-1',
  '1e9',
  '1e-3',
  '0x10',
  '%',
  '%zz',
  '<b>',
  'own',
  'drawn',
  'conv',
  'ae',
  'vae',
  'gan',
  'aae',
  'vaegan',
  'made',
  'pca',
  'label',
  'tanh',
  'gaussian',
  'binary',
  'sigmoid',
  'sparsity',
  'linear',
  '８－８',
  'ж',
  '👩‍👩‍👧',
  'x'.repeat(300),
  '8--8',
  '9,9',
];

/**
 * A link of this page with odd keys and values. Values that are slow but not odd are left out: wide layers.
 * @param {readonly string[]} keys The settings. @param {Random} random @returns {string}
 */
export function oddLink(keys, random) {
  const parts = Array.from({ length: random.between(0, 7) }, () => {
    const key = random.chance(0.85)
      ? random.pick(keys)
      : random.pick(['v', 'unknown', '__proto__', '', 'autostart', '%76']);
    return `${key}${random.pick(['=', '=', '=', '=', '', '==', ':', '=%3D'])}${random.pick(LINK_VALUES)}`;
  });
  const link = `#${random.pick(['v=1&', 'v=1&', 'v=1&', '', 'v=2&', 'v=x&'])}${parts.join(random.pick(['&', '&', '&', ';', '&amp;', '&&']))}`;
  return random.chance(0.1)
    ? link.slice(0, random.between(0, link.length))
    : random.chance(0.03)
      ? link + 'y'.repeat(2000)
      : link;
}
