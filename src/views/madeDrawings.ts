/** The digits that MADE is generating, all equally far, and which of them is shown large. */
import { type Drawing, drawImage } from '../decode/madeSampler';
import type { ModelSpec } from '../model/spec';

export function createMadeDrawings(count: number) {
  let drawings: Drawing[] = [];
  let chosen = 0;
  let sample = 0;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  return {
    /** Empty until the first start. */
    get drawings(): readonly Drawing[] {
      return drawings;
    },
    get chosen() {
      return chosen;
    },
    /** The number of generated pixels per digit. */
    get drawn() {
      return drawings[0]?.drawn ?? 0;
    },
    get finished() {
      return drawings.length > 0 && this.drawn === drawings[0].pixels.length;
    },
    /**
     * Starts new digits, with sample numbers that have not been used before. Copies the weights, since they must not
     * change while a digit is generated.
     */
    start(spec: ModelSpec, weights: Float32Array, seed: number): void {
      const own = weights.slice();
      drawings = Array.from({ length: count }, () => drawImage(spec, own, seed, sample++));
      notify();
    },
    clear(): void {
      drawings = [];
      notify();
    },
    /** Generates the next `pixels` of each digit; fewer if time is up before, but at least one. */
    advance(pixels: number, timeUp: () => boolean): void {
      for (let i = 0; i < pixels && !this.finished; i++) {
        for (const drawing of drawings) drawing.next(1);
        if (timeUp()) break;
      }
      notify();
    },
    choose(index: number): void {
      chosen = index;
      notify();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The arrangement in place of the latent plane. */
export const MADE_SHEET = { columns: 5, rows: 4, gap: 3 };
/** The digits of the page, shared by the sheet and the large digit. */
export const madeDrawings = createMadeDrawings(MADE_SHEET.columns * MADE_SHEET.rows);
