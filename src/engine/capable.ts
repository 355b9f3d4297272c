/** Which models an engine can execute, whatever the machine: what a model needs against what an engine can do. */
import type { EngineId } from '../experiment/config';
import type { Capability } from '../model/capabilities';
import { compileModel } from '../model/compile';
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
const CONVOLUTIONS: readonly Capability[] = ['convolution', 'transposedConvolution'];
/** tfjs executes one operation after another, so any graph of them. */
const ANY_GRAPH: readonly Capability[] = [
  'concatenation',
  'repeatedLoss',
  'branchingStack',
  'branchingDistribution',
  'branchingSample',
  'branchingOutput',
  'otherTarget',
];

const CAPABILITIES: Record<EngineId, readonly Capability[]> = {
  'tfjs-webgpu': [...DENSE, ...CONVOLUTIONS, ...ANY_GRAPH],
  'tfjs-webgl': [...DENSE, ...CONVOLUTIONS, ...ANY_GRAPH],
  'tfjs-cpu': [...DENSE, ...CONVOLUTIONS, ...ANY_GRAPH],
  // tfjs has no gradient by a convolution's filter in WebAssembly.
  'tfjs-wasm': [...DENSE, ...ANY_GRAPH],
  // KL is computed with its one sample, and pixels lie over the outputs that they are made of.
  simd: [...DENSE, 'concatenation', 'branchingStack', 'branchingSample', 'otherTarget'],
  // Losses are part of the kernels of layers: one of a kind, of the images themselves; what is stacked has one way back.
  webgpu: DENSE,
};

/** What a model needs and the engine cannot do; empty where it can execute the model. */
export function lacking(id: EngineId, spec: ModelSpec): readonly Capability[] {
  const can = new Set(CAPABILITIES[id]);
  return [...compileModel(spec).needs].filter((capability) => !can.has(capability));
}

export const capable = (id: EngineId, spec: ModelSpec): boolean => lacking(id, spec).length === 0;
