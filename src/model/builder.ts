/**
 * The builder that families compose their passes with: each method adds operations to a list and returns
 * their result.
 */
import type { Purpose } from '../math/random';
import { isConvolutional, type Layer, type Layout, type Learner } from './layout';
import type { DiscriminatorMean, Loss, Op, Phase, Role, Value } from './operations';
import { imageSize, type ModelSpec } from './spec';

/** μ, and log σ² where codes are distributions. */
export interface Codes {
  mu: Value;
  logVar: Value | null;
}

export class PassBuilder {
  readonly ops: Op[] = [];
  readonly #spec: ModelSpec;
  readonly #layout: Layout;
  #ids = 0;

  constructor(spec: ModelSpec, layout: Layout) {
    this.#spec = spec;
    this.#layout = layout;
  }

  #value(width: number, stack = 1): Value {
    return { id: this.#ids++, stack, width };
  }

  #add(op: Op): Value {
    this.ops.push(op);
    return op.out;
  }

  images(): Value {
    return this.#add({ op: 'images', out: this.#value(imageSize(this.#spec.data)) });
  }

  codes(): Value {
    return this.#add({ op: 'codes', out: this.#value(this.#spec.latent) });
  }

  /** Draws of the prior or of ε; a second block of them in the same step is draw 1. */
  normal(purpose: Purpose, draw = 0): Value {
    return this.#add({ op: 'normal', purpose, draw, out: this.#value(this.#spec.latent) });
  }

  pixels(from: Value): Value {
    return this.#add({ op: 'pixels', from, out: this.#value(from.width, from.stack) });
  }

  stack(...from: Value[]): Value {
    if (from.length === 1) return from[0];
    const height = from.reduce((sum, v) => sum + v.stack, 0);
    return this.#add({ op: 'stack', from, out: this.#value(from[0].width, height) });
  }

  corrupted(from: Value): Value {
    if (this.#spec.corruption === 'none') return from;
    return this.#add({ op: 'corrupt', from, out: this.#value(from.width) });
  }

  /** `from`, followed by its labels where the model is conditional. */
  #conditioned(from: Value): Value[] {
    if (this.#spec.condition === 'none') return [from];
    const labels = Array.from({ length: from.stack }, () =>
      this.#add({ op: 'labels', out: this.#value(this.#spec.data.classes) }),
    );
    return [from, this.stack(...labels)];
  }

  #layer(layer: Layer, from: readonly Value[]): Value {
    return this.#add({ op: 'layer', layer, from, out: this.#value(layer.outputs, from[0].stack) });
  }

  #through(layers: readonly Layer[], from: readonly Value[]): Value {
    let inputs = from;
    for (const layer of layers) inputs = [this.#layer(layer, inputs)];
    return inputs[0];
  }

  /** What follows the hidden layers reads. Labels join at the first dense layer, after convolutions. */
  #hidden(layers: readonly Layer[], x: Value): Value[] {
    if (layers.some(isConvolutional)) return this.#conditioned(this.#through(layers, [x]));
    const inputs = this.#conditioned(x);
    return layers.length > 0 ? [this.#through(layers, inputs)] : inputs;
  }

  encoded(x: Value): Codes {
    const { encoder, mu, logVar } = this.#layout;
    if (!mu) throw new Error(`${this.#spec.family} has no encoder`);
    const hidden = this.#hidden(encoder, x);
    return { mu: this.#layer(mu, hidden), logVar: logVar && this.#layer(logVar, hidden) };
  }

  /** ‖∂h/∂x‖²_F of the dense layer that computes h. */
  contraction(h: Value): Pick<Extract<Loss, { loss: 'contraction' }>, 'loss' | 'code' | 'layer'> {
    const maker = this.ops.find(({ out }) => out === h);
    if (maker?.op !== 'layer' || maker.layer.kind !== 'dense')
      throw new Error('the contraction needs the output of a dense layer');
    return { loss: 'contraction', code: h, layer: maker.layer };
  }

  /** The input of the decoder: μ, or a sample where codes are distributions. */
  sampled({ mu, logVar }: Codes, purpose: Purpose): Value {
    if (!logVar) return mu;
    const epsilon = this.normal(purpose);
    return this.#add({ op: 'sample', mu, logVar, epsilon, out: this.#value(this.#spec.latent) });
  }

  decoded(z: Value): Value {
    return this.#through(this.#layout.decoder, this.#conditioned(z));
  }

  /** The logits of all pixels, each computed from the pixels before it (MADE). */
  autoregressed(x: Value): Value {
    return this.#through(this.#layout.encoder, [x]);
  }

  /** The discriminator's last hidden layer, or its input if it has none. */
  #featuresOf(x: Value): Value[] {
    return this.#hidden(this.#layout.discriminator.slice(0, -1), x);
  }

  features(x: Value): Value {
    return this.#featuresOf(x)[0];
  }

  /** The logits of "real", and the features that they are computed from. */
  discriminated(x: Value): { logits: Value; features: Value } {
    const features = this.#featuresOf(x);
    const logits = this.#layer(this.#layout.discriminator[this.#layout.discriminator.length - 1], features);
    return { logits, features: features[0] };
  }

  /**
   * The discriminator's learning: to classify `real` as real and every batch of `fake` as fake (Goodfellow et
   * al. 2014, algorithm 1); records the probability of "real" for each.
   */
  discrimination(real: Value, fake: Value): Learning {
    const { logits } = this.discriminated(this.stack(real, fake));
    const fakes = Array.from({ length: fake.stack }, (_, k) => k + 1);
    const roles: Role[] = ['real', ...fakes.map((): Role => 'fake')];
    return {
      losses: [{ loss: 'adversarial', weight: 'one', term: 'discriminator', logits, roles }],
      discriminatorMeans: [
        { term: 'dReal', logits, of: [0] },
        { term: 'dFake', logits, of: fakes },
      ],
    };
  }
}

/** The losses of a phase, and the values of D that it records. */
export interface Learning {
  losses: Loss[];
  discriminatorMeans?: DiscriminatorMean[];
}

/** Creates the phases and passes of one model. */
export interface ModelBuilder {
  readonly spec: ModelSpec;
  /** A new pass builder for each pass. */
  pass(): PassBuilder;
  /** A phase of the operations that `build` adds. */
  phase(turn: Phase['turn'], learners: readonly Learner[], build: (b: PassBuilder) => Learning): Phase;
}

export function modelBuilder(spec: ModelSpec, layout: Layout): ModelBuilder {
  const pass = () => new PassBuilder(spec, layout);
  return {
    spec,
    pass,
    phase(turn, learners, build) {
      const b = pass();
      const { losses, discriminatorMeans = [] } = build(b);
      return { turn, ops: b.ops, losses, discriminatorMeans, learners };
    },
  };
}
