import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Repair', 'zh-CN': '修复' },
  hint: { en: 'A damaged digit, after passes through the model', 'zh-CN': '损坏的数字通过模型后的结果' },
  place: 50,
  offered: hasEncoder,
  onPad: true,
};
