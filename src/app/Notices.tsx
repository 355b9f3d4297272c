/** Notices: problems, each as a sentence with possible actions, and features that this browser lacks. */
import { useMemo, useState } from 'react';
import type { MessageKey } from '../i18n/words';
import { dismiss, openFiles, reset, restartWorker, restoreLastGood, retryData } from '../state/actions';
import { type NoticeAction, useStore } from '../state/store';
import { Button, buttonLook, IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { pickFiles } from '../ui/pickFiles';
import { useWords } from '../ui/words';
import { browserFeatures, missing } from './browserSupport';
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
    case 'openUpdate':
      await (await import('./offline/keep')).openUpdate();
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
  const missingFeatures = useMemo(() => missing(browserFeatures()), []);
  const [dismissed, setDismissed] = useState<MessageKey[]>([]);
  const open = missingFeatures.filter((message) => !dismissed.includes(message));
  // If the browser has no workers at all, its own notice says so; this one is for frames that forbid them.
  const shown = notices.filter(
    (n) => !(n.problem.code === 'worker.blocked' && missingFeatures.includes('missing.worker')),
  );
  if (shown.length + open.length === 0) return null;
  return (
    <section
      className={classes(layout.column, layout.scrolls, layout.untouched, styles.notices)}
      aria-label={t('notice.region')}
    >
      {open.map((message) => (
        <div key={message} className={classes(layout.row, layout.wrap, styles.notice)} role="alert">
          <p>{t(message)}</p>
          <Dismiss onClick={() => setDismissed([...dismissed, message])} />
        </div>
      ))}
      {shown.map(({ id, problem, actions }) => (
        <div key={id} className={classes(layout.row, layout.wrap, styles.notice)} role="alert">
          <p lang={words.lang(`problems.${problem.code}`)}>{describeProblem(words, problem)}</p>
          <span className={classes(layout.row, layout.wrap)}>
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

/** “Open in a new tab” is a link, so that its address can be copied where the frame blocks new tabs. */
function Action({ action }: { action: NoticeAction }) {
  const { t } = useWords();
  const words = t(`notice.${action}`);
  if (action === 'openTab') {
    return (
      <a
        className={classes(layout.centre, buttonLook('normal'))}
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
    <IconButton icon="close" size={16} name={t('notice.dismiss')} className={layout.last} onClick={onClick} />
  );
}
