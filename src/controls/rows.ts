/** Which settings of a group are shown: those that mean something to the model, the rare ones only when asked for. */
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { conflictsOf } from '../experiment/conflicts';
import { type Row, sameValue, schema } from '../experiment/schema';

/** Always in sight where they mean something: what a reader turns while looking on. */
const COMMON: readonly (keyof Config)[] = [
  'beta',
  'gamma',
  'ganLoss',
  'noise',
  'penaltyWeight',
  'sparsity',
  'learningRate',
  'discriminatorRate',
  'batch',
  'seed',
];

export interface ShownRow {
  row: Row;
  /** Waits behind "More settings": it is rare, as usual, and has nothing to say. */
  rests: boolean;
}

/** The rows of some groups, in their order, but for widths, which have an editor in the diagram. */
export function settingRows(
  config: Config,
  groups: readonly Row['group'][],
  except: readonly (keyof Config)[],
  more: boolean,
): ShownRow[] {
  const speaking = conflictsOf(config).map(({ key }) => key);
  return schema
    .filter(
      ({ key, group, kind }) =>
        groups.includes(group) && kind !== 'widths' && !except.includes(key) && applies(key, config),
    )
    .map((row) => {
      const { key, default: usual } = row;
      const common = more || COMMON.includes(key) || speaking.includes(key);
      return { row, rests: !common && sameValue(config[key], usual) };
    });
}
