/**
 * The settings of a group that mean something to the model, and the bar that says what waits for a restart.
 * What is rarely touched rests behind "More settings" while it is as usual and has nothing to say.
 */

import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { pendingKeys, type Row } from '../experiment/schema';
import { reset } from '../state/actions';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Control } from './Control';
import styles from './Control.module.css';
import { settingRows } from './rows';
import { labelText } from './settingWords';

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
  const rows = settingRows(config, groups, except, more);
  const shown = rows.filter(({ rests }) => !rests);
  if (rows.length === 0 && none) return <p className={classes(text.small, text.quiet)}>{none}</p>;
  return (
    <div className={styles.settings}>
      {rows.map((one) => (
        // What rests stays in place, so that a hand which puts it back to its default does not lose it.
        <div key={one.row.key} className={one.rests ? styles.resting : undefined}>
          <Control
            name={one.row.key}
            layout={one === shown.at(-1) && shown.length % 2 === 1 ? 'line' : 'stacked'}
          />
        </div>
      ))}
    </div>
  );
}

export function MoreSettings({ more, toggle }: { more: boolean; toggle: () => void }) {
  const { t } = useWords();
  return (
    <Button look="quiet" aria-expanded={more} onClick={toggle}>
      {t(more ? 'settings.fewer' : 'settings.more')}
      <Icon name={more ? 'up' : 'down'} size={16} />
    </Button>
  );
}

export function PendingBar() {
  const words = useWords();
  const { t } = words;
  const names = useStore((s) =>
    pendingKeys(s.run.config, s.config)
      .filter((key) => applies(key, s.config))
      .map((key) => labelText(key, words))
      .join(t('text.betweenNames')),
  );
  if (!names) return null;
  return (
    <div className={classes(styles.pendingBar, layout.row, layout.apart, text.small)}>
      <span>{t('settings.pendingBar', { names })}</span>
      <Button onClick={() => void reset()}>{t('settings.restart')}</Button>
    </div>
  );
}
