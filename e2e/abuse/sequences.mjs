/**
 * Random sequences of actions on the page, by script and by simulated input, for `chaos.mjs`. All of them are
 * valid: whatever the page reports afterwards is a bug of the page. Models are tiny, so that a sequence takes
 * seconds.
 */

/** @typedef {import('./pageSide.mjs').Call} Call */
/** @typedef {import('./random.mjs').Random} Random */

const MODELS = ['pca', 'ae', 'vae', 'gan', 'aae', 'vaegan', 'made'];
/** Presets of dense layers; a convolution takes seconds per step on some engines. */
const PRESETS = ['linear-ae', 'shallow-ae', 'sparse-kl', 'denoising', 'vae', 'vae-10', 'free-bits', 'gan'];
const NARROW = [[], [6], [8], [10, 6]];
const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Delete', '+'];
const PRESSED = ['train', 'step', 'reset', 'newSeed'];

/**
 * Settings by the way in which they take effect.
 * @type {readonly (readonly [number, (r: Random) => Record<string, unknown>])[]}
 */
const PATCHES = [
  // live
  [2, (r) => ({ beta: r.pick([0, 1, 4]) })],
  [1, (r) => ({ learningRate: r.pick([1e-4, 1e-3]) })],
  [1, (r) => ({ speed: r.pick([0, 0, 100]) })],
  [1, (r) => ({ noise: r.pick([0.1, 0.3]) })],
  // by a restart
  [2, (r) => ({ seed: r.between(1, 3) })],
  [2, (r) => ({ model: r.pick(MODELS) })],
  [1, (r) => ({ model: r.pick(MODELS), latent: r.between(1, 4) })],
  [2, (r) => ({ latent: r.between(1, 4) })],
  [1, (r) => ({ encoder: r.pick(NARROW), decoder: r.pick(NARROW) })],
  [1, (r) => ({ discriminator: r.pick(NARROW) })],
  [1, (r) => ({ batch: r.pick([4, 8]) })],
  [1, (r) => ({ activation: r.pick(['relu', 'tanh']), likelihood: r.pick(['bernoulli', 'gaussian']) })],
  [1, (r) => ({ corruption: r.pick(['none', 'masking', 'gaussian']), penalty: r.pick(['none', 'l1']) })],
  // by other data
  [3, () => ({ dataset: 'drawn' })],
  [3, (r) => ({ pixels: r.pick(['grey', 'binary']) })],
  // by another engine
  [3, (r) => ({ engine: r.pick(['auto', 'simd', 'tfjs-cpu', 'tfjs-wasm']) })],
  [2, (r) => ({ engine: r.pick(['auto', 'simd', 'tfjs-wasm']), dataset: 'drawn' })],
  [1, (r) => ({ engine: r.pick(['auto', 'tfjs-cpu']), pixels: r.pick(['grey', 'binary']) })],
];

/** @type {readonly (readonly [number, (r: Random) => Omit<Call, 'wait' | 'after'>])[]} */
const CALLS = [
  [10, (r) => ({ do: 'configure', with: r.weighted(PATCHES)(r) })],
  [6, (r) => ({ do: 'train', with: r.pick([{ steps: 5 }, { steps: 60 }, undefined]) })],
  [3, (r) => ({ do: 'step', with: r.between(1, 4) })],
  [4, () => ({ do: 'pause' })],
  [4, (r) => ({ do: 'reset', with: r.pick([undefined, { seed: r.between(1, 3) }]) })],
  [2, () => ({ do: 'evaluate' })],
  [2, (r) => ({ do: 'encode', with: r.between(1, 5) })],
  [2, (r) => ({ do: 'decode', with: r.between(1, 5) })],
  [3, () => ({ do: 'exportCheckpoint' })],
  [2, () => ({ do: 'importCheckpoint' })],
  [3, (r) => ({ do: 'importDataset', with: { count: r.pick([60, 90]), labelled: r.chance(0.7) } })],
  [8, (r) => ({ do: 'press', with: r.pick(PRESSED) })],
  [5, (r) => ({ do: 'tab', with: r.between(0, 6) })],
  [2, (r) => ({ do: 'key', with: { key: r.pick(KEYS), index: r.between(0, 3) } })],
  [1, () => ({ do: 'language' })],
  [1, () => ({ do: 'theme' })],
  [1, () => ({ do: 'more' })],
  [1, (r) => ({ do: 'preset', with: r.pick(PRESETS) })],
  [1, (r) => ({ do: 'link', with: `v=1&dataset=drawn&encoder=8&decoder=8&batch=8&seed=${r.between(1, 3)}` })],
];

/** One sequence. @param {Random} random @returns {Call[]} */
export function sequence(random) {
  return Array.from({ length: random.between(4, 12) }, () => {
    const call = random.weighted(CALLS)(random);
    const wait = random.chance(0.35) && /** @type {const} */ ('briefly');
    return { ...call, wait, after: random.pick([0, 0, 0, 1, 10, 60, 200]) };
  });
}

/** A short description of a call. @param {Call} call */
export function spelt({ do: name, with: given, wait, after }) {
  const words =
    given === undefined
      ? ''
      : JSON.stringify(given)
          .replace(/"(\w+)":/g, '$1: ')
          .replace(/"/g, "'");
  return `${after ? `${after} ms, ` : ''}${wait ? 'await ' : ''}${name}(${words})`;
}

/**
 * The settings that the controls must show after the calls, where that can be known: for each key, the last
 * of the accepted ones. Undefined where something else may have set it.
 * @param {readonly Call[]} calls @param {readonly import('./pageSide.mjs').CallResult[]} results
 * @returns {Record<string, unknown>}
 */
export function expectedSettings(calls, results) {
  // Each of these brings settings of its own, at an unknown moment.
  if (calls.some((call) => ['importCheckpoint', 'preset', 'link'].includes(call.do))) return {};
  /** @type {Record<string, unknown>} */
  const expected = {};
  calls.forEach((call, i) => {
    const taken = results[i].kind === 'value';
    if (call.do === 'configure')
      for (const key in call.with) expected[key] = taken ? call.with[key] : undefined;
    if (call.do === 'reset' && call.with) expected.seed = taken ? call.with.seed : undefined;
  });
  if (calls.some((call) => call.do === 'importDataset')) delete expected.dataset;
  if (calls.some((call) => call.do === 'press' && call.with === 'newSeed')) delete expected.seed;
  return Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined));
}
