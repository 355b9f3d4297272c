/** The settings of the training data. */
import { type Row, saved } from './row';

export const dataRows: readonly Row[] = [
  {
    key: 'dataset',
    kind: 'choice',
    group: 'data',
    takesEffect: 'data',
    persists: saved,
    default: 'mnist',
    options: ['mnist', 'fashion-mnist', 'kmnist', 'drawn', 'own'],
  },
  {
    key: 'pixels',
    kind: 'choice',
    group: 'data',
    takesEffect: 'data',
    persists: saved,
    default: 'grey',
    options: ['grey', 'binary'],
  },
  {
    key: 'trainImages',
    kind: 'number',
    group: 'data',
    takesEffect: 'data',
    persists: saved,
    default: 0,
    min: 0,
    max: 1_000_000,
    integer: true,
    stops: [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 0],
    special: [0],
  },
  {
    key: 'classes',
    kind: 'subset',
    group: 'data',
    takesEffect: 'data',
    persists: saved,
    default: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    of: 10,
  },
];
