/**
 * Settings that are changed while a checkpoint loads. They were set later than those that it brings, and stand,
 * whichever of the worker's messages comes first.
 */
import type { Config } from '../experiment/config';
import { changesBetween } from '../experiment/schema';

/** One a checkpoint that is being loaded, the oldest first: the worker opens them in that order. */
const loading = new Set<{ changed: Partial<Config> }>();

/** From now until `end`, what is changed is kept in `changed`. */
export function meanwhile(): { readonly changed: Partial<Config>; end(): void } {
  const one = { changed: {} };
  loading.add(one);
  return {
    get changed() {
      return one.changed;
    },
    end: () => void loading.delete(one),
  };
}

/** The settings go from one to the other by the reader's hand, or a script's. */
export function changedByHand(from: Config, to: Config): void {
  const changes = changesBetween(from, to);
  for (const one of loading) Object.assign(one.changed, changes);
}

/** The settings that a checkpoint brings, with what has been changed since it began to load. */
export function withLaterChanges(config: Config): Config {
  const [oldest] = loading;
  return oldest ? { ...config, ...oldest.changed } : config;
}
