/**
 * A model compiled: its layout, forward and backward operations, terms, passes and capabilities, derived here and nowhere else. Engines place values
 * and execute operations; `reference.ts` does so in plain numbers.
 */
import { Purpose } from '../math/random';
import { type WayBack, wayBack } from './backward';
import { type ModelBuilder, modelBuilder, type PassBuilder } from './builder';
import { type Capability, capabilitiesOf } from './capabilities';
import { familyOf } from './families';
import { codeSize, type Layer, type Layout, layOut } from './layout';
import {
  type Belief,
  type Loss,
  type Op,
  type Phase,
  readBy,
  readByLoss,
  type Term,
  type Value,
} from './operations';
import type { ModelSpec, Turn } from './spec';

/** Operations from front to back, without those that nothing in the end depends on, and the way back. */
export interface Pass {
  readonly ops: readonly Op[];
  readonly losses: readonly Loss[];
  readonly beliefs: readonly Belief[];
  /** Empty where nothing learns. */
  readonly back: WayBack;
}

/** One phase of a step: the layers in `learning` take one step of the optimiser along the gradient. */
export interface CompiledPhase extends Pass, Pick<Phase, 'turn' | 'learners'> {
  readonly learning: readonly Layer[];
}

export interface CompiledModel {
  readonly spec: ModelSpec;
  readonly layout: Layout;
  /** What a step records, in this order. `total`, where it is there, comes first. */
  readonly terms: readonly Term[];
  /** In their order; none where there is a closed form (PCA). */
  readonly phases: readonly CompiledPhase[];
  /** Images to codes; null where there is no encoder. */
  readonly encode: (Pass & { mu: Value; logVar: Value | null }) | null;
  /** Codes (and labels) to outputs; null where there is no latent. */
  readonly decode: (Pass & { codes: Value; outputs: Value }) | null;
  /** recon (or nll) and kl of images that are not learned from, uncorrupted; null where there is no encoder. */
  readonly evaluate: Pass | null;
  /** What an engine must be able to do. */
  readonly needs: ReadonlySet<Capability>;
}

/** Specs that were compiled, by their content; there are few in a session. */
const compiled = new Map<string, CompiledModel>();
const MOST_KEPT = 64;

/** The compiled model of a spec: made once for each content, and the same object each time. */
export function compileModel(spec: ModelSpec): CompiledModel {
  const key = JSON.stringify(spec, Object.keys(spec).sort());
  const known = compiled.get(key);
  if (known) return known;
  const model = compileAnew(structuredCopy(spec));
  if (compiled.size >= MOST_KEPT) compiled.clear();
  compiled.set(key, model);
  return model;
}

/** Where the parameters of a model lie. */
export const layoutOf = (spec: ModelSpec): Layout => compileModel(spec).layout;

/** What a step records of a model. */
export const termsOf = (spec: ModelSpec): readonly Term[] => compileModel(spec).terms;

/** Layers that learn in a phase when it is `whose` turn. */
export const learningLayers = ({ turn, learning }: CompiledPhase, whose: Turn): readonly Layer[] =>
  whose === 'both' || whose === turn ? learning : [];

/** A spec may be changed by its owner later. */
const structuredCopy = (spec: ModelSpec): ModelSpec => ({
  ...spec,
  encoder: [...spec.encoder],
  decoder: [...spec.decoder],
  discriminator: [...spec.discriminator],
});

function compileAnew(spec: ModelSpec): CompiledModel {
  const family = familyOf(spec);
  const layout = layOut(spec, family.networks);
  const builder = modelBuilder(spec, layout);
  const phases = family.phases(builder).map(compilePhase);
  const encode = layout.mu ? encodePass(builder) : null;
  const decode = codeSize(spec) > 0 ? decodePass(builder) : null;
  const evaluate = evaluatePass(builder, phases, encode !== null);
  const passes = [...phases, encode, decode, evaluate].filter((pass) => pass !== null);
  const terms = family.terms(spec);
  return { spec, layout, terms, phases, encode, decode, evaluate, needs: capabilitiesOf(layout, passes) };
}

function compilePhase({ turn, ops: all, losses, beliefs, learners }: Phase): CompiledPhase {
  const ops = needed(all, losses, beliefs, []);
  const learning = ops.flatMap((o) =>
    o.op === 'layer' && learners.includes(o.layer.learner) ? [o.layer] : [],
  );
  return { turn, learners, learning, ops, losses, beliefs, back: wayBack(ops, losses, learning) };
}

const NOTHING_LEARNS: WayBack = { losses: [], operations: [] };

const reading = (b: PassBuilder, losses: readonly Loss[], results: readonly Value[]): Pass => ({
  ops: needed(b.ops, losses, [], results),
  losses,
  beliefs: [],
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

/** Without codes, what a step measures is all that can be evaluated: −log p of MADE. A GAN has neither. */
function evaluatePass(model: ModelBuilder, phases: readonly CompiledPhase[], encodes: boolean): Pass | null {
  if (!encodes) {
    const [only] = phases;
    const measures = phases.length === 1 && only.losses.every(({ loss }) => loss === 'recon');
    return measures ? { ops: only.ops, losses: only.losses, beliefs: [], back: NOTHING_LEARNS } : null;
  }
  const b = model.pass();
  const target = b.images();
  const { mu, logVar } = b.encoded(target);
  const output = b.decoded(b.sampled({ mu, logVar }, Purpose.evaluate));
  const losses: Loss[] = [{ loss: 'recon', weight: 'one', term: 'recon', output, target }];
  if (logVar) losses.push({ loss: 'kl', weight: 'one', term: 'kl', mu, logVar });
  return reading(b, losses, []);
}

/** The operations that a loss, a belief or a result depends on. */
function needed(
  ops: readonly Op[],
  losses: readonly Loss[],
  beliefs: readonly Belief[],
  results: readonly Value[],
): Op[] {
  const ids = new Set(
    [
      ...losses.flatMap((loss) => {
        const { by, besides } = readByLoss(loss);
        return [...by, ...besides];
      }),
      ...beliefs.map(({ logits }) => logits),
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
