/**
 * Earlier steps of the training of a pretrained model, to be looked at: the decoder's weights as 8-bit integers
 * (`quantised.ts`), and the codes of some test images, each under `<step>/`. Nothing can be trained from them.
 */
import { ProblemError } from '../experiment/problem';
import { layoutOf } from '../model/compile';
import { type TensorLayout, tensorsOf } from '../model/layout';
import type { ModelSpec } from '../model/spec';
import { fromFile } from './fileOrder';
import { checkShape } from './optimiserState';
import { dequantised, expectShape, putQuantised } from './quantised';
import { floatBytes, readSafeTensors, type Tensor, toFloats, writeSafeTensors } from './safetensors';

export interface EarlierStep {
  step: number;
  /** The flat array of parameters from `layout.decoderStart` on. */
  decoder: Float32Array;
  /** μ of the first test images, count × latent. */
  codes: Float32Array;
}

/** The tensors of the decoder, with their place after `layout.decoderStart`. */
function decoderTensors(spec: ModelSpec): (TensorLayout & { at: number })[] {
  const layout = layoutOf(spec);
  return tensorsOf(layout)
    .filter(({ offset }) => offset >= layout.decoderStart)
    .map((t) => ({ ...t, at: t.offset - layout.decoderStart }));
}

export function writeSteps(spec: ModelSpec, steps: readonly EarlierStep[]): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const { step, decoder, codes } of steps) {
    for (const t of decoderTensors(spec))
      putQuantised(tensors, `${step}/${t.name}`, t, decoder.subarray(t.at, t.at + t.size));
    // Models without codes have none here, whatever their latent.
    const shape = [codes.length === 0 ? 0 : codes.length / spec.latent, spec.latent];
    tensors.set(`${step}/codes`, { dtype: 'F32', shape, bytes: floatBytes(codes) });
  }
  return writeSafeTensors({ tensors, metadata: { steps: steps.map(({ step }) => step).join() } });
}

/** In ascending order. Throws `checkpoint.*` problems, also for a file of another model. */
export function readSteps(spec: ModelSpec, file: Uint8Array): EarlierStep[] {
  const { tensors, metadata } = readSafeTensors(file);
  const take = (name: string): Tensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name });
    return tensor;
  };
  const layout = layoutOf(spec);
  const steps = (metadata.steps ?? '').split(',').map(Number);
  const ascending =
    metadata.steps && steps.every((step, i) => Number.isInteger(step) && step > (steps[i - 1] ?? -1));
  if (!ascending) throw new ProblemError('checkpoint.settings');
  return steps.map((step) => {
    const decoder = new Float32Array(layout.size - layout.decoderStart);
    for (const t of decoderTensors(spec)) {
      const name = `${step}/${t.name}`;
      const tensor = take(name);
      checkShape(name, t, tensor.shape);
      decoder.set(fromFile(dequantised(name, tensor, tensors), t), t.at);
    }
    const codes = take(`${step}/codes`);
    expectShape(`${step}/codes`, codes, 'F32', [codes.shape[0], spec.latent]);
    return { step, decoder, codes: toFloats(`${step}/codes`, codes).slice() };
  });
}
