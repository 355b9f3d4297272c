/** What a model can be used for, and which models for what. What each use looks like is in its own folder. */
import { hasEncoder, hasLatent, type ModelSpec } from '../../model/spec';
import type { UseId } from '../../state/store';

/** In the order of their tabs. */
const USES: readonly { id: UseId; offered: (spec: ModelSpec, labelled: boolean) => boolean }[] = [
  // Where images cannot be reconstructed, its sentence says why.
  { id: 'reconstructions', offered: (spec) => hasEncoder(spec) || !hasLatent(spec) },
  { id: 'samples', offered: hasLatent },
  { id: 'features', offered: (spec, labelled) => hasEncoder(spec) && labelled },
  { id: 'compression', offered: (spec) => hasEncoder(spec) && hasLatent(spec) },
  { id: 'restoration', offered: hasEncoder },
  { id: 'anomalies', offered: (spec) => hasEncoder(spec) || !hasLatent(spec) },
  { id: 'drawing', offered: hasEncoder },
];

/** `labelled`: whether the classes of the images are known. */
export const usesOf = (spec: ModelSpec, labelled: boolean): UseId[] =>
  USES.filter(({ offered }) => offered(spec, labelled)).map(({ id }) => id);

/** The use that is shown: the chosen one, or the model's first where it has no such use. */
export const shownUse = (offered: readonly UseId[], chosen: UseId): UseId =>
  offered.includes(chosen) ? chosen : offered[0];
