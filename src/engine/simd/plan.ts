/**
 * The memory layout of a model: a pure function of (program, batch, slice, threads), so that all threads arrive
 * at the same one without a message. It gives each value and gradient of a program its place. Nothing
 * is computed here.
 */

import type { Backward, GradientWrite } from '../../model/backward';
import type { CompiledPhase, Pass, Program, Traits } from '../../model/compile';
import { isConvolutional, type Learner } from '../../model/layout';
import type { DiscriminatorMean, Loss, Op, Value } from '../../model/operations';
import { UPDATE } from '../../model/optimiser';
import { imageSize } from '../../model/spec';
import { Arena, type Matrix, roundUp } from './arena';
import { BLOCK, PANEL, TILE } from './kernels';
import { statisticsSize, sumsSize } from './normalisation';
import { type Piece, piecesOf } from './share';
import { BOARD_BYTES } from './threadGroup';
import { enlargedSize } from './upsampling';
import { layWeights, type Weights } from './weights';
import { pixelsOf, scratchSize, stripSize, zerosSize } from './windows';

/** Where a value lies. */
export interface Slot extends Matrix {
  value: Value;
  /** Address of its sparse form; 0 where there is none. */
  sparse: number;
  /** ∂objective/∂value; null where it is not needed. Values that are changed in place share one. */
  delta: Matrix | null;
  /** For normal draws: the same numbers without padding. */
  draws: number;
}

/** One of several values that a layer reads side by side. */
export interface Part {
  slot: Slot;
  column: number;
  /** Whether its part of the gradient is added to what is there; null where it is not needed. */
  adds: boolean | null;
}

/** What a layer reads: a slot, or several copied side by side. */
export interface Input extends Matrix {
  sparse: number;
  delta: Matrix | null;
  /** Where `from` has several values: their copies. */
  parts: readonly Part[];
}

/** A layer in the forward pass and, where there is one, the backward pass. */
export interface Application {
  weights: Weights;
  /** Of the weights. */
  inputs: number;
  input: Input;
  out: Slot;
  /** Of a convolution over an enlarged image: that image and, where it is needed, the gradient by it. */
  enlarged: { image: Matrix; delta: Matrix | null } | null;
  /**
   * δ before the activation, in panels of eight outputs; 0 where the layer does not learn. Of a convolution, the pixels
   * of the smaller image: δ, or the input of a transposed one. Of a normalisation, the gradients by its scale and its
   * shift of each image.
   */
  deltaPanels: number;
  /** Of a normalisation: the mean and the rate of each group of each image. */
  statistics: number;
  /**
   * For each output, the multiple of its weights that is added to their gradient; 0 where no loss does so.
   */
  pull: number;
}

/** A loss, with room for its value of each row. */
export interface LossPlan {
  loss: Loss;
  terms: number;
  /** Whether its gradient is added to what is there. */
  adds: boolean;
  /** `pull` of the layer whose weights it reads; 0 where there is none that learns. */
  pull: number;
}

/** A backward operation. */
export type PlannedBackward =
  | { back: 'layer'; application: Application; wantsInput: boolean; adds: boolean }
  | { back: 'sample'; mu: Slot; logVar: Slot; epsilon: Slot; kl: boolean }
  | { back: 'pixels'; out: Slot }
  | { back: 'silu'; from: Slot; out: Slot }
  | { back: 'stack'; out: Slot; parts: readonly { slot: Slot; row: number; adds: boolean }[] };

export interface PassPlan {
  /** Images at once, at most. */
  rows: number;
  ops: readonly Op[];
  slots: ReadonlyMap<number, Slot>;
  applications: ReadonlyMap<Op, Application>;
  losses: readonly LossPlan[];
  discriminatorMeans: readonly { mean: DiscriminatorMean; terms: number }[];
  /** KL of each row, which sampling computes along the way. */
  kl: number;
  back: readonly PlannedBackward[];
  pieces: readonly Piece<Application>[];
}

export interface PhasePlan extends PassPlan {
  phase: CompiledPhase;
}

/** Memory of each thread's own. */
interface Scratch {
  tiles: number;
  gradient: number;
  strip: number;
}

/** Bytes of four rows without their zeros; see `packSparseRows`. */
export const sparseTileBytes = (depth: number): number => 16 + depth * (4 + 4 * TILE);

export type Plan = ReturnType<typeof planNetwork>;

