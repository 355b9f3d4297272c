/**
 * What happens in a step of learning, as data. A program is a list of phases; a phase runs its operations
 * from front to back, adds up its losses, and every layer that learns in it takes one Adam step along the
 * gradient of their weighted sum. Engines interpret it, `reference.ts` first of all; nobody else knows what
 * a family does in a step.
 *
 * In a phase each value is written once, by the operation whose `out` it is, and each layer is applied once:
 * what goes through the same layer twice (real and made images) goes through it as one stack. So a gradient is
 * whole as soon as its layer has been passed on the way back.
 */
import { Purpose } from '../math/random';
import { codeSize, conditionSize, type Layer, type Learner, layoutOf } from './layout';
import { CLASSES, INPUT_SIZE, isStochastic, type ModelSpec, type Turn } from './spec';

/** A matrix of numbers: `stack` batches one above the other, `width` numbers a row. */
export interface Value {
  readonly id: number;
  readonly stack: number;
  readonly width: number;
}

export type Op =
  /** The batch's images, in [0, 1]. */
  | { op: 'images'; out: Value }
  /** The batch's labels, one-hot. */
  | { op: 'labels'; out: Value }
  /** The codes that `decode` is asked for. */
  | { op: 'codes'; out: Value }
  /** The images after the spec's corruption, with `Hyper.noise`; draws of (seed, corruption, step). */
  | { op: 'corrupt'; from: Value; out: Value }
  /**
   * Standard normal draws of (seed, purpose, step); a batch's number n begins at index (turn · batch + n) · width.
   */
  | { op: 'normal'; purpose: Purpose; turn: number; out: Value }
  /** f(x W + b), where x is all of `from` side by side; or a convolution of the one in `from`. */
  | { op: 'layer'; layer: Layer; from: readonly Value[]; out: Value }
  /** z = μ + σ ε (Kingma & Welling 2013). */
  | { op: 'sample'; mu: Value; logVar: Value; epsilon: Value; out: Value }
  /** What outputs stand for, unbounded where the likelihood is Gaussian: a discriminator sees these. */
  | { op: 'pixels'; from: Value; out: Value }
  /** One above the other. */
  | { op: 'stack'; from: readonly Value[]; out: Value };

/** What a term is weighed with in the objective: 1, β (with its warm-up), λ, γ, or not at all. */
export type Weight = 'one' | 'beta' | 'penalty' | 'gamma' | 'none';

/** Each is averaged over the images of a batch, in nats where nothing else is said. */
export type Loss = { weight: Weight; term: Term | null } & (
  | /** −log p(x | output), summed over pixels. */
  { loss: 'recon'; output: Value; target: Value }
  /**
   * KL(N(μ, σ²) ‖ N(0, 1)), summed over coordinates; in the objective each coordinate's mean counts as
   * `Hyper.freeBits` where it is below that, and has no gradient (Kingma et al. 2016, eq. 15).
   */
  | { loss: 'kl'; mu: Value; logVar: Value }
  /** The spec's penalty on the code: Σ |z|, ½ Σ z², or Σ KL(ρ ‖ mean of the batch). */
  | { loss: 'penalty'; code: Value }
  /**
   * For each batch of the stack: `real` −log D, `fake` −log (1 − D), `fool` the generator's loss by
   * `Hyper.ganLoss`, null nothing; D = 1 / (1 + e^−logit). Summed over the stack.
   */
  | { loss: 'adversarial'; logits: Value; roles: readonly (Role | null)[] }
  /** ½ ‖f − f*‖² between batch `of` and batch `like` of a stack, of which the second is held constant. */
  | { loss: 'feature'; features: Value; of: number; like: number }
);
export type Role = 'real' | 'fake' | 'fool';

/** D averaged over some batches of a stack: what the discriminator believes. */
export interface Belief {
  term: Term;
  logits: Value;
  of: readonly number[];
}

export interface Phase {
  /** Whose turn it is: with `Hyper.turn` on the other side the phase is measured, and nobody learns. */
  turn: Exclude<Turn, 'both'>;
  ops: readonly Op[];
  losses: readonly Loss[];
  beliefs: readonly Belief[];
  /** Whose layers learn, of those that the phase applies. */
  learners: readonly Learner[];
}

/** Operations without learning. */
export interface Pass {
  ops: readonly Op[];
  losses: readonly Loss[];
}

/**
 * The names of what is recorded in a step. `total` is the objective of models with one; `nll` is −log p(x) of
 * MADE; `dReal` and `dFake` are probabilities.
 */
export type Term =
  | 'total'
  | 'recon'
  | 'kl'
  | 'penalty'
  | 'nll'
  | 'feature'
  | 'discriminator'
  | 'generator'
  | 'dReal'
  | 'dFake';

