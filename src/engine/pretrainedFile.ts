/**
 * A model that the page opens with: a checkpoint small enough to be part of the page, with a plane to show at
 * once. Weights are 8-bit integers (`quantised.ts`); beside them are the codes and classes of some test images, the decoded manifold, and the losses of its training.
 * The container is safetensors, as for any checkpoint.
 */
import type { Config } from '../experiment/config';
import { ProblemError } from '../experiment/problem';
import { defaultConfig } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { layoutOf } from '../model/compile';
import { tensorsOf } from '../model/layout';
import { imageSize, type ModelSpec } from '../model/spec';
import { assemble, type Checkpoint, metadataOf } from './checkpoint';
import type { TestLosses } from './evaluate';
import { HISTORY, type LossHistory, readHistory, writeHistory } from './history';
import { dequantised, expectShape, putQuantised } from './quantised';
import {
  floatBytes,
  readSafeTensors,
  type SafeTensors,
  type Tensor,
  toFloats,
  writeSafeTensors,
} from './safetensors';

export interface Pretrained extends Checkpoint {
  /** What is shown before there is an engine; null for a model without an encoder or without a plane. */
  preview: Preview | null;
  /** The losses of its training, and those of the whole test set after it; null in older files. */
  losses: { history: LossHistory; evaluation: TestLosses | null } | null;
}

export interface Preview {
  /** count × latent, μ of the first `count` test images, and their classes. */
  points: Float32Array;
  labels: Uint8Array;
  /** side × side tiles over ±extent. */
  manifold: { side: number; extent: number; tiles: Uint8Array };
}

const EXTRAS = ['points', 'labels', 'manifold'] as const;

export function writePretrained(p: Pretrained): Uint8Array {
  const tensors = new Map<string, Tensor>();
  const spec = specOf(p.config);
  for (const t of tensorsOf(layoutOf(spec)))
    putQuantised(tensors, t.name, t, p.parameters.subarray(t.offset, t.offset + t.size));
  const metadata = metadataOf(p.config, p.step);
  if (p.preview) {
    const { points, labels, manifold } = p.preview;
    const { side, extent, tiles } = manifold;
    tensors.set('points', { dtype: 'F32', shape: [labels.length, spec.latent], bytes: floatBytes(points) });
    tensors.set('labels', { dtype: 'U8', shape: [labels.length], bytes: labels });
    tensors.set('manifold', { dtype: 'U8', shape: [side, side, imageSize(spec.data)], bytes: tiles });
    metadata.extent = String(extent);
  }
  if (p.losses) {
    writeHistory(p.losses.history, { tensors, metadata });
    if (p.losses.evaluation) metadata.evaluation = JSON.stringify(p.losses.evaluation);
  }
  return writeSafeTensors({ tensors, metadata });
}

/** Throws `checkpoint.*` problems. */
export function readPretrained(file: Uint8Array, base: Config = defaultConfig()): Pretrained {
  const { tensors, metadata } = readSafeTensors(file);
  const take = (name: string): Tensor => {
    const tensor = tensors.get(name);
    if (!tensor) throw new ProblemError('checkpoint.missing', { name });
    return tensor;
  };
  const model = new Map(
    [...tensors].filter(
      ([name]) =>
        !name.endsWith('.scale') && !name.startsWith(HISTORY) && !EXTRAS.some((extra) => extra === name),
    ),
  );
  const checkpoint = assemble({ tensors: model, metadata }, base, (target, tensor) =>
    dequantised(target.name, tensor, tensors),
  );
  const hasPreview = EXTRAS.some((name) => tensors.has(name));
  return {
    ...checkpoint,
    preview: hasPreview ? readPreview(take, specOf(checkpoint.config), Number(metadata.extent)) : null,
    losses: readLosses({ tensors, metadata }),
  };
}

function readPreview(take: (name: string) => Tensor, { latent, data }: ModelSpec, extent: number): Preview {
  const [points, labels, manifold] = EXTRAS.map(take);
  const [count] = labels.shape;
  const [side] = manifold.shape;
  expectShape('points', points, 'F32', [count, latent]);
  expectShape('labels', labels, 'U8', [count]);
  expectShape('manifold', manifold, 'U8', [side, side, imageSize(data)]);
  if (!(extent > 0 && Number.isFinite(extent))) throw new ProblemError('checkpoint.settings');
  return {
    points: toFloats('points', points),
    labels: labels.bytes.slice(),
    manifold: { side, extent, tiles: manifold.bytes.slice() },
  };
}

function readLosses(file: SafeTensors): Pretrained['losses'] {
  const history = readHistory(file);
  return history && { history, evaluation: evaluationOf(file.metadata.evaluation) };
}

/** Null where the text is not what `writePretrained` wrote. */
function evaluationOf(text: string | undefined): TestLosses | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<TestLosses> | null;
    const { negElbo, recon, kl, count } = value ?? {};
    return [negElbo, recon, kl, count].every(Number.isFinite) ? (value as TestLosses) : null;
  } catch {
    return null;
  }
}
