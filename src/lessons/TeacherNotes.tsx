/** Notes for teachers, lesson by lesson: a dialog that prints well. */
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { lessons } from './course';
import styles from './LessonPanel.module.css';
import type { Lesson } from './lesson';
import { en } from './notes/en';
import { zhCN } from './notes/zh-CN';
import { words as ofPanel } from './panelWords';

export function TeacherNotes({ onClosed }: { onClosed: () => void }) {
  const { t } = useWords(ofPanel);
  return (
    <Dialog
      title={t('notes.title')}
      lead={
        <Button look="small" onClick={() => window.print()}>
          {t('notes.print')}
        </Button>
      }
      closeName={t('notes.close')}
      width={50}
      className={styles.notes}
      onClosed={onClosed}
    >
      <div className={classes(layout.part, layout.scrolls)}>
        <p className={text.quiet}>{t('notes.intro')}</p>
        {lessons.map((lesson, i) => (
          <NotesOf key={lesson.id} lesson={lesson} number={i + 1} />
        ))}
      </div>
    </Dialog>
  );
}

function NotesOf({ lesson, number }: { lesson: Lesson; number: number }) {
  const { t, locale } = useWords(ofPanel);
  const own = useWords(lesson.words);
  const { goal, misconception, questions } = (locale === 'zh-CN' ? zhCN : en)[lesson.id];
  return (
    <article lang={own.lang('title')}>
      <h3>
        {number}. {own.t('title')}
      </h3>
      <p>{own.t('intro')}</p>
      <dl>
        <dt>{t('notes.goal')}</dt>
        <dd>{goal}</dd>
        <dt>{t('notes.misconception')}</dt>
        <dd>{misconception}</dd>
        <dt>{t('notes.time')}</dt>
        <dd>{t('notes.minutes', { count: minutesOf(lesson) })}</dd>
        <dt>{t('notes.steps')}</dt>
        <dd>
          <ol className={text.list}>
            {lesson.steps.map((step) => (
              <li key={step.id}>
                {own.t(`${step.id}.question`)} {own.t(`${step.id}.task`)}
              </li>
            ))}
          </ol>
        </dd>
        <dt>{t('notes.questions')}</dt>
        <dd>
          {questions.map(([question, answer]) => (
            <p key={question}>
              {question} <span className={classes(text.quiet)}>{answer}</span>
            </p>
          ))}
        </dd>
      </dl>
    </article>
  );
}

/** Reading and predicting takes about two minutes a step, training at most one on two cores (`npm run lessons`). */
const minutesOf = ({ steps }: Lesson): number => 3 * steps.length;
