/**
 * The capabilities that a program needs of an engine, derived from its passes. `engine/engineCapabilities.ts` lists those
 * of each engine. Not part of compiling, since the page itself never asks.
 */
import type { Pass, Program } from './compile';
import { isConvolutional, type Layer } from './layout';
import type { Loss, Op, Value } from './operations';

export type Capability =
  | Layer['kind']
  | Loss['loss']
  | Extract<Op['op'], 'given' | 'silu'>
  /** A layer whose input concatenates values other than one value and its labels. */
  | 'concatenation'
  /** Two losses of one kind in a pass. */
  | 'repeatedLoss'
  /** A stack of which several parts have a gradient. */
  | 'branchingStack'
  /** μ or log σ² with a gradient other than that of one sample and of the KL. */
  | 'branchingDistribution'
  /** Samples, or outputs that become pixels or go through the SiLU, with more than one gradient. */
  | 'branchingSample'
  | 'branchingOutput'
  /** A reconstruction of something other than the images. */
  | 'otherTarget'
  /** A convolution to or from images in colour. */
  | 'colourConvolution';

export function capabilitiesOf(program: Program): ReadonlySet<Capability> {
  const { spec, layout, phases, encode, decode, evaluate, apply } = program;
  const { layers } = layout;
  const passes = [...phases, encode, decode, evaluate, apply ?? null].filter((pass) => pass !== null);
  const needs = new Set<Capability>([...layers.map(({ kind }) => kind), ...passes.flatMap(neededBy)]);
  if (spec.data.channels > 1 && layers.some(isConvolutional)) needs.add('colourConvolution');
  return needs;
}

function neededBy({ ops, losses, back }: Pass): Capability[] {
  const needs: Capability[] = losses.map(({ loss }) => loss);
  if (new Set(needs).size < needs.length) needs.push('repeatedLoss');
  const maker = (value: Value): Op | undefined => ops.find(({ out }) => out.id === value.id);
  const areLabels = (value: Value): boolean => {
    const o = maker(value);
    return o?.op === 'labels' || (o?.op === 'stack' && o.from.every(areLabels));
  };
  for (const o of ops) {
    if (o.op === 'layer' && !o.from.slice(1).every(areLabels)) needs.push('concatenation');
    if (o.op === 'given' || o.op === 'silu') needs.push(o.op);
  }
  const gradientsOf = (value: Value): number =>
    [...back.losses.filter(({ loss }) => loss.loss !== 'kl'), ...back.operations]
      .flatMap(({ writes }) => writes)
      .filter((write) => write?.value.id === value.id).length;
  for (const { of, writes } of back.operations) {
    if (of.op === 'stack' && writes.filter((w) => w !== null).length > 1) needs.push('branchingStack');
    if (of.op === 'sample' && [of.mu, of.logVar].some((value) => gradientsOf(value) > 1))
      needs.push('branchingDistribution');
    if (of.op === 'sample' && gradientsOf(of.out) > 1) needs.push('branchingSample');
    if ((of.op === 'pixels' || of.op === 'silu') && gradientsOf(of.from) > 1) needs.push('branchingOutput');
  }
  for (const loss of losses)
    if (loss.loss === 'recon' && maker(loss.target)?.op !== 'images') needs.push('otherTarget');
  return needs;
}
