/** The playhead of a chart: the step that the page shows, among those that can be shown again. */

export interface Past {
  /** Ascending. */
  steps: readonly number[];
  /** The step that the page shows; null: the latest. */
  shown: number | null;
  /** The latest step of the run. */
  latest(): number;
  /** Shows the nearest of `steps`. */
  onShow(step: number): void;
  onLatest(): void;
}

/**
 * Moves the playhead from snapshot to snapshot; after the last one, the latest step is shown. Returns whether the key
 * is one of the playhead's.
 */
export function movePlayhead({ steps, shown, latest, onShow, onLatest }: Past, key: string): boolean {
  /** The place of the latest step, which may have a snapshot. */
  const end = steps.length - (steps[steps.length - 1] === latest() ? 1 : 0);
  const at = shown === null ? end : steps.indexOf(shown);
  const to = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - 5,
    PageUp: at + 5,
    Home: 0,
    End: end,
  }[key];
  if (to === undefined) return false;
  if (to < end) onShow(steps[Math.max(0, to)]);
  else onLatest();
  return true;
}
