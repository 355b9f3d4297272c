/**
 * Settings that are changed while a checkpoint loads. They are later than those of the checkpoint and take
 * precedence, whichever of the worker's messages comes first.
 */
import type { Config } from '../experiment/config';
import { changesBetween } from '../experiment/schema';

/** One per checkpoint that is being loaded, the oldest first: the worker opens them in that order. */
const loading = new Set<{ changed: Partial<Config> }>();

/** Records the changes in `changed` from now until `end`. */
export function recordChanges(): { readonly changed: Partial<Config>; end(): void } {
  const one = { changed: {} };
  loading.add(one);
  return {
    get changed() {
      return one.changed;
    },
    end: () => void loading.delete(one),
  };
}

/** Called when the reader or a script changes the settings. */
export function recordChange(from: Config, to: Config): void {
  const changes = changesBetween(from, to);
  for (const one of loading) Object.assign(one.changed, changes);
}

/** The settings of a checkpoint, with the changes made since it began to load. */
export function withLaterChanges(config: Config): Config {
  const [oldest] = loading;
  return oldest ? { ...config, ...oldest.changed } : config;
}
