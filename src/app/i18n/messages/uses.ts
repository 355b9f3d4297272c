import type { Text } from '../../../experiment/schema';

/** What a model is used for: the names of the tabs. The words of each use are in the file of its name. */
export const uses = {
  'uses.tabs': { en: 'What it is good for', zh: '用途' },
  'uses.reconstructions': { en: 'Reconstructions', zh: '重构' },
  'uses.samples': { en: 'Samples', zh: '采样' },
  'uses.features': { en: 'Features', zh: '特征' },
  'uses.compression': { en: 'Compression', zh: '压缩' },
  'uses.restoration': { en: 'Restoration', zh: '修复' },
  'uses.anomalies': { en: 'Anomalies', zh: '异常' },
  'uses.drawing': { en: 'Drawing', zh: '手绘' },
} satisfies Record<string, Text>;
