/** A program for the model in the reader's library. */
import { useMemo, useState } from 'react';
import { type Target, targets } from '../../export/code';
import { codeOf, notebookFile } from '../../export/files';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { Choices } from '../../ui/Choices';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from './Share.module.css';
import { Said, useCopying, useSaving } from './saving';
import { words } from './words';

const ids = targets.map(({ id }) => id);
const nameOf = (id: Target) => targets.find((one) => one.id === id)?.name ?? id;

export function Code() {
  const { t, number } = useWords(words);
  const [target, setTarget] = useState<Target>('pytorch');
  const run = useStore((s) => s.run.id);
  // Of the step at which it is opened: a text that changes while it is read is of no use.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has another program.
  const { program, step } = useMemo(
    () => ({ program: codeOf(target), step: useStore.getState().run.step }),
    [target, run],
  );
  const { copy, said: copied } = useCopying();
  const { save, said: saved, busy } = useSaving();
  const file = () => ({
    filename: program.filename,
    type: 'text/plain',
    bytes: new TextEncoder().encode(program.text),
  });
  return (
    <>
      <Choices
        legend={t('share.code.library')}
        options={ids}
        chosen={target}
        onChoose={setTarget}
        textOf={nameOf}
      />
      <p className={text.quiet}>{t('share.code.text', { step: number.plain(step) })}</p>
      <textarea
        readOnly
        className={styles.code}
        aria-label={t('share.code.shown')}
        value={program.text}
        wrap="off"
        spellCheck={false}
        translate="no"
        lang="en"
      />
      <div className={classes(layout.row, layout.wrap)}>
        <Button onClick={() => void copy(program.text)}>{t('share.copy')}</Button>
        <Button disabled={busy} onClick={() => void save(file)}>
          {t('share.save')}
        </Button>
        {target === 'pytorch' && (
          <Button disabled={busy} onClick={() => void save(notebookFile)}>
            {t('share.code.notebook')}
          </Button>
        )}
      </div>
      <Said>{saved || copied}</Said>
    </>
  );
}
