import { hasEncoder } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Draw', 'zh-CN': '手绘' },
  hint: { en: 'Your own digit, as the model sees it', 'zh-CN': '模型如何看待你画的数字' },
  place: 25,
  offered: hasEncoder,
  onPad: true,
};
