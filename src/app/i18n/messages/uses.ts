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
  'uses.loading': { en: 'Loading this tab …', zh: '正在加载此标签页……' },
  'uses.late': {
    en: 'This tab is still loading; it opens as soon as it is here. Everything else works meanwhile.',
    zh: '此标签页仍在加载，到达后立即打开。其他部分可照常使用。',
  },
  'uses.gone': {
    en: 'This tab could not be loaded: the connection is down, or this site has a newer version by now. The model is safe and goes on. Try again; if that does not help, save the model and load the page again.',
    zh: '无法加载此标签页：网络已断开，或本站已更新。模型安然无恙，训练照常。请重试；若仍不行，请先保存模型，再重新加载页面。',
  },
  'uses.broken': {
    en: 'This tab has broken ({message}). The model and its training are not touched by that.',
    zh: '此标签页出错（{message}）。模型与训练不受影响。',
  },
  'uses.retry': { en: 'Try again', zh: '重试' },
} satisfies Record<string, Text>;
