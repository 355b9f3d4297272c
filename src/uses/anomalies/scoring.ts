/**
 * Keeps the scores of some images up to date during training: small chunks, one after another, the oldest
 * first, with a small share of the worker's time. Scores of an older model are computed again; when training
 * has stopped and all is done, no requests are made.
 */
import type { Pool } from './pools';

export interface ScoringOptions {
  /** Scores of count × 784 bytes, which are transferred; null if not available now. */
  score(images: Uint8Array, count: number, labels?: Uint8Array): Promise<Float32Array | null>;
  /** Whether the worker is training. */
  busy(): boolean;
  /** Images per request. */
  chunk: number;
  /** Called after each reply. */
  onScores(): void;
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Share of the time during training. Requests also wait in the worker, so the true share is smaller. */
const SHARE = 0.15;

interface Piece {
  place: Place;
  from: number;
  count: number;
  /** The model version that it was scored with; −1: not scored yet. */
  version: number;
}

interface Place {
  pool: Pool;
  scores: Float32Array;
  pieces: Piece[];
}

export interface Scoring<Name extends string> {
  /** Sets or removes the images of a name. */
  put(name: Name, pool: Pool | null): void;
  /** One score per image, NaN where there is none yet; null: no images of this name. */
  scores(name: Name): Float32Array | null;
  /** Whether all scores are those of the present model. */
  settled(): boolean;
  /** The model has changed a little: present scores are approximate. */
  renew(): void;
  /** Another model: present scores are removed. */
  forget(): void;
  stop(): void;
}

/** Names are scored in the given order of priority. */
export function createScoring<Name extends string>(
  names: readonly Name[],
  { score, busy, chunk, onScores, now, sleep }: ScoringOptions,
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
      const scoredVersion = version;
      const startedAt = now();
      const scores = await score(images, count, labels);
      if (over) break;
      // Also if there was no score: until the model changes, another request would not help.
      piece.version = scoredVersion;
      if (scores?.length === count) place.scores.set(scores, from);
      onScores();
      if (busy()) await sleep((now() - startedAt) * (1 / SHARE - 1));
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
    settled: () => next() === null,
    scores: (name) => places.get(name)?.scores ?? null,
    renew() {
      version++;
      void work();
    },
    forget() {
      version++;
      // Pending requests belong to the previous places.
      for (const [name, { pool }] of places) places.set(name, blank(pool));
      onScores();
      void work();
    },
    stop() {
      over = true;
    },
  };
}
