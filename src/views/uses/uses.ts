/** What a model can be used for, and which models for what. What each use looks like is in its own folder. */
import { hasEncoder, hasLatent, type ModelSpec } from '../../model/spec';
import type { UseId } from '../../state/store';

/** In the order of their tabs. */
const USES: readonly { id: UseId; offered: (spec: ModelSpec) => boolean }[] = [
  // Where images cannot be reconstructed, its sentence says why.
  { id: 'reconstructions', offered: (spec) => hasEncoder(spec) || !hasLatent(spec) },
  { id: 'samples', offered: (spec) => hasLatent(spec) && !hasEncoder(spec) },
  { id: 'features', offered: () => false },
  { id: 'compression', offered: () => false },
  { id: 'restoration', offered: () => false },
  { id: 'anomalies', offered: (spec) => hasEncoder(spec) || !hasLatent(spec) },
  { id: 'drawing', offered: () => false },
];

export const usesOf = (spec: ModelSpec): UseId[] =>
  USES.filter(({ offered }) => offered(spec)).map(({ id }) => id);

/** The use that is shown: the chosen one, or the model's first where it has no such use. */
export function shownUse(spec: ModelSpec, chosen: UseId): UseId {
  const offered = usesOf(spec);
  return offered.includes(chosen) ? chosen : offered[0];
}
