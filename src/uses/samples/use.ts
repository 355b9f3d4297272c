import { hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Sample', 'zh-CN': '采样' },
  hint: { en: 'New images, decoded from random codes', 'zh-CN': '由随机编码解码出的新图像' },
  place: 20,
  offered: hasLatent,
};
