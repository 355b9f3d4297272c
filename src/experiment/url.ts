/**
 * A link that holds the settings: `#v=1&latent=3&encoder=256-128&seed=7`. Only what differs from
 * the defaults is written; what is read is checked like anything that comes from outside, so a
 * broken link costs a sentence on the screen and nothing else.
 */
import type { Config } from './config';
import { problemOf, settle } from './conflicts';
import type { Problem } from './problem';
import { restore } from './restore';
import { defaultConfig, type Row, rowOf, sameValue, schema } from './schema';

const VERSION = '1';
export const MAX_LINK_LENGTH = 2000;

export interface Decoded {
  config: Config;
  /** `autostart=1`: begin to train at once. */
  autostart: boolean;
  problems: Problem[];
}

/** Whether a setting's value means anything on another machine; the reader's own files stay here. */
const travels = (row: Row, value: unknown) => row.persists.url && value !== 'own';

/** The hash of a link, `#` included. */
export function encodeUrl(config: Config): string {
  const parts = [`v=${VERSION}`];
  for (const row of schema) {
    const value = config[row.key];
    if (travels(row, value) && !sameValue(value, row.default)) parts.push(`${row.key}=${write(value)}`);
  }
  return `#${parts.join('&')}`;
}

/** Reads a hash, with or without `#`. What it does not name is as in `base`. */
export function decodeUrl(hash: string, base: Config = defaultConfig()): Decoded {
  const text = hash.replace(/^#/, '');
  const failed = (problem: Problem): Decoded => ({
    config: structuredClone(base),
    autostart: false,
    problems: [problem],
  });
  if (text.length > MAX_LINK_LENGTH)
    return failed({ code: 'link.tooLong', params: { limit: MAX_LINK_LENGTH } });
  // Decodes what it can and never throws; bad escapes become characters that no setting accepts.
  const fields = new Map(new URLSearchParams(text));
  const version = fields.get('v') ?? VERSION;
  if (version !== VERSION) return failed({ code: 'link.version', params: { version: version.slice(0, 40) } });
  const autostart = fields.get('autostart');
  fields.delete('v');
  fields.delete('autostart');

  const patch = Object.fromEntries([...fields].map(([key, value]) => [key, read(key, value)]));
  const { config, problems } = restore(base, patch);
  for (const row of schema) {
    if (row.key in patch && !travels(row, config[row.key]) && !sameValue(config[row.key], base[row.key])) {
      problems.push({ code: 'setting.invalid', params: { key: row.key, value: String(config[row.key]) } });
      Object.assign(config, { [row.key]: base[row.key] });
    }
  }
  if (autostart !== undefined && autostart !== '1' && autostart !== '0')
    problems.push({ code: 'setting.invalid', params: { key: 'autostart', value: autostart.slice(0, 40) } });
  const settled = settle(config);
  problems.push(...settled.conflicts.map(problemOf));
  return { config: settled.config, autostart: autostart === '1', problems };
}

function write(value: Config[keyof Config]): string {
  return Array.isArray(value) ? value.join('-') : encodeURIComponent(String(value));
}

const NUMBER = /^\d+(\.\d+)?(e[+-]?\d+)?$/;
const WIDTHS = /^(\d+(-\d+)*)?$/;

/** The value that a text stands for, or the text itself where it stands for none; `restore` judges it. */
function read(key: string, text: string): unknown {
  if (!schema.some((row) => row.key === key)) return text;
  const { kind } = rowOf(key as keyof Config);
  if (kind === 'number' && NUMBER.test(text)) return Number(text);
  if (kind === 'widths' && WIDTHS.test(text)) return text === '' ? [] : text.split('-').map(Number);
  return text;
}
