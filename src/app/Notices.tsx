/** What went wrong, a sentence each with the ways on, and what this browser lacks. */
import { useMemo, useState } from 'react';
import { Icon } from '../controls/Icon';
import { pickFiles } from '../controls/pickFiles';
import { dismiss, openFiles, reset, restartWorker, restoreLastGood, retryData } from '../state/actions';
import { type NoticeAction, useStore } from '../state/store';
import { type Missing, missing, surroundings } from './capabilities';
import { useText } from './i18n';
import styles from './Notices.module.css';

async function take(action: NoticeAction): Promise<void> {
  switch (action) {
    case 'restoreLastGood':
      await restoreLastGood();
      return;
    case 'retryData':
      await retryData();
      return;
    case 'openFiles': {
      const files = await pickFiles();
      if (files.length > 0) await openFiles(files);
      return;
    }
    case 'restartWorker':
      await restartWorker();
      return;
    case 'openTab':
      window.open(window.location.href, '_blank', 'noopener');
      return;
    case 'reset':
      await reset();
      return;
    default:
      action satisfies never;
  }
}

export function Notices() {
  const { t, describe: inWords } = useText();
  const notices = useStore((s) => s.notices);
  const lacks = useMemo(() => missing(surroundings()), []);
  const [seen, setSeen] = useState<Missing['message'][]>([]);
  const open = lacks.filter((l) => !seen.includes(l.message));
  if (notices.length + open.length === 0) return null;
  return (
    <section className={styles.notices} aria-label={t('notice.region')}>
      {open.map(({ message, tab }) => (
        <div key={message} className={styles.notice} role="alert">
          <p>{t(message)}</p>
          <span className={styles.actions}>
            {tab && (
              <a className={styles.action} href={window.location.href} target="_blank" rel="noopener">
                {t('missing.openTab')}
              </a>
            )}
          </span>
          <Dismiss onClick={() => setSeen([...seen, message])} />
        </div>
      ))}
      {notices.map(({ id, problem, actions }) => (
        <div key={id} className={styles.notice} role="alert">
          <p>{inWords(problem)}</p>
          <span className={styles.actions}>
            {actions.map((action) => (
              <button key={action} type="button" className={styles.action} onClick={() => void take(action)}>
                {t(`notice.${action}`)}
              </button>
            ))}
          </span>
          <Dismiss onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}

function Dismiss({ onClick }: { onClick: () => void }) {
  const { t } = useText();
  return (
    <button
      type="button"
      className={styles.dismiss}
      aria-label={t('notice.dismiss')}
      title={t('notice.dismiss')}
      onClick={onClick}
    >
      <Icon name="close" size={16} />
    </button>
  );
}
