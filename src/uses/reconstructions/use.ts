import { hasEncoder, hasLatent } from '../../model/predicates';
import type { Use } from '../definition';
import View from './View';

export const use: Use = {
  name: { en: 'Reconstructions', 'zh-CN': '重构' },
  place: 10,
  // Where images cannot be reconstructed, its sentence explains why.
  offered: (spec) => hasEncoder(spec) || !hasLatent(spec),
  View,
};
