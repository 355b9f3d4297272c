/** Fetches a pretrained model if the settings are those that it was trained with. */
import type { Config } from '../experiment/config';
import { within } from '../experiment/deadline';
import { trainsSameModel } from '../experiment/learned';
import { nearest } from '../experiment/members';
import { ProblemError } from '../experiment/problem';
import { restoreStored } from '../experiment/restore';
import { schema } from '../experiment/schema';
import { notify } from './notices';

/** After waiting this long, the page opens without it. */
const ARRIVES_WITHIN_MS = 8000;

/** The presets that have a file in `public/pretrained`, which `npm run pretrain` makes. */
export const PRETRAINED: readonly string[] = [
  'vae',
  'ae',
  'vae-10',
  'denoising',
  'cvae',
  'conv-vae',
  'gan',
  'made',
];

/** Those of them with a file of earlier steps of their training, some megabytes, which is fetched when it is needed. */
export const WITH_STEPS: readonly string[] = ['vae'];

/** The file of earlier steps of a preset; null if it is not there. */
export async function fetchSteps(
  base: string,
  preset: string,
  get: typeof fetch,
): Promise<Uint8Array | null> {
  const response = await get(`${base}pretrained/${preset}-mnist.steps.safetensors`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

/**
 * The file of the nearest preset, if it was trained with the training settings of `config`; for any other model only the header is
 * fetched. If the file is missing or no checkpoint, returns null and the page opens untrained, which is no
 * error; if it does not arrive in time, a problem is reported.
 */
export async function fetchPretrained(
  base: string,
  config: Config,
  get: typeof fetch,
): Promise<Uint8Array | null> {
  const late = new ProblemError('model.late', { seconds: ARRIVES_WITHIN_MS / 1000 });
  const stop = new AbortController();
  try {
    return await within(ARRIVES_WITHIN_MS, receive(base, config, get, stop.signal), () => late);
  } catch (error) {
    stop.abort();
    if (error === late) notify(late.problem);
    return null;
  }
}

async function receive(
  base: string,
  config: Config,
  get: typeof fetch,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const { id } = nearest(config).preset;
  if (!PRETRAINED.includes(id)) return null;
  const response = await get(`${base}pretrained/${id}-mnist.safetensors`, { signal });
  const reader = response.ok ? response.body?.getReader() : undefined;
  if (!reader) return null;
  let file = new Uint8Array(0);
  let suits = false;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    file = joined(file, part.value);
    const trained = suits ? null : settingsIn(file, config);
    if (!trained) continue;
    suits = trainsSameModel(trained, config);
    if (suits) continue;
    await reader.cancel();
    return null;
  }
  return suits ? file : null;
}

/**
 * The file starts with eight bytes of length and a JSON header (engine/safetensors.ts); a header is not
 * larger than this.
 */
const MAX_HEADER_BYTES = 2 ** 20;

/**
 * The training settings in the file's header; null while the header is incomplete. Settings that are missing
 * have their defaults. Throws where it is no such file; the worker validates the whole file.
 */
function settingsIn(head: Uint8Array<ArrayBuffer>, config: Config): Config | null {
  if (head.length < 8) return null;
  const length = Number(new DataView(head.buffer).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES) throw new Error('no safetensors file');
  if (head.length < 8 + length) return null;
  const header = JSON.parse(new TextDecoder().decode(head.subarray(8, 8 + length)));
  const kept = schema.filter((row) => row.persists.checkpoint).map((row) => [row.key, row.default]);
  const base = { ...config, ...Object.fromEntries(kept) };
  return restoreStored(base, JSON.parse(header.__metadata__.config)).config;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
