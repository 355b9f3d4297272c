/** How good the sources of codes are: their distance from other codes, and what their draws decode to. */
import { coverageOf } from '../../analysis/coverage';
import { type Codes, drawCodes, drawNoise, type Source } from '../../analysis/draws';
import { drawsAt, type FlowPaths } from '../../analysis/flowPaths';
import { MOST_CLASSES } from '../../experiment/labels';
import { hasPrior } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import type { OpenAnalysis } from '../../state/analysis';
import { COUNTED } from './sampler';

/** Requests of the analysis worker. */
export type SourcesRequest = OpenAnalysis['request'];

export interface SourceMeasures {
  source: Source | 'learned';
  /** The energy distance of draws from codes that the source has not seen. */
  distance: number;
  /** Classes covered by `COUNTED` draws, and the mean confidence of their classification; null for a conditional model. */
  covered: number | null;
  confidence: number | null;
}

export interface Measured {
  step: number;
  /** Draws, and codes, that distances are of. */
  draws: number;
  codes: number;
  rows: SourceMeasures[];
}

/** Draws for the distances. */
const DRAWS = 1000;

export interface Subject {
  spec: ModelSpec;
  seed: number;
  step: number;
  /** The decoder's, as published. */
  weights: Float32Array;
  seen: Codes;
  unseen: Codes;
  paths: FlowPaths;
}

/**
 * Of N(0, I), a Gaussian fitted to the codes that the prior has learned from, those codes themselves, and the learned prior;
 * distances are from codes of the same model that none of them has seen. Null where the analysis gives no result.
 */
export async function measureSources(
  request: SourcesRequest,
  { spec, seed, step, weights, seen, unseen, paths }: Subject,
): Promise<Measured | null> {
  const { latent } = spec;
  const codes = unseen.mu.length / latent;
  const { epsilon } = drawNoise('posterior', codes, latent, seed, 1);
  const { mu, logVar } = unseen;
  const others = mu.map((m, i) => m + (logVar ? Math.exp(0.5 * logVar[i]) * epsilon[i] : 0));
  const drawn = (source: Source) =>
    drawCodes(source, drawNoise(source, DRAWS, latent, seed, 0), DRAWS, latent, seen);
  const rows: SourceMeasures[] = [];
  for (const source of [hasPrior(spec) ? 'prior' : 'normal', 'gaussian', 'posterior', 'learned'] as const) {
    const z = source === 'learned' ? drawsAt(paths, 1, DRAWS) : drawn(source);
    const distance = z && (await request('distance', { a: z, b: others, width: latent }));
    if (!z || distance === null) return null;
    const some = z.slice(0, COUNTED * latent);
    const verdicts =
      spec.condition === 'label' ? null : await request('verdicts', { spec, weights, z: some, label: 0 });
    rows.push({
      source,
      distance,
      covered: verdicts && coverageOf(verdicts.classes, null, MOST_CLASSES).covered,
      confidence: verdicts?.confidence.reduce((sum, c) => sum + c / COUNTED, 0) ?? null,
    });
  }
  return { step, draws: DRAWS, codes, rows };
}
