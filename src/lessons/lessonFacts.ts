/** What the checks of lessons may refer to: the numbers of the model on the plane, as the page shows them. */
import type { Config } from '../experiment/config';
import { momentsOf } from '../math/activity';
import { layoutOf } from '../model/compile';
import type { ModelSpec } from '../model/spec';
import { live } from '../state/live';
import { type Results, useResults } from '../state/results';
import { series } from '../state/series';
import { useStore } from '../state/store';
import type { Evaluation, RunOrigin, RunStatus } from '../worker/protocol';
import { entropyOf, varianceOf } from './imageStatistics';

export interface LessonFacts {
  spec: ModelSpec;
  /** The settings of the model on the plane. */
  config: Config;
  origin: RunOrigin;
  status: RunStatus;
  step: number;
  /** Losses of the whole test set at this step; null: not measured. */
  test: Evaluation | null;
  /** The training loss of one step by its term, in nats per image of its batch; null: not kept. */
  loss(step: number, term: string): number | null;
  /** The mean of a training loss over the steps `from` … `to`; null unless all are kept. */
  meanLoss(from: number, to: number, term: string): number | null;
  /** The variance of μ over the test images by latent coordinate, at this step; null without codes. */
  variances(): readonly number[] | null;
  /** The mean code of each class of test images, class by class; null without codes or labels. */
  centres(): readonly number[] | null;
  /** The rows of the matrix of a decoder with one layer, latent × 784; null for others. */
  decoderRows(): readonly number[] | null;
  /** The mean entropy of test images as probabilities of ink, in nats per image: what a perfect copy costs. */
  entropy(): number | null;
  /** The mean squared distance of test images from their mean. */
  variance(): number | null;
  /** Results of uses, and of the restoration of masked test images, for this run and this step. */
  results: Results;
  /** What earlier steps of the lesson have kept. */
  kept: Readonly<Record<string, readonly number[]>>;
}

export function lessonFactsNow(kept: LessonFacts['kept']): LessonFacts {
  const { run, data } = useStore.getState();
  const { spec, config, origin, status, step, evaluation } = run;
  const whole = evaluation && evaluation.step === step && evaluation.count === data.test?.count;
  const codes = () => {
    const { points } = live.get();
    return points && points.step === step && points.mu.length === points.count * spec.latent ? points : null;
  };
  const { draws, anomalies, restored } = useResults.getState();
  const ofThisStep = <T extends { run: number; step: number }>(result: T | null) =>
    result && result.run === run.id && result.step === step ? result : null;
  return {
    ...{ spec, config, origin, status, step, kept },
    test: whole ? evaluation : null,
    loss: (at, term) => series.at(at)?.[term] ?? null,
    meanLoss(from, to, term) {
      let sum = 0;
      for (let at = from; at <= to; at++) {
        const value = series.at(at)?.[term];
        if (value === undefined) return null;
        sum += value / (to - from + 1);
      }
      return sum;
    },
    variances() {
      const found = codes();
      return found && [...momentsOf(found.mu, spec.latent).variance];
    },
    centres() {
      const found = codes();
      return found?.labels ? centresOf(found.mu, found.labels, spec.latent) : null;
    },
    decoderRows() {
      const { weights } = live.get();
      const { decoder, decoderStart } = layoutOf(spec);
      if (!weights || weights.step !== step || decoder.length !== 1) return null;
      const [{ weight, bias }] = decoder;
      return [...weights.decoder.subarray(weight - decoderStart, bias - decoderStart)];
    },
    entropy: () => data.test && entropyOf(data.test),
    variance: () => data.test && varianceOf(data.test),
    results: {
      draws: ofThisStep(draws),
      anomalies: ofThisStep(anomalies),
      restored: ofThisStep(restored),
    },
  };
}

/** The mean of the codes (count × latent) of each class, class by class. NaN for a class without images. */
export function centresOf(mu: Float32Array, labels: Uint8Array, latent: number): number[] {
  const classes = labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const sums = new Float64Array(classes * latent);
  const counts = new Float64Array(classes);
  const count = Math.min(labels.length, mu.length / latent);
  for (let i = 0; i < count; i++) {
    counts[labels[i]]++;
    for (let d = 0; d < latent; d++) sums[labels[i] * latent + d] += mu[i * latent + d];
  }
  return Array.from(sums, (sum, at) => sum / counts[Math.floor(at / latent)]);
}
