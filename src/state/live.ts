/**
 * Data that changes every frame and must not pass through React: the last published weights, points, manifold
 * and reconstructions of the run, and the codes of the reader's drawing. Views subscribe, mark themselves
 * dirty and draw in their next animation frame.
 */
import type { View } from '../worker/protocol';

export interface Live {
  runId: number;
  /** Decoder parameters (from `layout.decoderStart`), and the step they belong to. */
  weights: { step: number; decoder: Float32Array } | null;
  /**
   * μ and, for a VAE, log σ² of the first `count` test images, count × latent, and their classes where known.
   */
  points: {
    step: number;
    count: number;
    mu: Float32Array;
    logVar: Float32Array | null;
    labels: Uint8Array | null;
  } | null;
  manifold: { step: number; view: View; tiles: Uint8Array } | null;
  reconstructions: {
    step: number;
    samples: number[];
    /** The corrupted input of a denoising model. */
    corrupted: Uint8Array | null;
    pixels: Uint8Array;
    errors: Float32Array;
  } | null;
  /** The reader's drawing (784 bytes) as the model receives it; `label` is the condition of a conditional model. */
  drawing: { image: Uint8Array; label: number; mu: Float32Array; logVar: Float32Array | null } | null;
  /** The code of a damaged digit (one latent), then those of its restorations, pass by pass. */
  passes: Float32Array[] | null;
}

export type LiveKey = Exclude<keyof Live, 'runId'>;

/** What shows the model at one step, as it is then published. */
type Held = Pick<Live, 'weights' | 'points' | 'manifold' | 'reconstructions'>;
const HELD = ['weights', 'points', 'manifold', 'reconstructions'] as const;

export function createLive() {
  const empty = (runId: number): Live => ({
    runId,
    weights: null,
    points: null,
    manifold: null,
    reconstructions: null,
    drawing: null,
    passes: null,
  });
  let live = empty(0);
  /** While an earlier step is shown: what the run has published meanwhile. */
  let waiting: Held | null = null;
  const listeners = new Map<LiveKey, Set<() => void>>();
  const notify = (key: LiveKey) => {
    for (const listener of listeners.get(key) ?? []) listener();
  };
  return {
    get: (): Readonly<Live> => live,
    set<K extends LiveKey>(key: K, value: Live[K]): void {
      if (waiting && key in waiting) {
        Object.assign(waiting, { [key]: value });
        return;
      }
      live[key] = value;
      notify(key);
    },
    /** Shows an earlier step; what the run publishes meanwhile waits for `release`. */
    hold(earlier: Omit<Held, 'manifold'>): void {
      const { weights, points, manifold, reconstructions } = live;
      waiting ??= { weights, points, manifold, reconstructions };
      // The tiles of the plane are decoded from the weights.
      Object.assign(live, earlier);
      for (const key of HELD) if (key !== 'manifold') notify(key);
    },
    /** Adds to the earlier step that is shown. */
    complete(reconstructions: Live['reconstructions']): void {
      if (!waiting) return;
      live.reconstructions = reconstructions;
      notify('reconstructions');
    },
    /** Shows what the run has published last. */
    release(): void {
      if (!waiting) return;
      Object.assign(live, waiting);
      waiting = null;
      for (const key of HELD) notify(key);
    },
    /** What the run has published last, also while an earlier step is shown. */
    latest: (): Readonly<Held> => waiting ?? live,
    /** Starts a new run: removes the data of the old one. */
    open(runId: number): void {
      waiting = null;
      live = empty(runId);
      for (const key of listeners.keys()) notify(key);
    },
    subscribe(key: LiveKey, listener: () => void): () => void {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => set.delete(listener);
    },
  };
}

export const live = createLive();
