/**
 * Which models and other programs an engine can execute, whatever the machine: the capabilities they need against those
 * an engine has.
 */
import type { EngineId } from '../experiment/config';
import { type Capability, capabilitiesOf } from '../model/capabilities';
import { compileModel, type Program } from '../model/compile';
import type { ModelSpec } from '../model/spec';

const DENSE: readonly Capability[] = [
  'dense',
  'masked',
  'recon',
  'kl',
  'penalty',
  'contraction',
  'adversarial',
  'feature',
];
const NORMALISED: readonly Capability[] = [...DENSE, 'groupNormalisation'];
const CONVOLUTIONS: readonly Capability[] = [
  'convolution',
  'transposedConvolution',
  'upsampledConvolution',
  'colourConvolution',
];
/** tfjs executes one operation after another, so it can execute any graph of them. */
const ANY_GRAPH: readonly Capability[] = [
  'concatenation',
  'repeatedLoss',
  'branchingStack',
  'branchingDistribution',
  'branchingSample',
  'branchingOutput',
  'otherTarget',
];

/** Those of the velocity network (`latent/flow/program.ts`). */
const GIVEN_ROWS: readonly Capability[] = ['given', 'silu'];

const CAPABILITIES: Record<EngineId, readonly Capability[]> = {
  'tfjs-webgpu': [...NORMALISED, ...CONVOLUTIONS, ...ANY_GRAPH],
  'tfjs-webgl': [...NORMALISED, ...CONVOLUTIONS, ...ANY_GRAPH],
  'tfjs-cpu': [...NORMALISED, ...CONVOLUTIONS, ...ANY_GRAPH],
  // tfjs has no gradient by a convolution's filter on WebAssembly.
  'tfjs-wasm': [...NORMALISED, ...ANY_GRAPH],
  // KL is computed together with its one sample, and pixels overwrite the outputs that they come from.
  simd: [
    ...NORMALISED,
    ...CONVOLUTIONS,
    ...GIVEN_ROWS,
    'concatenation',
    'branchingStack',
    'branchingSample',
    'otherTarget',
  ],
  // Losses are part of the kernels of layers: at most one of a kind, on the images themselves; one part of a
  // stack has a gradient.
  webgpu: [...NORMALISED, ...CONVOLUTIONS],
};

/** The capabilities that a program needs and the engine lacks; empty where it can execute the program. */
export function missingFor(id: EngineId, program: Program): readonly Capability[] {
  const can = new Set(CAPABILITIES[id]);
  return [...capabilitiesOf(program)].filter((capability) => !can.has(capability));
}

/** The same of a model. */
export const missingCapabilities = (id: EngineId, spec: ModelSpec): readonly Capability[] =>
  missingFor(id, compileModel(spec));

export const canExecute = (id: EngineId, spec: ModelSpec): boolean =>
  missingCapabilities(id, spec).length === 0;
