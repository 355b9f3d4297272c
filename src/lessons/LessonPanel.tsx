/** The lesson that is open: its introduction, and one step at a time. */
import { useEffect, useRef } from 'react';
import { wordsOf } from '../i18n/words';
import { useStore } from '../state/store';
import { Button, IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { isComposed, type Opened, openedOf } from './composed';
import { lessons } from './course';
import { Finished } from './Finished';
import styles from './LessonPanel.module.css';
import { LessonStepView } from './LessonStepView';
import type { Lesson } from './lesson';
import { closeLesson, goToStep, openLesson, showList } from './opened';
import { words as ofPanel } from './panelWords';
import { NOTHING, startAgain, useProgress } from './progress';

export default function LessonPanel() {
  const opened = useStore((s) => s.look.lesson);
  const { lesson, unknown } = opened ? openedOf(opened) : NONE;
  useEffect(() => {
    if (opened && !lesson) showList(true);
  }, [opened, lesson]);
  if (!opened || !lesson) return null;
  const step = Math.min(opened.step, lesson.steps.length);
  return <Panel key={lesson.id} lesson={lesson} at={step - 1} unknown={unknown} />;
}

const NONE: Opened = { lesson: undefined, unknown: [] };

interface PanelProps extends Pick<Opened, 'unknown'> {
  lesson: Lesson;
  at: number;
}

function Panel({ lesson, at, unknown }: PanelProps) {
  const { t } = useWords(ofPanel);
  const own = useWords(lesson.words);
  const { passed, predictions } = useProgress((s) => s[lesson.id]) ?? NOTHING;
  const step = lesson.steps[at];
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever goes on to another step reads on there, also with a screen reader.
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves the focus for every step
  useEffect(() => {
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [at]);
  const go = (to: number) => goToStep(to + 1);
  const last = at === lesson.steps.length - 1;
  const nextLesson = isComposed(lesson) ? undefined : lessons[lessons.indexOf(lesson) + 1];
  return (
    <section
      className={classes(layout.card, layout.column, layout.loose, layout.scrolls, styles.panel)}
      aria-label={t('lesson.region', { title: own.t('title') })}
      lang={own.lang('title')}
    >
      <div className={layout.row}>
        <h2 ref={heading} tabIndex={-1} className={layout.rest}>
          {own.t('title')}
        </h2>
        <IconButton icon="close" size={16} name={t('lesson.leave')} onClick={closeLesson} />
      </div>
      <nav
        className={classes(layout.row, layout.apart, text.small, text.quiet)}
        aria-label={t('lessons.title')}
      >
        <Button look="quiet" disabled={at === 0} onClick={() => go(at - 1)} aria-label={t('lesson.back')}>
          ‹
        </Button>
        <span>{t('lesson.step', { step: at + 1, count: lesson.steps.length })}</span>
        <Button look="quiet" disabled={last} onClick={() => go(at + 1)} aria-label={t('lesson.next')}>
          ›
        </Button>
      </nav>
      {unknown.length > 0 && at === 0 && (
        <p role="alert">{t('lesson.unknownSteps', { count: unknown.length, names: unknown.join(', ') })}</p>
      )}
      {(at === 0 || step.introduced) && !(step.id in predictions) && (
        <p className={text.quiet}>{own.t(step.introduced ? `${step.id}.intro` : 'intro')}</p>
      )}
      <LessonStepView key={step.id} lesson={lesson} step={step} />
      {last && step.id in passed && <Finished lesson={lesson} />}
      {step.id in passed && (
        <div className={classes(layout.row, layout.wrap)}>
          {!last && <Button onClick={() => go(at + 1)}>{t('lesson.next')}</Button>}
          {last && nextLesson && (
            <Button onClick={() => openLesson(nextLesson.id)}>
              {t('lesson.nextLesson', { title: wordsOf(own.locale, nextLesson.words).t('title') })}
            </Button>
          )}
          {last && (
            <>
              <Button look="quiet" onClick={() => showList(true)}>
                {t('lesson.all')}
              </Button>
              <Button
                look="quiet"
                onClick={() => {
                  startAgain(lesson.id);
                  go(0);
                }}
              >
                {t('lesson.again')}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}
