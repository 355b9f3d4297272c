/**
 * A link that holds the settings: `#v=1&latent=3&encoder=256-128&seed=7`. Only values other than the defaults
 * ones are written; what is read is checked like anything that comes from outside, so a damaged link causes a
 * message on the screen and nothing else.
 */
import type { Config } from './config';
import { problemOf, resolveConflicts } from './conflicts';
import { contextualDefaults } from './contextualDefaults';
import { readLabels, writeLabels } from './labels';
import { defaultLook, LOOK_KEYS, type Look, readLook, writeLook } from './look';
import type { Problem } from './problem';
import { restore } from './restore';
import { defaultConfig, type Row, rowOf, sameValue, schema } from './schema';

const VERSION = '1';
export const MAX_LINK_LENGTH = 2000;
/** `glossary=kl`: an entry to open, whatever the settings. */
const GLOSSARY = 'glossary';

export interface Decoded {
  config: Config;
  /** `autostart=1`: start training at once. */
  autostart: boolean;
  problems: Problem[];
}

/** Whether a setting's value is meaningful on another machine; the reader's own files are not. */
const isPortable = (row: Row, value: unknown) => row.persists.url && value !== 'own';

/** The hash of a link, `#` included. */
export function encodeUrl(config: Config, look: Look = defaultLook()): string {
  const parts = [`v=${VERSION}`];
  const defaults = contextualDefaults(config);
  for (const row of schema) {
    const value = config[row.key];
    if (isPortable(row, value) && !sameValue(value, defaults[row.key]))
      parts.push(`${row.key}=${write(row, value)}`);
  }
  parts.push(...writeLook(look));
  return `#${parts.join('&')}`;
}

/**
 * The part of an address that holds settings: what follows `#`, or else what follows `?` if a setting is
 * among it (a host's own parameters, such as `?utm_source=…`, are not ours).
 */
export function settingsOf({ hash, search = '' }: { hash: string; search?: string }): string {
  const isOurs = (key: string) => key === 'v' || schema.some((row) => row.key === key);
  const holds = (link: string) => fieldsOf(repair(link)).some(([key]) => isOurs(key));
  return !holds(hash) && holds(search) ? search : hash;
}

/** The glossary entry that a link leads to; null where it leads to none. */
export const entryOf = (hash: string): string | null =>
  fieldsOf(repair(hash)).find(([key]) => key === GLOSSARY)?.[1] ?? null;

/** Whether a link leads to a glossary entry and contains no settings: they then stay as they are. */
export const isOnlyEntry = (hash: string): boolean =>
  entryOf(hash) !== null && fieldsOf(repair(hash)).length === 1;

/** Reads the look of the plane from a hash; missing or invalid fields have their defaults. */
export function decodeLook(hash: string): ReturnType<typeof readLook> {
  const text = hash.replace(/^[#?]+/, '');
  if (text.length > MAX_LINK_LENGTH) return { look: defaultLook(), problems: [] };
  const fields = fieldsOf(repair(text)).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return readLook(new Map(fields));
}

/** Reads a hash, with or without `#`. Settings that it does not name are as in `base`. */
export function decodeUrl(hash: string, base: Config = defaultConfig()): Decoded {
  const text = hash.replace(/^[#?]+/, '');
  const failed = (problem: Problem): Decoded => ({
    config: structuredClone(base),
    autostart: false,
    problems: [problem],
  });
  if (text.length > MAX_LINK_LENGTH)
    return failed({ code: 'link.tooLong', params: { limit: MAX_LINK_LENGTH } });
  const problems: Problem[] = [];
  const fields = new Map<string, string>();
  for (const [key, value] of fieldsOf(repair(text))) {
    if (value === undefined) problems.push(damaged(key));
    else fields.set(key, value);
  }
  const version = fields.get('v') ?? VERSION;
  if (/^\d+$/.test(version) && version !== VERSION)
    return failed({ code: 'link.version', params: { version: version.slice(0, 40) } });
  if (version !== VERSION) problems.push(damaged(`v=${version}`));
  const autostart = fields.get('autostart');
  fields.delete('v');
  fields.delete('autostart');
  fields.delete(GLOSSARY);
  for (const key of LOOK_KEYS) fields.delete(key);

  const patch = Object.fromEntries([...fields].map(([key, value]) => [key, read(key, value)]));
  const restored = restore(base, patch);
  const { config } = restored;
  problems.push(...restored.problems);
  for (const row of schema) {
    if (row.key in patch && !isPortable(row, config[row.key]) && !sameValue(config[row.key], base[row.key])) {
      problems.push({ code: 'setting.invalid', params: { key: row.key, value: String(config[row.key]) } });
      Object.assign(config, { [row.key]: base[row.key] });
    }
  }
  if (autostart !== undefined && autostart !== '1' && autostart !== '0')
    problems.push({ code: 'setting.invalid', params: { key: 'autostart', value: autostart.slice(0, 40) } });
  const resolved = resolveConflicts(config);
  problems.push(...resolved.conflicts.map(problemOf));
  return { config: resolved.config, autostart: autostart === '1', problems };
}

const damaged = (part: string): Problem => ({ code: 'link.damaged', params: { part: part.slice(0, 40) } });

/** Keys and values; undefined where a part has no `=`. None of our values contains an `&` or a `;`. */
const fieldsOf = (text: string): [key: string, value: string | undefined][] =>
  text
    .split(/[&;]/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const at = piece.indexOf('=');
      return at < 0 ? [piece, undefined] : [piece.slice(0, at), piece.slice(at + 1)];
    });

/** Escapes are decoded at most this many times: mail gateways wrap links in links. */
const MAX_ESCAPES = 4;

/**
 * Undoes what programs do to a link on its way. Chat tools write `&amp;` for `&`, forms escape `=` and `&`,
 * mail breaks lines and writes `=3D` for `=`, an input method gives full-width letters, and a link at the end
 * of a sentence may be followed by a bracket or a full stop. None of these is ever part of a setting, so
 * nothing is guessed.
 */
function repair(link: string): string {
  let text = link;
  for (let i = 0; i < MAX_ESCAPES; i++) {
    const before = text;
    text = unescaped(text)
      .replace(/&(?:amp|#38|#x26);/gi, '&')
      .replace(/&(?:equals|#61|#x3d);/gi, '=');
    if (text === before) break;
  }
  return text
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/=3D/gi, '=')
    .replace(/^[#?]+/, '')
    .replace(/[^\p{L}\p{N}=&]+$/u, '');
}

/** Decodes the percent escapes; a broken one becomes a character that no setting accepts. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = run.match(/[0-9a-f]{2}/gi) ?? [];
    return new TextDecoder().decode(Uint8Array.from(bytes, (hex) => Number.parseInt(hex, 16)));
  });
}

function write({ kind }: Row, value: Config[keyof Config]): string {
  if (!Array.isArray(value)) return encodeURIComponent(String(value));
  return kind === 'subset' ? writeLabels(value) : value.join('-');
}

const NUMBER = /^\d+(\.\d+)?(e[+-]?\d+)?$/;
const WIDTHS = /^(\d+(-\d+)*)?$/;

/**
 * The value that a text represents, or the text itself where it represents none, which `restore` then
 * refuses.
 */
function read(key: string, text: string): unknown {
  if (!schema.some((row) => row.key === key)) return text;
  const { kind } = rowOf(key as keyof Config);
  if (kind === 'number' && NUMBER.test(text)) return Number(text);
  if (kind === 'widths' && WIDTHS.test(text)) return text === '' ? [] : text.split('-').map(Number);
  if (kind === 'subset') return readLabels(text) ?? text;
  return text;
}
