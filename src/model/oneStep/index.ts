/**
 * One training step on one image, described number by number: what `referenceStep` computes, in float64, from the
 * parameters, the optimiser's state and the settings of a run. Everything here is read off that step; which parts there
 * are follows from the compiled model.
 */
import { compileModel } from '../compile';
import {
  type Recorded,
  type ReferenceBatch,
  type ReferenceState,
  referenceEncode,
  referenceStep,
  referenceTerms,
} from '../reference';
import type { Hyper, ModelSpec, Turn } from '../spec';
import { type ShownLoss, shownLosses } from './losses';
import { type LayerChange, layerChanges, type OneWeight, oneWeight, type Units, unitsOf } from './update';
import { type ShownValue, type Source, shownValues } from './values';

export type { LayerChange, OneWeight, ShownLoss, ShownValue, Source, Units };

/** A phase of the step: forward, backward, update. */
export interface OneStepPhase {
  turn: Exclude<Turn, 'both'>;
  /** In the order in which they are computed. */
  values: readonly ShownValue[];
  losses: readonly ShownLoss[];
  /** The sum of the losses, each times its weight. */
  objective: number;
  /** What the step records of this phase: each term, and the mean outputs of a discriminator. */
  recorded: Recorded;
  /** Of the layers that learn. */
  changes: readonly LayerChange[];
  /** Of the layers that learn and are connected to pixels. */
  units: readonly Units[];
  weight: OneWeight;
}

export interface OneStep {
  /** Steps taken before this one. */
  step: number;
  /** The settings that it was taken with. */
  hyper: Hyper;
  phases: readonly OneStepPhase[];
  /** The terms of the image with the parameters before and after all of the step; the same draws. */
  before: Recorded;
  after: Recorded;
  /** μ before and after it, of the image and of other images (count × latent); null without an encoder. */
  codes: { before: Float64Array; after: Float64Array; others: Movement } | null;
}

/** Codes of images that the step did not see. */
export interface Movement {
  count: number;
  before: Float64Array;
  after: Float64Array;
}

/** Images that the step does not see, count × pixels bytes, and their labels. */
export interface Others {
  images: Uint8Array;
  labels?: Uint8Array;
}

/**
 * Takes the step on a batch of one image, in place in `state`. The model must have steps (`hasClosedForm`); its draws
 * are those of (batch.seed, purpose, batch.step).
 */
export function oneStep(
  spec: ModelSpec,
  state: ReferenceState,
  batch: ReferenceBatch,
  hyper: Hyper,
  others: Others,
): OneStep {
  const phases: OneStepPhase[] = [];
  const first = state.parameters.slice();
  referenceStep(spec, state, batch, hyper, (traced, update) => {
    const { parameters, m, v } = state;
    const before = { parameters: parameters.slice(), m: m.slice(), v: v.slice() };
    update();
    const { phase, losses, objective, recorded } = traced;
    const units = unitsOf(spec, traced, before.parameters, parameters);
    phases.push({
      turn: phase.turn,
      values: shownValues(spec, traced),
      losses: losses.map((loss) => shownLosses(traced, loss)),
      objective,
      recorded,
      changes: layerChanges(traced, before.parameters, parameters),
      units,
      weight: oneWeight(spec, traced, before, state, units[0]?.largest ?? null),
    });
  });
  const { parameters } = state;
  return {
    step: batch.step,
    hyper,
    phases,
    before: referenceTerms(spec, first, batch, hyper),
    after: referenceTerms(spec, parameters, batch, hyper),
    codes: compileModel(spec).encode && codes(spec, first, parameters, batch, others),
  };
}

function codes(
  spec: ModelSpec,
  first: Float64Array,
  then: Float64Array,
  batch: ReferenceBatch,
  others: Others,
): OneStep['codes'] {
  const of = (parameters: Float64Array, { images, labels }: Others) =>
    referenceEncode(spec, parameters, images, labels).mu;
  return {
    before: of(first, batch),
    after: of(then, batch),
    others: {
      count: others.images.length / batch.images.length,
      before: of(first, others),
      after: of(then, others),
    },
  };
}
