/** Checks the code that a reader has got at the end of a lesson. */
import { useState } from 'react';
import { classes } from '../ui/classes';
import { TextField } from '../ui/Field';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { completionOf } from './completionCode';
import { lessonOfCode } from './composed';
import { words as ofPanel } from './panelWords';

export function CheckCode() {
  const { t, locale } = useWords(ofPanel);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const verdict = () => {
    const found = completionOf(name, code);
    const lesson = found && lessonOfCode(found.lesson, locale);
    if (!found || !lesson) return t('codes.invalid');
    return t('codes.valid', {
      name: name.trim(),
      title: lesson.title,
      date: found.date.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' }),
      right: found.right,
      count: lesson.count,
    });
  };
  return (
    <details>
      <summary>{t('codes.title')}</summary>
      <p className={text.quiet}>{t('codes.intro')}</p>
      <div className={classes(layout.row, layout.wrap)}>
        <label className={classes(layout.row)}>
          <span className={layout.fixed}>{t('codes.name')}</span>
          <TextField value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className={classes(layout.row)}>
          <span className={layout.fixed}>{t('codes.code')}</span>
          <TextField value={code} translate="no" onChange={(event) => setCode(event.target.value)} />
        </label>
      </div>
      <p role="status">{name.trim() && code.trim() ? verdict() : null}</p>
    </details>
  );
}
