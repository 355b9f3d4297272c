/** The lessons: their button, and the parts that are fetched with the first one: the list and the open lesson. */
import { type ComponentProps, useEffect, useSyncExternalStore } from 'react';
import { showList, useList } from '../lessons/opened';
import { useHides } from '../state/hidden';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { Later } from '../ui/Later';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import { useWords } from '../ui/words';
import styles from './TopBar.module.css';

const list = createLazyPart(() => import('../lessons/LessonList'));
const panel = createLazyPart(() => import('../lessons/LessonPanel'));

export function LessonsButton() {
  const { t } = useWords();
  if (useHides('lessons')) return null;
  return (
    <Button
      className={classes(layout.row, layout.close, styles.lessons)}
      aria-label={t('bar.lessons')}
      aria-haspopup="dialog"
      title={t('bar.lessons.hint')}
      onClick={() => showList(true)}
    >
      <Icon name="lessons" />
      <span>{t('bar.lessons')}</span>
    </Button>
  );
}

/** The list, while it is open. */
export function LessonListHost() {
  const open = useList((s) => s.open);
  return open ? <Later part={list} /> : null;
}

/** The open lesson. */
export function LessonHost(place: Pick<ComponentProps<'div'>, 'className' | 'style'>) {
  const open = useStore((s) => s.look.lesson !== null);
  const part = useSyncExternalStore(panel.subscribe, panel.get);
  useEffect(() => {
    if (open) panel.fetch();
  }, [open]);
  if (!open) return null;
  return (
    <div {...place} data-lesson={part.status}>
      <Later part={panel} />
    </div>
  );
}
