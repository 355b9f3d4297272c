/** What a model can be used for, and which models for what. What each use looks like is in its own folder. */
import { defineWords } from '../../i18n/words';
import { hasEncoder, hasLatent } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import type { UseId } from '../../state/store';

interface Use {
  id: UseId;
  /** What its tab is called; what the use itself says comes with its view. */
  name: Record<'en' | 'zh-CN', string>;
  offered: (spec: ModelSpec, labelled: boolean) => boolean;
}

/** In the order of their tabs. */
const USES: readonly Use[] = [
  // Where images cannot be reconstructed, its sentence says why.
  {
    id: 'reconstructions',
    name: { en: 'Reconstructions', 'zh-CN': '重构' },
    offered: (spec) => hasEncoder(spec) || !hasLatent(spec),
  },
  { id: 'samples', name: { en: 'Samples', 'zh-CN': '采样' }, offered: hasLatent },
  {
    id: 'features',
    name: { en: 'Features', 'zh-CN': '特征' },
    offered: (spec, labelled) => hasEncoder(spec) && labelled,
  },
  {
    id: 'compression',
    name: { en: 'Compression', 'zh-CN': '压缩' },
    offered: (spec) => hasEncoder(spec) && hasLatent(spec),
  },
  { id: 'restoration', name: { en: 'Restoration', 'zh-CN': '修复' }, offered: hasEncoder },
  {
    id: 'anomalies',
    name: { en: 'Anomalies', 'zh-CN': '异常' },
    offered: (spec) => hasEncoder(spec) || !hasLatent(spec),
  },
  { id: 'drawing', name: { en: 'Drawing', 'zh-CN': '手绘' }, offered: hasEncoder },
];

const namesIn = (language: keyof Use['name']) =>
  Object.fromEntries(USES.map(({ id, name }) => [`uses.${id}`, name[language]])) as Record<
    `uses.${UseId}`,
    string
  >;

/** The names of the tabs, `uses.<id>`. */
export const tabNames = defineWords({ en: namesIn('en'), 'zh-CN': namesIn('zh-CN') });

/** `labelled`: whether the classes of the images are known. */
export const usesOf = (spec: ModelSpec, labelled: boolean): UseId[] =>
  USES.filter(({ offered }) => offered(spec, labelled)).map(({ id }) => id);

/** The use that is shown: the chosen one, or the model's first where it has no such use. */
export const shownUse = (offered: readonly UseId[], chosen: UseId): UseId =>
  offered.includes(chosen) ? chosen : offered[0];
