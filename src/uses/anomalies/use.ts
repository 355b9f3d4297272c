import { hasEncoder, hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Spot', 'zh-CN': '检测' },
  hint: { en: 'Which images the model finds unusual', 'zh-CN': '模型认为哪些图像不寻常' },
  place: 60,
  offered: (spec) => hasEncoder(spec) || !hasLatent(spec),
};
