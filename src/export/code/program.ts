/**
 * A compiled model as a short program, for the printers in this folder: its networks as functions, and the phases of
 * a step as statements with names. Derived from the operations alone, so that a new family needs nothing here.
 */
import { Purpose } from '../../math/random';
import type { CompiledModel, CompiledPhase, Pass } from '../../model/compile';
import type { Layer, Learner } from '../../model/layout';
import { type Loss, type Op, readBy, readByLoss, type Value } from '../../model/operations';
import { imageSize } from '../../model/spec';

/** What a statement reads: a variable, or several batches one on top of the other. */
export type Expression = string | { stack: readonly Expression[] };

/** A layer of a network; null: it reads the network's inputs, side by side. */
export interface NetworkStep {
  layer: Layer;
  from: string | null;
  to: string;
}

/** All layers of one learner, as a function. */
export interface Network {
  name: 'encode' | 'decode' | 'discriminate' | 'predict';
  learner: Learner;
  /** `x` (images) or `z` (codes), and `y` (labels) where the model is conditional. */
  inputs: readonly string[];
  steps: readonly NetworkStep[];
  /** Those of its variables that are read elsewhere. */
  outputs: readonly string[];
}

export type Statement =
  | { does: 'corrupt'; to: string; from: Expression }
  /** Standard normal draws, one row an image. */
  | { does: 'draw'; to: string }
  | { does: 'call'; network: Network; to: readonly string[]; from: readonly Expression[] }
  | { does: 'sample'; to: string; mu: string; logVar: string; epsilon: string }
  | { does: 'pixels'; to: string; from: Expression };

/** A loss, and the variables that it reads: those with a gradient first. */
export interface NamedLoss {
  name: string;
  loss: Loss;
  reads: readonly Expression[];
}

export interface PhaseProgram {
  /** `objective`, or `discriminator_objective` … where a step has several phases. */
  name: string;
  phase: CompiledPhase;
  /** `constant`: nothing that learns in this phase has a part in it. */
  statements: readonly { statement: Statement; constant: boolean }[];
  losses: readonly NamedLoss[];
}

export interface Program {
  model: CompiledModel;
  networks: readonly Network[];
  /** None where the model has a closed form. */
  phases: readonly PhaseProgram[];
  /** What a model with a closed form is measured by. */
  measure: Omit<PhaseProgram, 'phase'> | null;
}

type LayerOp = Extract<Op, { op: 'layer' }>;
const LEARNERS: readonly Learner[] = ['encoder', 'decoder', 'discriminator'];

export function programOf(model: CompiledModel): Program {
  const networks = LEARNERS.flatMap((learner) => networkOf(model, learner) ?? []);
  const phases = model.phases.map((phase) => ({
    name: model.phases.length === 1 ? 'objective' : `${phase.learners.join('_')}_objective`,
    phase,
    ...namedPhase(model, phase, networks),
  }));
  const { evaluate } = model;
  const measured = phases.length === 0 && evaluate ? namedPhase(model, evaluate, networks) : null;
  const measure = measured && {
    name: 'objective',
    losses: measured.losses,
    statements: measured.statements.map(({ statement }) => ({ statement, constant: false })),
  };
  return { model, networks, phases, measure };
}

/** The layers of a learner in a pass; each is applied at most once in it. */
const layersIn = ({ ops }: Pass, learner: Learner): LayerOp[] =>
  ops.filter((o): o is LayerOp => o.op === 'layer' && o.layer.learner === learner);

/** The ids of the values that a learner's layers compute and something else reads. */
function readElsewhere({ encode, decode }: CompiledModel, pass: Pass, learner: Learner): ReadonlySet<number> {
  const others = pass.ops.filter((o) => o.op !== 'layer' || o.layer.learner !== learner);
  const results = pass === encode ? [encode.mu, encode.logVar] : pass === decode ? [decode.outputs] : [];
  const read = [
    ...others.flatMap(readBy),
    ...pass.losses.flatMap((loss) => readByLoss(loss).by),
    ...pass.discriminatorMeans.map(({ logits }) => logits),
    ...results.filter((value) => value !== null),
  ];
  return new Set(read.map(({ id }) => id));
}

/** The name of a layer's output: hidden layers share one. */
function outputName({ layout }: CompiledModel, layer: Layer): string {
  if (layer === layout.mu) return 'mu';
  if (layer === layout.logVar) return 'log_var';
  if (layer.name === 'output') return 'output';
  return layer.name.endsWith('.logit') ? 'logits' : 'h';
}

