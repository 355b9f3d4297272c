/** The list of lessons, with what the reader has done of each. */
import { useState } from 'react';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { CheckCode } from './CheckCode';
import { Composer } from './Composer';
import { openedOf } from './composed';
import { words as ofComposed } from './composedWords';
import { lessons } from './course';
import styles from './LessonPanel.module.css';
import type { Lesson } from './lesson';
import { closeLesson, openLesson, showList } from './opened';
import { words as ofPanel } from './panelWords';
import { NOTHING, useProgress } from './progress';
import { TeacherNotes } from './TeacherNotes';

export default function LessonList() {
  const { t } = useWords(ofPanel);
  // From a link.
  const linked = useStore((s) => s.look.lesson);
  const opened = linked && openedOf(linked);
  const unknown = opened && !opened.lesson ? opened.unknown : null;
  const compose = useWords(ofComposed);
  const [shown, show] = useState<'list' | 'notes' | 'composer'>('list');
  const closed = () => {
    showList(false);
    const now = useStore.getState().look.lesson;
    if (now && !openedOf(now).lesson) closeLesson();
  };
  if (shown === 'notes') return <TeacherNotes onClosed={closed} />;
  if (shown === 'composer') return <Composer onClosed={closed} />;
  return (
    <Dialog title={t('lessons.title')} closeName={t('lessons.close')} onClosed={closed}>
      <div className={classes(layout.part, layout.scrolls)}>
        {unknown !== null && (
          <p role="alert">
            {t(linked?.steps ? 'lesson.noSteps' : 'lesson.unknown', { id: unknown.join(', ') })}
          </p>
        )}
        <p className={text.quiet}>{t('lessons.intro')}</p>
        <ol className={styles.lessons}>
          {lessons.map((lesson, i) => (
            <Entry key={lesson.id} lesson={lesson} number={i + 1} />
          ))}
        </ol>
        <div className={classes(layout.row, layout.wrap)}>
          <Button look="quiet" onClick={() => show('notes')}>
            {t('notes.open')}
          </Button>
          <Button look="quiet" onClick={() => show('composer')}>
            {compose.t('compose.open')}
          </Button>
        </div>
        <CheckCode />
      </div>
    </Dialog>
  );
}

function Entry({ lesson, number }: { lesson: Lesson; number: number }) {
  const { t } = useWords(ofPanel);
  const own = useWords(lesson.words);
  const { passed, predictions } = useProgress((s) => s[lesson.id]) ?? NOTHING;
  const done = lesson.steps.filter(({ id }) => id in passed).length;
  const count = lesson.steps.length;
  const begun = Object.keys(predictions).length > 0;
  const next = lesson.steps.findIndex(({ id }) => !(id in passed));
  return (
    <li>
      <button
        type="button"
        className={classes(layout.row, layout.top, layout.item, layout.wide, styles.lesson)}
        onClick={() => openLesson(lesson.id, next < 0 ? 1 : next + 1)}
      >
        <span className={classes(text.quiet, layout.fixed)} aria-hidden="true">
          {number}
        </span>
        <span className={layout.rest} lang={own.lang('title')}>
          <span className={classes(text.strong)}>{own.t('title')}</span>
          <br />
          <span className={classes(text.small, text.quiet)}>
            {done === count ? (
              <>
                <Icon name="check" size={14} /> {t('lessons.done')}
              </>
            ) : begun ? (
              t('lessons.begun', { done, count })
            ) : (
              t('lessons.steps', { count })
            )}
          </span>
        </span>
      </button>
    </li>
  );
}
