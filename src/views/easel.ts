/** The digits that MADE is drawing now, all of them equally far, and which of them the reader looks at. */
import { type Drawing, drawImage } from '../decode/madeSampler';
import { INPUT_SIZE, type ModelSpec } from '../model/spec';

export function createEasel(count: number) {
  let drawings: Drawing[] = [];
  let chosen = 0;
  let sample = 0;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    /** Empty before the first are begun. */
    get drawings(): readonly Drawing[] {
      return drawings;
    },
    get chosen() {
      return chosen;
    },
    /** Pixels of each digit that are drawn. */
    get drawn() {
      return drawings[0]?.drawn ?? 0;
    },
    get finished() {
      return drawings.length > 0 && this.drawn === INPUT_SIZE;
    },
    /** Empty sheets, for digits that were not drawn before. The weights are copied: they must not change under a drawing. */
    begin(spec: ModelSpec, weights: Float32Array, seed: number): void {
      const own = weights.slice();
      drawings = Array.from({ length: count }, () => drawImage(spec, own, seed, sample++));
      tell();
    },
    clear(): void {
      drawings = [];
      tell();
    },
    /** Draws the next `pixels` of each digit; fewer, but at least one, if the time is up before. */
    advance(pixels: number, timeUp: () => boolean): void {
      for (let i = 0; i < pixels && !this.finished; i++) {
        for (const drawing of drawings) drawing.next(1);
        if (timeUp()) break;
      }
      tell();
    },
    choose(index: number): void {
      chosen = index;
      tell();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** As the sheet in the plane's place has them. */
export const EASEL = { columns: 5, rows: 4, gap: 3 };
/** The one of the page: the sheet and the large digit look at the same. */
export const easel = createEasel(EASEL.columns * EASEL.rows);