export interface Program {
  /** What a step records, in this order. `total`, where it is there, comes first. */
  terms: readonly Term[];
  /** Empty for PCA, which has a closed form (`pca.ts`). */
  phases: readonly Phase[];
  /** Images to codes; null where there is no encoder. */
  encode: { ops: readonly Op[]; mu: Value; logVar: Value | null } | null;
  /** Codes (and labels) to outputs; null where there is no latent. */
  decode: { ops: readonly Op[]; outputs: Value } | null;
  /** recon (or nll) and kl on images that are not learned from, uncorrupted; null where there is no encoder. */
  evaluate: Pass | null;
}

/** Adds operations to a list, with a value for each result. */
function builder(spec: ModelSpec) {
  const layout = layoutOf(spec);
  const ops: Op[] = [];
  let ids = 0;
  const value = (width: number, stack = 1): Value => ({ id: ids++, stack, width });
  const add = <O extends Op>(op: O): Value => {
    ops.push(op);
    return op.out;
  };
  const conditioned = conditionSize(spec) > 0;
  const b = {
    ops,
    images: () => add({ op: 'images', out: value(INPUT_SIZE) }),
    codes: () => add({ op: 'codes', out: value(spec.latent) }),
    normal: (purpose: Purpose, turn = 0) => add({ op: 'normal', purpose, turn, out: value(spec.latent) }),
    pixels: (from: Value) => add({ op: 'pixels', from, out: value(from.width, from.stack) }),
    stack: (...from: Value[]) =>
      from.length === 1
        ? from[0]
        : add({
            op: 'stack',
            from,
            out: value(
              from[0].width,
              from.reduce((sum, v) => sum + v.stack, 0),
            ),
          }),
    corrupted: (from: Value) =>
      spec.corruption === 'none' ? from : add({ op: 'corrupt', from, out: value(from.width) }),
    /** `from`, with its labels beside it where the model is conditional. */
    told(from: Value): Value[] {
      if (!conditioned) return [from];
      const labels = Array.from({ length: from.stack }, () => add({ op: 'labels', out: value(CLASSES) }));
      return [from, b.stack(...labels)];
    },
    layer: (layer: Layer, from: readonly Value[]) =>
      add({ op: 'layer', layer, from, out: value(layer.outputs, from[0].stack) }),
    through(layers: readonly Layer[], from: readonly Value[]): Value {
      let inputs = from;
      for (const layer of layers) inputs = [b.layer(layer, inputs)];
      return inputs[0];
    },
    /** μ, and log σ² where codes are distributions. */
    encoded(x: Value): { mu: Value; logVar: Value | null } {
      if (!layout.mu) throw new Error(`${spec.family} has no encoder`);
      const told = b.told(x);
      const hidden = layout.encoder.length > 0 ? [b.through(layout.encoder, told)] : told;
      const mu = b.layer(layout.mu, hidden);
      return { mu, logVar: layout.logVar && b.layer(layout.logVar, hidden) };
    },
    /** The code that the decoder gets: μ, or a sample where codes are distributions. */
    sampled({ mu, logVar }: { mu: Value; logVar: Value | null }, purpose: Purpose): Value {
      if (!logVar) return mu;
      const epsilon = b.normal(purpose);
      return add({ op: 'sample', mu, logVar, epsilon, out: value(spec.latent) });
    },
    decoded: (z: Value) => b.through(layout.decoder, b.told(z)),
    /** What a judgement is read from: the discriminator's last hidden layer, or all that it sees. */
    regarded(x: Value): Value[] {
      const hidden = layout.discriminator.slice(0, -1);
      const told = b.told(x);
      return hidden.length > 0 ? [b.through(hidden, told)] : told;
    },
    /** The logits of "real", and the features that they are read from. */
    judged(x: Value): { logits: Value; features: Value } {
      const seen = b.regarded(x);
      return {
        logits: b.layer(layout.discriminator[layout.discriminator.length - 1], seen),
        features: seen[0],
      };
    },
  };
  return b;
}

/** A phase from what `build` adds; its operations are in the order in which they were added. */
function phase(
  spec: ModelSpec,
  turn: Phase['turn'],
  learners: readonly Learner[],
  build: (b: ReturnType<typeof builder>) => { losses: Loss[]; beliefs?: Belief[] },
): Phase {
  const b = builder(spec);
  const { losses, beliefs = [] } = build(b);
  return { turn, ops: b.ops, losses, beliefs, learners };
}

export function programOf(spec: ModelSpec): Program {
  return { ...learning(spec), encode: encodeOf(spec), decode: decodeOf(spec), evaluate: evaluateOf(spec) };
}

