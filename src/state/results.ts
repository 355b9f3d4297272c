/**
 * What uses and lessons have measured last, for whoever refers to the numbers on the screen, such as the checks of lessons. Each
 * result names the run and the step of the model that it belongs to.
 */
import { create } from 'zustand';

interface Of {
  run: number;
  step: number;
}

export interface Results {
  /** Samples drawn from `source`: the number of classes that are covered (`analysis/coverage.ts`). */
  draws: (Of & { source: string; covered: number; count: number }) | null;
  /**
   * Anomalies: the shares of `other` images and of test images above the threshold, and whether the reader has moved
   * the threshold. The drawing's score and the median of the test images, in nats; null without a drawing.
   */
  anomalies:
    | (Of & {
        other: string;
        caught: number;
        falseAlarms: number;
        movedThreshold: boolean;
        drawing: number | null;
        median: number;
      })
    | null;
  /** Nats per restored image: see `lessons/restoration.ts`. */
  restored: (Of & { nats: number }) | null;
}

export const useResults = create<Results>()(() => ({ draws: null, anomalies: null, restored: null }));

/** Drops all of them: their run is over. */
export const forgetResults = (): void =>
  useResults.setState({ draws: null, anomalies: null, restored: null });
