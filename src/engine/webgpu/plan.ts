/**
 * What the GPU needs to run a model at a batch size: buffers, kernels, and the list of dispatches of a step.
 * Pure, so that it can be read and tested without a GPU.
 */

import { type CompiledPhase, compileModel } from '../../model/compile';
import type { Learner } from '../../model/layout';
import { imageSize, type ModelSpec, type Turn } from '../../model/spec';
import { createDispatches, type Dispatch } from './dispatch';
import { gradientScale } from './half';
import { type BufferName, createArenas, type Place, quads } from './memory';
import { MAX_SUMS, prepareKernel, RANGE, reduceKernel } from './otherKernels';
import { type PlacedPass, placePass, type Shared, type Wanted } from './pass';
import { exact, type Variant } from './product';
import { stagesOf } from './stages';
import { MAX_BLOCKS, MAX_UPDATES, SLOT_BYTES } from './steps';
import { createSums, type Sum, type Sums } from './sums';
import type { OpOf } from './values';

/** Images per slice where the caller gives the count. */
export const SLICE = 512;
/** Passes whose sums are kept until they are read back. */
export const RING = 1024;
/** Most passes in one submit. */
const MAX_STEPS = 32;

/** A phase of a step. */
export interface PhasePlan extends Pick<PlacedPass, 'forward' | 'backward' | 'update'> {
  phase: CompiledPhase;
}

export type Plan = ReturnType<typeof planOf>;

