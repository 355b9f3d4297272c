/** The end of a lesson: what was right, and the code for a teacher. */
import { useState } from 'react';
import { classes } from '../ui/classes';
import { TextField } from '../ui/Field';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { rightPredictions } from './checking';
import { codeOf } from './completionCode';
import { codeNumberOf } from './composed';
import type { Lesson } from './lesson';
import { words as ofPanel } from './panelWords';
import { useProgress } from './progress';

export function Finished({ lesson }: { lesson: Lesson }) {
  const { t } = useWords(ofPanel);
  const right = rightPredictions(
    lesson,
    useProgress((s) => s[lesson.id]),
  );
  const [name, setName] = useState('');
  if (right === null) return <p className={text.quiet}>{t('lesson.unfinished')}</p>;
  const completion = { lesson: codeNumberOf(lesson), right, date: new Date() };
  return (
    <>
      <p className={text.strong}>{t('lesson.finished', { right, count: lesson.steps.length })}</p>
      <details>
        <summary>{t('lesson.code')}</summary>
        <label className={classes(layout.row)}>
          <span className={layout.fixed}>{t('lesson.code.name')}</span>
          <TextField value={name} autoComplete="name" onChange={(event) => setName(event.target.value)} />
        </label>
        <p role="status" translate="no" className={classes(name.trim() ? text.strong : text.quiet)}>
          {name.trim() ? codeOf(name, completion) : t('lesson.code.none')}
        </p>
      </details>
    </>
  );
}
