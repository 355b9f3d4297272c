/** The settings of what is learned from. */
import { type Row, saved } from './row';

export const dataRows: readonly Row[] = [
  {
    key: 'dataset',
    kind: 'choice',
    group: 'data',
    applies: 'data',
    persists: saved,
    default: 'mnist',
    options: ['mnist', 'fashion-mnist', 'kmnist', 'drawn', 'own'],
  },
  {
    key: 'pixels',
    kind: 'choice',
    group: 'data',
    applies: 'data',
    persists: saved,
    default: 'grey',
    options: ['grey', 'binary'],
  },
];