/** `batch` images per training step, `slice` images or codes per reading call, at most `threads` threads. */
export function planNetwork(model: Program, batch: number, slice: number, threads: number) {
  const { spec, layout } = model;
  const arena = new Arena();
  const board = arena.bytes(BOARD_BYTES);
  const parameters = arena.floats(layout.size);
  const m = arena.floats(layout.size);
  const v = arena.floats(layout.size);
  const most = Math.max(batch, slice);
  const images = arena.bytes(most * imageSize(spec.data));
  const labels = arena.bytes(most);
  const weights = new Map(layout.layers.map((layer) => [layer.name, layWeights(arena, layer)]));

  function place(pass: Pass, rows: number): PassPlan {
    const { ops, losses, discriminatorMeans, back } = pass;
    const learns = new Set(back.operations.flatMap((step) => (step.learns ? [step.of] : [])));
    const slots = new Map<number, Slot>();
    const applications = new Map<Op, Application>();
    const slotOf = (value: Value): Slot => {
      const slot = slots.get(value.id);
      if (!slot) throw new Error('a value is read before it is computed');
      return slot;
    };
    const matrix = ({ stack, width }: Value) => arena.matrix(stack * rows, width);

    for (const o of ops) {
      const { out } = o;
      const slot: Slot = { ...matrix(out), value: out, sparse: 0, delta: null, draws: 0 };
      if (o.op === 'normal') slot.draws = arena.floats(rows * out.width);
      slots.set(out.id, slot);
      if (o.op === 'layer') {
        const input = inputOf(
          o.from.map(slotOf),
          !isConvolutional(o.layer) && o.from.every((value) => isSparse(spec, ops, value)),
        );
        const w = weights.get(o.layer.name);
        if (!w) throw new Error(o.layer.name);
        const depth = out.stack * rows * (w.windows ? pixelsOf(w.windows) : 1);
        const normalises = o.layer.kind === 'groupNormalisation' ? o.layer : null;
        const images = out.stack * rows;
        const panels = () =>
          normalises ? arena.floats(images * sumsSize(normalises)) : arena.panels(depth, w.outputs);
        const deltaPanels = learns.has(o) ? panels() : 0;
        const statistics = normalises ? arena.floats(images * statisticsSize(normalises)) : 0;
        const pulled = back.losses.some((loss) => loss.weights === o.layer);
        const pull = pulled ? arena.floats(out.width) : 0;
        const enlarged =
          o.layer.kind === 'upsampledConvolution'
            ? { image: arena.matrix(out.stack * rows, enlargedSize(o.layer.shape)), delta: null }
            : null;
        applications.set(o, {
          ...{ weights: w, inputs: w.inputs, input, out: slot },
          ...{ enlarged, deltaPanels, statistics, pull },
        });
      }
    }

    /** What a layer reads, as one matrix. */
    function inputOf(from: readonly Slot[], sparse: boolean): Input {
      const width = from.reduce((sum, slot) => sum + slot.columns, 0);
      const { stack } = from[0].value;
      const room = () =>
        sparse ? arena.bytes(Math.ceil((stack * rows) / TILE) * sparseTileBytes(width)) : 0;
      if (from.length === 1) {
        const [slot] = from;
        if (slot.sparse === 0) slot.sparse = room();
        return { ...slot, parts: [] };
      }
      let column = 0;
      const parts = from.map((slot) => {
        const part: Part = { slot, column, adds: null };
        column += slot.columns;
        return part;
      });
      return { ...arena.matrix(stack * rows, width), sparse: room(), delta: null, parts };
    }

    // — backward —

    const withDelta = (slot: Slot): Matrix => {
      slot.delta ??= matrix(slot.value);
      return slot.delta;
    };
    const adds = (write: GradientWrite | null) => write !== null && write.after !== 'nothing';

    const lossPlans = losses.map((loss): LossPlan => {
      const terms = arena.bytes(8 * rows * stackOf(loss));
      // The gradient of the KL is part of the sample's backward operation.
      const gradient = loss.loss === 'kl' ? undefined : back.losses.find((one) => one.loss === loss);
      const write = gradient?.writes[0] ?? null;
      const pull =
        [...applications.values()].find(({ weights: w }) => w.layer === gradient?.weights)?.pull ?? 0;
      if (!write) return { loss, terms, adds: false, pull };
      const slot = slotOf(write.value);
      // The gradient of the reconstruction loss is written over the outputs.
      if (loss.loss === 'recon') slot.delta = slot;
      withDelta(slot);
      return { loss, terms, adds: adds(write), pull };
    });

    function placeBack({ of: o, writes }: Backward): PlannedBackward {
      const out = slotOf(o.out);
      switch (o.op) {
        case 'layer': {
          const application = applications.get(o);
          if (!application) throw new Error(o.layer.name);
          const { input, weights: w } = application;
          const wantsInput = writes.some((write) => write !== null);
          if (wantsInput && w.panels !== 0)
            w.rowPanels ||= arena.floats(roundUp(w.inputs, PANEL) * w.outputs);
          const { enlarged } = application;
          if (wantsInput && enlarged)
            enlarged.delta ??= arena.matrix(o.out.stack * rows, enlarged.image.columns);
          if (wantsInput && input.parts.length === 0) input.delta = withDelta(slotOf(o.from[0]));
          else if (wantsInput) {
            input.delta = arena.matrix(o.out.stack * rows, w.inputs);
            writes.forEach((write, i) => {
              const part = input.parts[i];
              if (write) withDelta(part.slot);
              part.adds = write && adds(write);
            });
          }
          return {
            back: 'layer',
            application,
            wantsInput,
            adds: input.parts.length === 0 && adds(writes[0]),
          };
        }
        case 'sample': {
          const [mu, logVar, epsilon] = [o.mu, o.logVar, o.epsilon].map(slotOf);
          mu.delta = out.delta;
          withDelta(logVar);
          const kl = losses.some((loss) => loss.loss === 'kl' && loss.mu === o.mu);
          return { back: 'sample', mu, logVar, epsilon, kl };
        }
        case 'pixels':
          slotOf(o.from).delta = out.delta;
          return { back: 'pixels', out };
        case 'silu': {
          // δ is changed in place.
          const from = slotOf(o.from);
          from.delta = out.delta;
          return { back: 'silu', from, out };
        }
        case 'stack': {
          let row = 0;
          const parts = o.from.flatMap((value, i) => {
            const first = row;
            row += value.stack;
            const write = writes[i];
            if (!write) return [];
            const slot = slotOf(value);
            withDelta(slot);
            return [{ slot, row: first, adds: adds(write) }];
          });
          return { back: 'stack', out, parts };
        }
        default:
          throw new Error(`no backward operation for ${o.op}`);
      }
    }
    const placed = back.operations.map(placeBack);
    const learned = placed.flatMap((b) =>
      b.back === 'layer' && b.application.deltaPanels !== 0 ? [b.application] : [],
    );
    return {
      rows,
      ops,
      slots,
      applications,
      losses: lossPlans,
      discriminatorMeans: discriminatorMeans.map((mean) => ({
        mean,
        terms: arena.bytes(8 * rows * mean.logits.stack),
      })),
      kl: arena.bytes(8 * rows),
      back: placed,
      pieces: piecesOf(learned),
    };
  }

  const phases = model.phases.map((phase): PhasePlan => ({ phase, ...place(phase, batch) }));
  const reading = {
    encode: model.encode && place(model.encode, slice),
    decode: model.decode && place(model.decode, slice),
    evaluate: model.evaluate && place(model.evaluate, slice),
    apply: model.apply ? place(model.apply, slice) : null,
  };

  const convolutions = [...weights.values()].flatMap(({ windows }) => windows ?? []);
  const widest = roundUp(
    Math.max(...layout.layers.map((l) => Math.max(l.inputs, l.outputs)), ...convolutions.map(zerosSize)),
    PANEL,
  );
  const tallest = Math.max(
    slice,
    ...phases.flatMap(({ slots }) => [...slots.values()].map((s) => s.value.stack * batch)),
  );
  const zeros = arena.floats(widest);
  /** β / batch of each latent coordinate, in float64. */
  const shares = arena.bytes(8 * Math.max(1, spec.latent));
  const scratch = Array.from(
    { length: threads },
    (): Scratch => ({
      tiles: arena.floats(
        Math.max(roundUp(tallest, TILE) * Math.min(widest, BLOCK), ...convolutions.map(scratchSize)),
      ),
      gradient: arena.floats(TILE * widest),
      strip: arena.floats(Math.max(tallest * (TILE + 1), ...convolutions.map(stripSize))),
    }),
  );
  const state = { parameters, m, v, size: layout.size };
  /** The numbers of each learner's update. */
  const room = () => arena.floats(UPDATE.length);
  const updates: Record<Learner, number> = { encoder: room(), decoder: room(), discriminator: room() };
  return {
    spec,
    model,
    arena,
    board,
    state,
    updates,
    images,
    labels,
    most,
    weights: [...weights.values()],
    phases,
    ...reading,
    zeros,
    shares,
    scratch,
  };
}

const stackOf = (loss: Loss): number => (loss.loss === 'adversarial' ? loss.logits.stack : 1);

/** Whether a value is mostly zeros: images are four fifths paper, labels nine tenths. */
function isSparse(spec: Traits, ops: readonly Op[], value: Value): boolean {
  const o = ops.find(({ out }) => out === value);
  switch (o?.op) {
    case 'images':
    case 'labels':
      return true;
    case 'corrupt':
      return spec.corruption !== 'gaussian';
    default:
      return false;
  }
}
