/**
 * The draws of a learned prior that the plane shows, and the time at which they are shown. Small, since the plane reads it;
 * how the prior is learned is in `learnedPrior.ts`, which is fetched with its use.
 */
import { create } from 'zustand';
import type { FlowPaths } from '../analysis/flowPaths';

interface FlowShown {
  /** Null: the plane shows none. */
  paths: FlowPaths | null;
  /** From 0, where draws are of N(0, I), to 1, where they are codes. */
  t: number;
  playing: boolean;
  /** Whether arrows show the score at that time. */
  score: boolean;
}

export const useFlowShown = create<FlowShown>()(() => ({ paths: null, t: 1, playing: false, score: false }));
