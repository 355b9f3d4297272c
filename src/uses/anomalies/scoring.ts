/**
 * Keeps scores of some images fresh while the model learns: small chunks, one after another, the oldest
 * first, with a small share of the worker's time. What was scored by an older model is scored again, and when
 * the model rests and all is done, nothing is asked.
 */
import type { Pool } from './pools';

export interface ScoringOptions {
  /** Scores of count × 784 bytes, which are handed over; null: not to be had now. */
  ask(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Float32Array | null>;
  /** Whether the worker has something else to do. */
  busy(): boolean;
  /** Images to a request. */
  chunk: number;
  /** Called after each answer. */
  onScores(): void;
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Of the time while the model learns. Requests wait for their turn in it, so the true share is smaller. */
const SHARE = 0.15;

interface Piece {
  place: Place;
  from: number;
  count: number;
  /** The model that it was scored by; −1: none yet. */
  version: number;
}

interface Place {
  pool: Pool;
  scores: Float32Array;
  pieces: Piece[];
}

export interface Scoring<Name extends string> {
  /** Gives a name its images, or takes them away. */
  put(name: Name, pool: Pool | null): void;
  /** A score an image, NaN where there is none yet; null: no images of this name. */
  scores(name: Name): Float32Array | null;
  /** The model has changed a little: what is known is known roughly. */
  renew(): void;
  /** Another model: nothing is known. */
  forget(): void;
  stop(): void;
}

/** Names that are served first, first. */
export function createScoring<Name extends string>(
  names: readonly Name[],
  { ask, busy, chunk, onScores, now, sleep }: ScoringOptions,
): Scoring<Name> {
  const places = new Map<Name, Place>();
  let version = 0;
  let working = false;
  let over = false;

  /** The piece that was scored longest ago; of those, the one that is least far into its pool. */
  function next(): Piece | null {
    let best: Piece | null = null;
    const order = (p: Piece) => p.from / p.place.pool.count;
    for (const name of names)
      for (const piece of places.get(name)?.pieces ?? [])
        if (
          best === null ||
          piece.version < best.version ||
          (piece.version === best.version && order(piece) < order(best))
        )
          best = piece;
    return best && best.version < version ? best : null;
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let piece = next(); piece && !over; piece = next()) {
      const { place, from, count } = piece;
      const { images, labels } = place.pool.take(from, count);
      const asked = version;
      const begun = now();
      const scores = await ask(images, count, labels);
      if (over) break;
      // Also where nothing is to be had: until the model changes, asking again would bring no more.
      piece.version = asked;
      if (scores?.length === count) place.scores.set(scores, from);
      onScores();
      if (busy()) await sleep((now() - begun) * (1 / SHARE - 1));
    }
    working = false;
  }

  const blank = (pool: Pool): Place => {
    const place: Place = { pool, scores: new Float32Array(pool.count).fill(Number.NaN), pieces: [] };
    for (let from = 0; from < pool.count; from += chunk)
      place.pieces.push({ place, from, count: Math.min(chunk, pool.count - from), version: -1 });
    return place;
  };

  return {
    put(name, pool) {
      if (pool) places.set(name, blank(pool));
      else places.delete(name);
      onScores();
      void work();
    },
    scores: (name) => places.get(name)?.scores ?? null,
    renew() {
      version++;
      void work();
    },
    forget() {
      version++;
      // What is still under way belongs to the places that were.
      for (const [name, { pool }] of places) places.set(name, blank(pool));
      onScores();
      void work();
    },
    stop() {
      over = true;
    },
  };
}
