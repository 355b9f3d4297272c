/**
 * Compiles a model: its layout, forward and backward operations, terms and passes are derived here and nowhere
 * else. Engines place values and execute operations; `reference.ts` does so in plain numbers. What an engine needs for
 * that is derived from the passes (`capabilities.ts`).
 */
import { Purpose } from '../math/random';
import { type BackwardPass, backwardPass } from './backward';
import { type ModelBuilder, modelBuilder, type PassBuilder } from './builder';
import { familyOf } from './families';
import { codeSize, type Layer, type Layout, layOut } from './layout';
import {
  type DiscriminatorMean,
  type Loss,
  type Op,
  type Phase,
  readBy,
  readByLoss,
  type Term,
  type Value,
} from './operations';
import type { ModelSpec, Turn } from './spec';

/** Operations in order, without those that no loss or result depends on, and the backward operations. */
export interface Pass {
  readonly ops: readonly Op[];
  readonly losses: readonly Loss[];
  readonly discriminatorMeans: readonly DiscriminatorMean[];
  /** Empty where nothing learns. */
  readonly back: BackwardPass;
}

/** One phase of a step: the layers in `learning` take one optimiser step along the gradient. */
export interface CompiledPhase extends Pass, Pick<Phase, 'turn' | 'learners'> {
  readonly learning: readonly Layer[];
}

/** What operations and losses read of a model besides themselves. */
export type Traits = Pick<ModelSpec, 'data' | 'latent' | 'likelihood' | 'corruption' | 'penalty'>;

/** What engines execute: layers, and passes over them. */
export interface Program {
  readonly spec: Traits;
  readonly layout: Pick<Layout, 'layers' | 'size'>;
  /** What a step records, in this order. `total`, if present, comes first. */
  readonly terms: readonly Term[];
  /** In their order; none where there is a closed form (PCA). */
  readonly phases: readonly CompiledPhase[];
  /** Images to codes; null where there is no encoder. */
  readonly encode: (Pass & { mu: Value; logVar: Value | null }) | null;
  /** Codes (and labels) to outputs; null where there is no latent. */
  readonly decode: (Pass & { codes: Value; outputs: Value }) | null;
  /** recon (or nll) and kl of uncorrupted test images; null where there is no encoder. */
  readonly evaluate: Pass | null;
  /** Rows that the caller gives to outputs, in programs that have such rows. */
  readonly apply?: Pass & { outputs: Value };
}

export interface CompiledModel extends Program {
  readonly spec: ModelSpec;
  readonly layout: Layout;
}

/** Compiled specs, by their content; there are few in a session. */
const compiled = new Map<string, CompiledModel>();
const MAX_KEPT = 64;
/** The same by the object, since this is called in every frame of a drag. */
const compiledOf = new WeakMap<ModelSpec, CompiledModel>();

/** The compiled model of a spec: compiled once per content, and the same object each time. */
export function compileModel(spec: ModelSpec): CompiledModel {
  let model = compiledOf.get(spec);
  if (!model) {
    model = compiledByContent(spec);
    compiledOf.set(spec, model);
  }
  return model;
}

function compiledByContent(spec: ModelSpec): CompiledModel {
  const key = JSON.stringify(Object.entries({ ...spec, ...spec.data, data: null }).sort());
  const known = compiled.get(key);
  if (known) return known;
  const model = compileAnew(spec);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(key, model);
  return model;
}

/** The layout of a model's parameters. */
export const layoutOf = (spec: ModelSpec): Layout => compileModel(spec).layout;

/** The terms that a step of the model records. */
export const termsOf = (spec: ModelSpec): readonly Term[] => compileModel(spec).terms;

/** The layers that learn in a phase of a step that trains `turn`. */
export const learningLayers = ({ turn: learner, learning }: CompiledPhase, turn: Turn): readonly Layer[] =>
  turn === 'both' || turn === learner ? learning : [];

function compileAnew(spec: ModelSpec): CompiledModel {
  const family = familyOf(spec);
  const layout = layOut(spec, family.networks);
  const builder = modelBuilder(spec, layout);
  const phases = family.phases(builder).map(compilePhase);
  const encode = layout.mu ? encodePass(builder) : null;
  const decode = codeSize(spec) > 0 ? decodePass(builder) : null;
  const evaluate = evaluatePass(builder, phases, encode !== null);
  const terms = family.terms(spec);
  return {
    spec,
    layout,
    terms,
    phases,
    encode,
    decode,
    evaluate,
  };
}

export function compilePhase({ turn, ops: all, losses, discriminatorMeans, learners }: Phase): CompiledPhase {
  const ops = needed(all, losses, discriminatorMeans, []);
  const learning = ops.flatMap((o) =>
    o.op === 'layer' && learners.includes(o.layer.learner) ? [o.layer] : [],
  );
  return {
    turn,
    learners,
    learning,
    ops,
    losses,
    discriminatorMeans,
    back: backwardPass(ops, losses, learning),
  };
}

const NOTHING_LEARNS: BackwardPass = { losses: [], operations: [] };

const reading = (b: PassBuilder, losses: readonly Loss[], results: readonly Value[]): Pass => ({
  ops: needed(b.ops, losses, [], results),
  losses,
  discriminatorMeans: [],
  back: NOTHING_LEARNS,
});

function encodePass(model: ModelBuilder): CompiledModel['encode'] {
  const b = model.pass();
  const { mu, logVar } = b.encoded(b.images());
  return { ...reading(b, [], logVar ? [mu, logVar] : [mu]), mu, logVar };
}

function decodePass(model: ModelBuilder): CompiledModel['decode'] {
  const b = model.pass();
  const codes = b.codes();
  const outputs = b.decoded(codes);
  return { ...reading(b, [], [outputs]), codes, outputs };
}

/** Without codes, the losses of a step are all that can be evaluated: −log p of MADE. A GAN has neither. */
function evaluatePass(model: ModelBuilder, phases: readonly CompiledPhase[], encodes: boolean): Pass | null {
  if (!encodes) {
    const [only] = phases;
    const measures = phases.length === 1 && only.losses.every(({ loss }) => loss === 'recon');
    return measures
      ? { ops: only.ops, losses: only.losses, discriminatorMeans: [], back: NOTHING_LEARNS }
      : null;
  }
  const b = model.pass();
  const target = b.images();
  const { mu, logVar } = b.encoded(target);
  const output = b.decoded(b.sampled({ mu, logVar }, Purpose.evaluate));
  const losses: Loss[] = [{ loss: 'recon', weight: 'one', term: 'recon', output, target }];
  if (logVar) losses.push({ loss: 'kl', weight: 'one', term: 'kl', mu, logVar });
  return reading(b, losses, []);
}

/** The operations that a loss, a recorded D or a result depends on. */
function needed(
  ops: readonly Op[],
  losses: readonly Loss[],
  discriminatorMeans: readonly DiscriminatorMean[],
  results: readonly Value[],
): Op[] {
  const ids = new Set(
    [
      ...losses.flatMap((loss) => {
        const { by, besides } = readByLoss(loss);
        return [...by, ...besides];
      }),
      ...discriminatorMeans.map(({ logits }) => logits),
      ...results,
    ].map(({ id }) => id),
  );
  const kept = [...ops].reverse().filter((o) => {
    if (!ids.has(o.out.id)) return false;
    for (const { id } of readBy(o)) ids.add(id);
    return true;
  });
  return kept.reverse();
}