export function planOf(spec: ModelSpec, batch: number, images: number, variant: Variant) {
  const stages = stagesOf(spec);
  const model = compileModel(spec);
  const { latent } = spec;
  const size = imageSize(spec.data);
  const arenas = createArenas();
  const dispatches = createDispatches(variant);
  const picksStep = 4 * quads(batch);

  /** Blocks of normal numbers of a step; the first is that of the sample. */
  const draws: OpOf<'normal'>[] = [];
  const blockOf = ({ purpose, draw }: OpOf<'normal'>) =>
    draws.findIndex((d) => d.purpose === purpose && d.draw === draw);
  for (const o of model.phases.flatMap(({ ops }) => ops)) {
    if (o.op === 'normal' && blockOf(o) < 0) draws.push(o);
  }
  /** Each learner's update in a step has numbers of its own, by its count of updates so far. */
  const updates: { phase: CompiledPhase; learner: Learner }[] = [];
  const place = (wanted: Wanted, sums: Sums, phase?: CompiledPhase) => {
    const shared: Shared = {
      spec,
      stages,
      // Only learning is in half precision.
      variant: phase ? variant : exact(variant),
      arenas,
      dispatches,
      blockOf,
      updateOf: ({ learner }) => updates.findIndex((u) => u.phase === phase && u.learner === learner),
    };
    return placePass(shared, wanted, sums);
  };

  const sums = createSums(picksStep);
  const phases = model.phases.map((phase): PhasePlan => {
    updates.push(...phase.learners.map((learner) => ({ phase, learner })));
    const { forward, backward, update } = place({ pass: phase, picture: null, rows: picksStep }, sums, phase);
    return { phase, forward, backward, update };
  });
  const nothing = createSums(0);
  const reading = createSums(SLICE);
  const { encode, decode, evaluate } = model;
  const encoding = encode && place({ pass: encode, picture: null, rows: SLICE }, nothing);
  const decoding = decode && place({ pass: decode, picture: decode.outputs, rows: SLICE }, nothing);
  const measuring = evaluate && place({ pass: evaluate, picture: null, rows: SLICE }, reading);
  if (draws.length > MAX_BLOCKS || updates.length > MAX_UPDATES)
    throw new Error('a step has no room for them');

  const reduction = (list: readonly Sum[]): Dispatch | null => {
    if (list.length > MAX_SUMS) throw new Error('more sums than there is room for');
    if (list.length === 0) return null;
    const ranges = Array.from({ length: MAX_SUMS }, (_, i) => {
      const { at = 0, perRow = 0, fixed = 0 } = list[i] ?? {};
      return [...RANGE.pack({ at, perRow, fixed })];
    });
    const buffers = { slots: 'slots', partials: 'partials', losses: 'losses' } as const;
    return dispatches.listed(reduceKernel(), buffers, ranges.flat(), () => list.length);
  };
  const prepare = dispatches.listed(
    prepareKernel(),
    { slots: 'slots', picks: 'picks', noise: 'noise' },
    [],
    (rows) => {
      // A thread draws a pair of normal numbers; one pair more where a pair straddles the start.
      const padded = 4 * quads(rows);
      return Math.ceil(Math.max(padded, Math.ceil((padded * latent) / 2) + 1) / 64);
    },
  );
  const reduce = { training: reduction(sums.list), reading: reduction(reading.list) };
  const products = dispatches.content();

  // Draws for several steps, up to a few megabytes.
  const steps = Math.max(1, Math.min(MAX_STEPS, Math.floor(8192 / batch)));
  const noiseStep = draws.length * picksStep * latent;
  const partialsStep = sums.size();
  const stochastic = stages.spread === 2;
  const numbers = (n: number) => 4 * Math.max(4, n);
  const weights = numbers(4 * stages.parameters.size);
  const taps = Int32Array.from(stages.taps.flat());
  const { activations0, activations1, deltas0, deltas1 } = arenas.most;
  const buffers: Record<BufferName, number> = {
    images: Math.max(4, images * size),
    labels: numbers(images),
    slice: SLICE * size,
    sliceLabels: numbers(SLICE),
    slots: steps * SLOT_BYTES,
    products: products.byteLength,
    weights,
    firstMoments: weights,
    secondMoments: weights,
    reach: numbers(stages.reach.length),
    taps: numbers(taps.length),
    activations0: numbers(4 * activations0),
    activations1: numbers(4 * activations1),
    deltas0: numbers(4 * deltas0),
    deltas1: numbers(4 * deltas1),
    heads: numbers(stochastic ? 4 * Math.max(picksStep, SLICE) * quads(2 * latent) : 0),
    noise: numbers(Math.max(steps * noiseStep, stochastic ? SLICE * latent : 0)),
    picks: numbers(Math.max(steps * picksStep, SLICE)),
    means: numbers(8 * quads(latent)),
    gradients: numbers(4 * arenas.most.gradients),
    statistics: numbers(4 * arenas.most.statistics),
    partials: numbers(Math.max(steps * partialsStep, reading.size())),
    losses: numbers(RING * Math.max(sums.list.length, reading.list.length)),
  };
  return {
    stages,
    variant,
    /** What the gradients of a step are multiplied by. */
    scale: gradientScale(variant.half, batch),
    /** Words of an image, four pixels each. */
    words: size / 4,
    /** Passes that fit into a submit. */
    steps,
    /** Distances from one pass of a submit to the next: in picks, in normal numbers, and in partial sums. */
    picksStep,
    noiseStep,
    partialsStep,
    draws,
    updates,
    phases,
    sums: { training: sums.list, reading: reading.list },
    prepare,
    reduce,
    /** The pass to μ, or to μ and log σ² side by side. */
    encode:
      encode &&
      encoding &&
      reader(encoding, stochastic ? encoding.values.heads : encoding.values.of(encode.mu)),
    decode:
      decode && decoding
        ? { ...reader(decoding, decoding.values.of(decode.outputs)), codes: decoding.values.of(decode.codes) }
        : null,
    evaluate: measuring?.forward ?? null,
    /** Their sizes in bytes. */
    buffers,
    /** The content of the buffers `products` and `taps`. */
    products,
    taps,
  };
}

const reader = ({ forward }: PlacedPass, result: Place) => ({ dispatches: forward, result });

/**
 * The dispatches of a step in which `turn` learns, in order; weights change only after they were last read.
 */
export function trainingStep(
  { phases }: Pick<Plan, 'phases'>,
  turn: Turn = 'both',
  free = false,
): Dispatch[] {
  return phases
    .flatMap(({ phase, forward, backward, update }) =>
      turn === 'both' || turn === phase.turn ? [...forward, ...backward, ...update] : forward,
    )
    .filter(({ freeOnly }) => free || !freeOnly);
}

/** All dispatches that read the images of a slice. */
export function readingDispatches({ encode, decode, evaluate }: Plan): Dispatch[] {
  return [...(encode?.dispatches ?? []), ...(decode?.dispatches ?? []), ...(evaluate ?? [])];
}
