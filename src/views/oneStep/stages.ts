/** The stages in which a step is shown: they follow from what the step computes, not from the name of a model. */
import type { OneStep, OneStepPhase, ShownValue } from '../../model/oneStep';

export type StageKind =
  | 'input'
  | 'encoder'
  | 'code'
  | 'sample'
  | 'prior'
  | 'output'
  | 'discriminator'
  | 'loss'
  | 'again'
  | 'backward'
  | 'update'
  | 'after';

export interface Stage {
  kind: StageKind;
  phase: OneStepPhase;
  /** Whether its phase is one of several, each of which trains other networks. */
  several: boolean;
}

/** Forward in full for the first phase and in one stage for the others; each phase backward; then what has changed. */
export function stagesOf({ phases }: OneStep): Stage[] {
  const several = phases.length > 1;
  const all = phases.flatMap((phase, i) => {
    const forward: StageKind[] = i === 0 ? forwardOf(phase) : ['again'];
    return [...forward, 'backward' as const, 'update' as const].map((kind) => ({ kind, phase, several }));
  });
  return [...all, { kind: 'after', phase: phases[phases.length - 1], several }];
}

const has =
  ({ values }: OneStepPhase) =>
  (...roles: ShownValue['role'][]) =>
    values.some(({ role }) => roles.includes(role));

function forwardOf(phase: OneStepPhase): StageKind[] {
  const shows = has(phase);
  const { values, losses } = phase;
  const found: Partial<Record<StageKind, boolean>> = {
    input: shows('image'),
    encoder: values.some(({ role, network }) => role === 'hidden' && network === 'encoder'),
    code: shows('mu'),
    sample: shows('z'),
    prior: shows('prior'),
    output: shows('outputs'),
    discriminator: values.some(({ network }) => network === 'discriminator'),
    // The losses of a discriminator's verdicts are shown with them.
    loss: losses.some(({ loss }) => loss !== 'adversarial'),
  };
  return (Object.keys(found) as StageKind[]).filter((kind) => found[kind]);
}

/** The values with this role; of a network, if one is named. */
export const valuesWith = (
  { values }: OneStepPhase,
  role: ShownValue['role'],
  network?: ShownValue['network'],
): ShownValue[] =>
  values.filter((value) => value.role === role && (network === undefined || value.network === network));

/** One row of a value. */
export const rowOf = (numbers: Float64Array, width: number, row: number): Float64Array =>
  numbers.subarray(row * width, (row + 1) * width);

/**
 * The factor, 1, 2 or 5 times a power of ten, by which movements are drawn so that the longest takes about a quarter of
 * the view.
 */
export function enlargement(longest: number, view: number): number {
  if (!(longest > 0)) return 1;
  const ideal = (0.25 * view) / longest;
  if (ideal <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(ideal));
  return power * ([5, 2].find((one) => one * power <= ideal) ?? 1);
}

/** The forward stage that a value belongs to. */
export function stageOf({ role, network }: ShownValue): StageKind {
  if (network === 'discriminator') return 'discriminator';
  switch (role) {
    case 'mu':
    case 'logVar':
      return 'code';
    case 'z':
    case 'epsilon':
      return 'sample';
    case 'prior':
      return 'prior';
    case 'hidden':
      return network === 'decoder' ? 'output' : 'encoder';
    case 'outputs':
      return 'output';
    default:
      return 'input';
  }
}

/** A value in the drawing of a phase. */
export interface FlowPart {
  value: ShownValue;
  /** What it is computed from: `before`, what stands before it; or other values. Empty for data, draws and log σ². */
  from: 'before' | readonly ShownValue[];
}

/**
 * The values of a phase as the data flows. What enters beside the main path stands where it enters: draws of the prior,
 * or the image, before a discriminator.
 */
export function flowOf({ values }: OneStepPhase): FlowPart[] {
  const drawn = values.filter(({ role }) => role !== 'label' && role !== 'epsilon');
  const encodes = drawn.some(({ network }) => network === 'encoder');
  const decodes = drawn.some(({ role }) => role === 'outputs');
  // The codes of an encoder are the main path; without one, draws of the prior are.
  const beside = (value: ShownValue) => value.role === (encodes ? 'prior' : 'image');
  const main = drawn.filter((value) => !beside(value));
  const enters = encodes && decodes ? 'output' : 'discriminator';
  const at = main.findIndex((value) => stageOf(value) === enters);
  const place = at < 0 ? main.length : at;
  const flow = [...main.slice(0, place), ...drawn.filter(beside), ...main.slice(place)];
  return flow.map((value, i): FlowPart => {
    const from = value.from.map((k) => values[k]).filter((one) => flow.includes(one));
    const before = flow[i - 1];
    if (from.includes(before)) return { value, from: 'before' };
    // log σ² stands beside μ, and is computed from the same.
    return { value, from: value.role === 'logVar' ? [] : from };
  });
}
