/** The conclusion from the measures of a code, as the key of a sentence. */
import { hasClosedForm } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import type { Reading } from './measuring';

/** Smaller differences are chance among a thousand images: about one and a half standard errors. */
const LEVEL = 0.02;

export type Verdict = 'waiting' | 'lost' | 'pca' | 'conditional' | 'ahead' | 'level' | 'behind';

export function verdictOf(spec: ModelSpec, reading: Reading, diverged: boolean): Verdict {
  const { code, pca } = reading;
  if (!code && diverged) return 'lost';
  if (!code || !pca) return 'waiting';
  if (hasClosedForm(spec)) return 'pca';
  if (spec.condition === 'label') return 'conditional';
  const gain = code.knn - pca.knn;
  return gain > LEVEL ? 'ahead' : gain < -LEVEL ? 'behind' : 'level';
}