function learning(spec: ModelSpec): Pick<Program, 'terms' | 'phases'> {
  switch (spec.family) {
    case 'pca':
      return { terms: ['total', 'recon'], phases: [] };
    case 'ae':
    case 'vae':
      return autoencoder(spec);
    case 'made':
      return { terms: ['nll'], phases: [made(spec)] };
    case 'gan':
      return { terms: ['discriminator', 'generator', 'dReal', 'dFake'], phases: gan(spec) };
    case 'aae':
      return {
        terms: ['recon', 'discriminator', 'generator', 'dReal', 'dFake'],
        phases: adversarialAutoencoder(spec),
      };
    case 'vaegan':
      return {
        terms: ['recon', 'kl', 'feature', 'discriminator', 'generator', 'dReal', 'dFake'],
        phases: vaeGan(spec),
      };
    default:
      return spec.family satisfies never;
  }
}

/** AE and VAE with all their settings: one phase. */
function autoencoder(spec: ModelSpec): Pick<Program, 'terms' | 'phases'> {
  const terms: Term[] = ['total', 'recon'];
  const only = phase(spec, 'generator', ['encoder', 'decoder'], (b) => {
    const target = b.images();
    const codes = b.encoded(b.corrupted(target));
    const output = b.decoded(b.sampled(codes, Purpose.epsilon));
    const losses: Loss[] = [{ loss: 'recon', weight: 'one', term: 'recon', output, target }];
    const { mu, logVar } = codes;
    if (logVar) {
      losses.push({ loss: 'kl', weight: 'beta', term: 'kl', mu, logVar });
      terms.push('kl');
    }
    if (spec.penalty !== 'none') {
      losses.push({ loss: 'penalty', weight: 'penalty', term: 'penalty', code: mu });
      terms.push('penalty');
    }
    return { losses };
  });
  return { terms, phases: [only] };
}

function made(spec: ModelSpec): Phase {
  return phase(spec, 'generator', ['encoder'], (b) => {
    const target = b.images();
    const output = b.through(layoutOf(spec).encoder, [target]);
    return { losses: [{ loss: 'recon', weight: 'one', term: 'nll', output, target }] };
  });
}

/** Goodfellow et al. 2014, algorithm 1 with k = 1; with labels, Mirza & Osindero 2014. */
function gan(spec: ModelSpec): Phase[] {
  return [
    phase(spec, 'discriminator', ['discriminator'], (b) => {
      const real = b.images();
      const fake = b.pixels(b.decoded(b.normal(Purpose.prior)));
      const { logits } = b.judged(b.stack(real, fake));
      return {
        losses: [
          { loss: 'adversarial', weight: 'one', term: 'discriminator', logits, roles: ['real', 'fake'] },
        ],
        beliefs: [
          { term: 'dReal', logits, of: [0] },
          { term: 'dFake', logits, of: [1] },
        ],
      };
    }),
    phase(spec, 'generator', ['decoder'], (b) => {
      const { logits } = b.judged(b.pixels(b.decoded(b.normal(Purpose.prior, 1))));
      return {
        losses: [{ loss: 'adversarial', weight: 'one', term: 'generator', logits, roles: ['fool'] }],
      };
    }),
  ];
}

/**
 * Makhzani et al. 2015: a discriminator learns to tell codes from draws of the prior, and the autoencoder to
 * reconstruct while its encoder fools it. The two in one objective with a weight λ, as Tolstikhin et al. 2018 have it
 * (WAE-GAN, algorithm 1): where each takes a step of Adam of its own, as Makhzani's SGD did, the second is as long as the
 * first however little the discriminator still asks for, and its noise keeps the classes mixed.
 */
function adversarialAutoencoder(spec: ModelSpec): Phase[] {
  return [
    phase(spec, 'discriminator', ['discriminator'], (b) => {
      const prior = b.normal(Purpose.prior);
      const { mu } = b.encoded(b.images());
      const { logits } = b.judged(b.stack(prior, mu));
      return {
        losses: [
          { loss: 'adversarial', weight: 'one', term: 'discriminator', logits, roles: ['real', 'fake'] },
        ],
        beliefs: [
          { term: 'dReal', logits, of: [0] },
          { term: 'dFake', logits, of: [1] },
        ],
      };
    }),
    phase(spec, 'generator', ['encoder', 'decoder'], (b) => {
      const target = b.images();
      const { mu } = b.encoded(target);
      const output = b.decoded(mu);
      const { logits } = b.judged(mu);
      return {
        losses: [
          { loss: 'recon', weight: 'one', term: 'recon', output, target },
          { loss: 'adversarial', weight: 'penalty', term: 'generator', logits, roles: ['fool'] },
        ],
      };
    }),
  ];
}

