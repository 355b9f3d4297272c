/**
 * The settings of a group that mean something to the model, and the bar that says what waits for a restart.
 * What is rarely touched rests behind "More settings" while it is as usual and has nothing to say.
 */
import { useText } from '../app/i18n';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { conflictsOf } from '../experiment/conflicts';
import { pendingKeys, type Row, rowOf, sameValue, schema } from '../experiment/schema';
import { reset } from '../state/actions';
import { useStore } from '../state/store';
import { Control } from './Control';
import styles from './controls.module.css';
import { Icon } from './Icon';

/** Always in sight where they mean something: what a reader turns while looking on. */
const COMMON: readonly (keyof Config)[] = [
  'beta',
  'gamma',
  'ganLoss',
  'noise',
  'penaltyWeight',
  'sparsity',
  'learningRate',
  'batch',
  'seed',
];

export interface SettingsProps {
  groups: readonly Row['group'][];
  except?: readonly (keyof Config)[];
  /** Whether the rare ones are shown too. */
  more: boolean;
  /** Said where there is nothing to set. */
  none?: string;
}

/** Two a row, an odd one out on a line of its own. */
export function Settings({ groups, except = [], more, none }: SettingsProps) {
  const config = useStore((s) => s.config);
  const rows = schema.filter(
    (r) =>
      groups.includes(r.group) && r.kind !== 'widths' && !except.includes(r.key) && applies(r.key, config),
  );
  const speaking = conflictsOf(config).map(({ key }) => key);
  const rests = ({ key, default: usual }: Row) =>
    !more && !COMMON.includes(key) && sameValue(config[key], usual) && !speaking.includes(key);
  const shown = rows.filter((row) => !rests(row));
  if (rows.length === 0 && none) return <p className={styles.none}>{none}</p>;
  return (
    <div className={styles.settings}>
      {rows.map((row) => (
        // What rests stays in place, so that a hand which puts it back to its default does not lose it.
        <div key={row.key} className={rests(row) ? styles.resting : styles.shown}>
          <Control
            name={row.key}
            layout={row === shown.at(-1) && shown.length % 2 === 1 ? 'line' : 'stacked'}
          />
        </div>
      ))}
    </div>
  );
}

export function MoreSettings({ more, toggle }: { more: boolean; toggle: () => void }) {
  const { t } = useText();
  return (
    <button type="button" className={styles.more} aria-expanded={more} onClick={toggle}>
      {t(more ? 'settings.fewer' : 'settings.more')}
      <Icon name={more ? 'up' : 'down'} size={16} />
    </button>
  );
}

export function PendingBar() {
  const { t, say, locale } = useText();
  const names = useStore((s) =>
    pendingKeys(s.run.config, s.config)
      .filter((key) => applies(key, s.config))
      .map((key) => say(rowOf(key).label))
      .join(locale === 'zh-CN' ? '、' : ', '),
  );
  if (!names) return null;
  return (
    <div className={styles.pendingBar}>
      <span>{t('settings.pendingBar', { names })}</span>
      <button type="button" className={styles.action} onClick={() => void reset()}>
        {t('settings.restart')}
      </button>
    </div>
  );
}
