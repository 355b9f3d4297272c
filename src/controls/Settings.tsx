/** The settings of one part of the model diagram, and the bar with the settings that take effect at a restart. */
import { applies } from '../experiment/applies';
import { pendingKeys, type Row } from '../experiment/schema';
import { reset } from '../state/actions';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Control } from './Control';
import styles from './Control.module.css';
import { labelText } from './settingWords';

export function Settings({ rows }: { rows: readonly Row[] }) {
  return rows.map(({ key }) => <Control key={key} name={key} help="below" />);
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
    <div className={classes(styles.warning, layout.row, layout.apart, text.small)}>
      <span>{t('settings.pendingBar', { names })}</span>
      <Button onClick={() => void reset()}>{t('settings.restart')}</Button>
    </div>
  );
}
