/** What the sections share: saving a file with a word about it, copying a text, and a row of a file. */
import { useState } from 'react';
import { toProblem } from '../../experiment/problem';
import type { TakenHome } from '../../export/files';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { download } from '../../ui/download';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { describeProblem } from '../problemWords';
import { words } from './words';

/** Saves what `make` returns; `said` is what came of it, for the reader. */
export function useSaving() {
  const own = useWords(words);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const save = async (make: () => Promise<TakenHome> | TakenHome) => {
    setBusy(true);
    setSaid('');
    try {
      const { filename, bytes, type } = await make();
      download(filename, bytes, type);
      setSaid(own.t('share.saved', { file: filename }));
    } catch (error) {
      setSaid(describeProblem(own, toProblem(error)));
    } finally {
      setBusy(false);
    }
  };
  return { save, said, busy };
}

export function useCopying() {
  const { t } = useWords(words);
  const [said, setSaid] = useState('');
  const copy = async (what: string) => {
    setSaid('');
    try {
      await navigator.clipboard.writeText(what);
      setSaid(t('share.copied'));
    } catch {
      setSaid(t('share.byHand'));
    }
  };
  return { copy, said };
}

/** A line that screen readers announce. */
export function Said({ children }: { children: string }) {
  return (
    <p role="status" className={text.small}>
      {children}
    </p>
  );
}

/** Files as rows: a button each, and a sentence. */
export function Files<T extends string>({
  kind,
  files,
  make,
}: {
  kind: 'model' | 'data';
  files: readonly T[];
  make: (file: T) => Promise<TakenHome> | TakenHome;
}) {
  const { t } = useWords(words);
  const { save, said, busy } = useSaving();
  const named = (key: string) => t(key as keyof typeof words.en);
  return (
    <>
      {files.map((file) => (
        <div key={file} className={classes(layout.row, layout.wrap)}>
          <Button disabled={busy} onClick={() => void save(() => make(file))}>
            {named(`share.${kind}.${file}`)}
          </Button>
          <span className={classes(text.quiet, layout.rest)}>{named(`share.${kind}.${file}.text`)}</span>
        </div>
      ))}
      <Said>{said}</Said>
    </>
  );
}
