/**
 * The run that a page compares with, in a link: its step and its settings, as in any link but with separators that need
 * no escapes inside one: `compare=step:380,model:ae,latent:3`.
 */
import type { Config } from './config';
import { decodeUrl, encodeUrl } from './url';

export interface Compared {
  config: Config;
  step: number;
}

export function encodeCompared({ config, step }: Compared): string {
  const [, ...settings] = encodeUrl(config).replace('#', '').split('&');
  return [`step:${step}`, ...settings.map((one) => one.replace('=', ':'))].join(',');
}

/** Null where it is no such text, or contains an unknown or invalid setting. */
export function decodeCompared(text: string): Compared | null {
  const [first, ...settings] = text.split(',');
  const step = /^step:(\d{1,9})$/.exec(first)?.[1];
  if (step === undefined || settings.some((one) => !/^[a-zA-Z]+:[^:]*$/.test(one))) return null;
  const { config, autostart, problems } = decodeUrl(settings.map((one) => one.replace(':', '=')).join('&'));
  return problems.length > 0 || autostart ? null : { config, step: Number(step) };
}