/**
 * Larsen et al. 2016, algorithm 1, its three updates one after another: the encoder by KL and likeness in the
 * discriminator's last hidden layer, the decoder by γ likeness and by fooling it, the discriminator by real
 * images against reconstructions and samples of the prior.
 */
function vaeGan(spec: ModelSpec): Phase[] {
  return [
    phase(spec, 'generator', ['encoder'], (b) => {
      const target = b.images();
      const codes = b.encoded(target);
      const output = b.decoded(b.sampled(codes, Purpose.epsilon));
      const [features] = b.regarded(b.stack(target, b.pixels(output)));
      const { mu, logVar } = codes;
      if (!logVar) throw new Error('a VAE-GAN without distributions');
      return {
        losses: [
          { loss: 'recon', weight: 'none', term: 'recon', output, target },
          { loss: 'kl', weight: 'beta', term: 'kl', mu, logVar },
          { loss: 'feature', weight: 'one', term: 'feature', features, of: 1, like: 0 },
        ],
      };
    }),
    phase(spec, 'generator', ['decoder'], (b) => {
      const target = b.images();
      const z = b.sampled(b.encoded(target), Purpose.epsilon);
      const made = b.pixels(b.decoded(b.stack(z, b.normal(Purpose.prior))));
      const { features, logits } = b.judged(b.stack(target, made));
      return {
        losses: [
          { loss: 'feature', weight: 'gamma', term: null, features, of: 1, like: 0 },
          { loss: 'adversarial', weight: 'one', term: 'generator', logits, roles: [null, 'fool', 'fool'] },
        ],
      };
    }),
    phase(spec, 'discriminator', ['discriminator'], (b) => {
      const target = b.images();
      const z = b.sampled(b.encoded(target), Purpose.epsilon);
      const made = b.pixels(b.decoded(b.stack(z, b.normal(Purpose.prior))));
      const { logits } = b.judged(b.stack(target, made));
      const roles: Role[] = ['real', 'fake', 'fake'];
      return {
        losses: [{ loss: 'adversarial', weight: 'one', term: 'discriminator', logits, roles }],
        beliefs: [
          { term: 'dReal', logits, of: [0] },
          { term: 'dFake', logits, of: [1, 2] },
        ],
      };
    }),
  ];
}

function encodeOf(spec: ModelSpec): Program['encode'] {
  if (!layoutOf(spec).mu) return null;
  const b = builder(spec);
  return { ...b.encoded(b.images()), ops: b.ops };
}

function decodeOf(spec: ModelSpec): Program['decode'] {
  if (codeSize(spec) === 0) return null;
  const b = builder(spec);
  return { outputs: b.decoded(b.codes()), ops: b.ops };
}

function evaluateOf(spec: ModelSpec): Pass | null {
  if (spec.family === 'made') return made(spec);
  if (!layoutOf(spec).mu) return null;
  const b = builder(spec);
  const target = b.images();
  const codes = b.encoded(target);
  const output = b.decoded(b.sampled(codes, Purpose.evaluate));
  const losses: Loss[] = [{ loss: 'recon', weight: 'one', term: 'recon', output, target }];
  const { mu, logVar } = codes;
  if (isStochastic(spec) && logVar) losses.push({ loss: 'kl', weight: 'one', term: 'kl', mu, logVar });
  return { ops: b.ops, losses };
}

/** What a step records of a model. */
export const termsOf = (spec: ModelSpec): readonly Term[] => learning(spec).terms;

/** Layers that learn in a phase when it is their turn. */
export function learningLayers({ ops, learners, turn }: Phase, whose: Turn): Layer[] {
  if (whose !== 'both' && whose !== turn) return [];
  return ops.flatMap((o) => (o.op === 'layer' && learners.includes(o.layer.learner) ? [o.layer] : []));
}

/** What an operation reads. */
export function inputsOf(o: Op): readonly Value[] {
  switch (o.op) {
    case 'layer':
    case 'stack':
      return o.from;
    case 'corrupt':
    case 'pixels':
      return [o.from];
    case 'sample':
      return [o.mu, o.logVar];
    default:
      return [];
  }
}

/** The values whose gradient somebody needs: on the way from a layer that learns to a loss. */
export function valuesWithGradient({ ops }: Pass, learning: readonly Layer[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const o of ops) {
    const learns = o.op === 'layer' && learning.includes(o.layer);
    if (learns || inputsOf(o).some((v) => found.has(v.id))) found.add(o.out.id);
  }
  return found;
}
