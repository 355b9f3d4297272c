import { hasEncoder, hasLatent } from '../../model/predicates';
import type { Use } from '../definition';

export const use: Use = {
  name: { en: 'Anomalies', 'zh-CN': '异常' },
  place: 60,
  offered: (spec) => hasEncoder(spec) || !hasLatent(spec),
};
