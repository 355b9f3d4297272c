/** The reader's probes and path as text, for the metadata of a checkpoint. */
import { MAX_PROBES } from './probes';
import type { PlaygroundState, Probe } from './store';

type Saved = Pick<PlaygroundState, 'probes' | 'selectedProbe' | 'path'>;

export const probesText = ({ probes, selectedProbe, path }: Saved): string =>
  JSON.stringify({ probes, selectedProbe, path });

/**
 * What `probesText` wrote, for a model with `latent` numbers; no changes where the text is something else: a file may
 * come from anywhere.
 */
export function probesFrom(text: string, latent: number): Partial<Saved> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  const { probes, selectedProbe, path } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(probes) || probes.length === 0 || probes.length > MAX_PROBES) return {};
  const read = probes.map((one) => probeFrom(one, latent)).filter((one) => one !== null);
  const names = new Set(read.map((one) => one.name));
  if (names.size < probes.length) return {};
  const known = (name: unknown): name is string => typeof name === 'string' && names.has(name);
  const whole =
    Array.isArray(path) && path.length >= 2 && path.every(known) && new Set(path).size === path.length;
  return {
    probes: read,
    selectedProbe: known(selectedProbe) ? selectedProbe : read[0].name,
    path: whole ? path : read.length > 1 ? [read[0].name, read[1].name] : null,
  };
}

function probeFrom(given: unknown, latent: number): Probe | null {
  const { name, z, placed, image } = (given ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !/^[A-Z]$/.test(name)) return null;
  if (!Array.isArray(z) || z.length !== latent || !z.every(Number.isFinite)) return null;
  const ofImage = Number.isSafeInteger(image) && Number(image) >= 0;
  return { name, z, placed: placed === true, ...(ofImage && { image: Number(image) }) };
}
