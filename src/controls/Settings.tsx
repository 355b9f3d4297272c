/** The settings of a group, and the bar that says what waits for a restart. */
import { useText } from '../app/i18n';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { pendingKeys, type Row, rowOf, schema } from '../experiment/schema';
import { reset } from '../state/actions';
import { useStore } from '../state/store';
import { Control } from './Control';
import styles from './controls.module.css';

/** Every setting of the group that is not shown elsewhere; two a row, an odd one out on a line of its own. */
export function Settings({
  group,
  except = [],
}: {
  group: Row['group'];
  except?: readonly (keyof Config)[];
}) {
  const config = useStore((s) => s.config);
  const rows = schema.filter(
    (r) => r.group === group && r.kind !== 'widths' && !except.includes(r.key) && applies(r.key, config),
  );
  return (
    <div className={styles.settings}>
      {rows.map((row, i) => (
        <Control
          key={row.key}
          name={row.key}
          layout={i === rows.length - 1 && i % 2 === 0 ? 'line' : 'stacked'}
        />
      ))}
    </div>
  );
}

export function PendingBar() {
  const { t, say, locale } = useText();
  const names = useStore((s) =>
    pendingKeys(s.run.config, s.config)
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
