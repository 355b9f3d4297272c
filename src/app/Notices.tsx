/** What went wrong, a sentence each with the ways on, and what this browser lacks. */
import { useMemo, useState } from 'react';
import type { MessageKey } from '../i18n/words';
import { dismiss, openFiles, reset, restartWorker, restoreLastGood, retryData } from '../state/actions';
import { type NoticeAction, useStore } from '../state/store';
import { Button, buttonLook, IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { pickFiles } from '../ui/pickFiles';
import { useWords } from '../ui/words';
import { missing, surroundings } from './browserSupport';
import styles from './Notices.module.css';
import { describeProblem } from './problemWords';

async function take(action: Exclude<NoticeAction, 'openTab'>): Promise<void> {
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
    case 'reset':
      await reset();
      return;
    default:
      action satisfies never;
  }
}

export function Notices() {
  const words = useWords();
  const { t } = words;
  const notices = useStore((s) => s.notices);
  const lacks = useMemo(() => missing(surroundings()), []);
  const [seen, setSeen] = useState<MessageKey[]>([]);
  const open = lacks.filter((message) => !seen.includes(message));
  // Where there are no workers at all, that says it; a frame that forbids them is another matter.
  const told = notices.filter(
    (n) => !(n.problem.code === 'worker.blocked' && lacks.includes('missing.worker')),
  );
  if (told.length + open.length === 0) return null;
  return (
    <section className={classes(layout.untouched, styles.notices)} aria-label={t('notice.region')}>
      {open.map((message) => (
        <div key={message} className={styles.notice} role="alert">
          <p>{t(message)}</p>
          <Dismiss onClick={() => setSeen([...seen, message])} />
        </div>
      ))}
      {told.map(({ id, problem, actions }) => (
        <div key={id} className={styles.notice} role="alert">
          <p lang={words.lang(`problems.${problem.code}`)}>{describeProblem(words, problem)}</p>
          <span className={classes(styles.actions, layout.row, layout.wrap)}>
            {actions.map((action) => (
              <Action key={action} action={action} />
            ))}
          </span>
          <Dismiss onClick={() => dismiss(id)} />
        </div>
      ))}
    </section>
  );
}

/** A tab of its own is a link, so that it can be copied where the frame forbids that too. */
function Action({ action }: { action: NoticeAction }) {
  const { t } = useWords();
  const words = t(`notice.${action}`);
  if (action === 'openTab') {
    return (
      <a
        className={classes(buttonLook('normal'), styles.link)}
        href={window.location.href}
        target="_blank"
        rel="noopener"
      >
        {words}
      </a>
    );
  }
  return <Button onClick={() => void take(action)}>{words}</Button>;
}

function Dismiss({ onClick }: { onClick: () => void }) {
  const { t } = useWords();
  return (
    <IconButton
      icon="close"
      size={16}
      name={t('notice.dismiss')}
      className={styles.dismiss}
      onClick={onClick}
    />
  );
}