function networkOf(model: CompiledModel, learner: Learner): Network | null {
  const passes = [...model.phases, model.encode, model.decode].filter((pass) => pass !== null);
  // A pass may need only a part of a network, such as the discriminator's features: the largest part is all of it.
  const layers = passes
    .map((pass) => layersIn(pass, learner))
    .reduce((a, b) => (b.length > a.length ? b : a), []);
  if (layers.length === 0) return null;
  const made = new Map(layers.map(({ out, layer }) => [out.id, outputName(model, layer)]));
  const [{ from }] = layers;
  const read = new Set(
    passes.flatMap((pass) => {
      const ids = readElsewhere(model, pass, learner);
      return layersIn(pass, learner).flatMap(({ out, layer }) => (ids.has(out.id) ? [layer] : []));
    }),
  );
  const encodes = model.encode !== null;
  return {
    name:
      learner === 'decoder'
        ? 'decode'
        : learner === 'discriminator'
          ? 'discriminate'
          : encodes
            ? 'encode'
            : 'predict',
    learner,
    inputs: [from[0].width === imageSize(model.spec.data) ? 'x' : 'z', ...(from.length > 1 ? ['y'] : [])],
    steps: layers.map((o) => ({
      layer: o.layer,
      from: made.get(o.from[0].id) ?? null,
      to: outputName(model, o.layer),
    })),
    outputs: layers.flatMap(({ layer }) => (read.has(layer) ? [outputName(model, layer)] : [])),
  };
}

/** Names the values of a phase, and groups its layers into calls of the networks. */
function namedPhase(
  model: CompiledModel,
  phase: Pass,
  networks: readonly Network[],
): Pick<PhaseProgram, 'statements' | 'losses'> {
  const names = new Map<number, Expression>();
  const of = ({ id }: Value): Expression => names.get(id) ?? '';
  const variable = (value: Value): string => {
    const name = of(value);
    if (typeof name !== 'string') throw new Error('a stack where a single batch is read');
    return name;
  };
  const moving = new Set(phase.back.operations.map((step) => step.of.out.id));
  const called = new Set<Network>();
  const statements: { statement: Statement; constant: boolean }[] = [];
  const say = (o: Op, name: string, statement: (to: string) => Statement) => {
    names.set(o.out.id, name);
    statements.push({ statement: statement(name), constant: !moving.has(o.out.id) });
  };
  for (const o of phase.ops) {
    switch (o.op) {
      case 'images':
        names.set(o.out.id, 'x');
        break;
      case 'labels':
        names.set(o.out.id, 'y');
        break;
      case 'codes':
        names.set(o.out.id, 'z');
        break;
      case 'stack':
        names.set(o.out.id, { stack: o.from.map(of) });
        break;
      case 'corrupt':
        say(o, 'noisy', (to) => ({ does: 'corrupt', to, from: of(o.from) }));
        break;
      case 'normal':
        say(o, o.purpose === Purpose.epsilon ? 'epsilon' : 'prior', (to) => ({ does: 'draw', to }));
        break;
      case 'sample':
        say(o, 'z', (to) => ({
          does: 'sample',
          to,
          mu: variable(o.mu),
          logVar: variable(o.logVar),
          epsilon: variable(o.epsilon),
        }));
        break;
      case 'pixels':
        say(o, 'generated', (to) => ({ does: 'pixels', to, from: of(o.from) }));
        break;
      case 'layer': {
        const network = networks.find(({ learner }) => learner === o.layer.learner);
        if (!network) throw new Error(`no network for ${o.layer.name}`);
        names.set(o.out.id, outputName(model, o.layer));
        if (called.has(network)) break;
        called.add(network);
        const moves = layersIn(phase, network.learner).some(({ out }) => moving.has(out.id));
        statements.push({
          statement: { does: 'call', network, to: network.outputs, from: o.from.map(of) },
          constant: !moves,
        });
        break;
      }
      case 'given':
      case 'silu':
        throw new Error(`no model of images has ${o.op}`);
      default:
        o satisfies never;
    }
  }
  // Features are the last hidden layer.
  const losses = phase.losses.map((loss) => {
    const { by, besides } = readByLoss(loss);
    return { name: loss.term ?? loss.loss, loss, reads: [...by, ...besides].map(of) };
  });
  return { statements, losses };
}
