/** Keeps drawings with the names of their classes: to train on them, or to save them as files. */
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { openFiles } from '../../state/actions';
import {
  collectionFile,
  collectionNpz,
  collectionZip,
  countsOf,
  keep,
  MOST_CHARACTERS,
  MOST_KEPT,
  readOnce,
  removeKept,
  undoKeep,
  useCollection,
} from '../../state/collection';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { download } from '../../ui/download';
import { TextField } from '../../ui/Field';
import { Later } from '../../ui/Later';
import layout from '../../ui/layout.module.css';
import { createLazyPart } from '../../ui/lazyPart';
import { pickFiles } from '../../ui/pickFiles';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { words as ofUse } from './words';

/** The dialog of a photographed sheet, fetched when one is opened. */
const photograph = createLazyPart(() => import('./Photograph'));

/** `onKept`: clears the pad for the next drawing. */
export function Collection({ onKept }: { onKept: () => void }) {
  const { t } = useWords(ofUse);
  const kept = useCollection((s) => s.kept);
  const changed = useCollection((s) => s.past.length > 0);
  const drawing = useStore((s) => s.drawing);
  const [label, setLabel] = useState('');
  const [photo, setPhoto] = useState<File | null>(null);
  const closePhoto = useCallback(() => setPhoto(null), []);
  useEffect(readOnce, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!drawing || label.trim() === '') return;
    keep(label, drawing);
    onKept();
  };
  const train = () => openFiles([collectionFile()]);
  const full = kept.length >= MOST_KEPT;
  const empty = kept.length === 0;

  return (
    <details>
      <summary>{empty ? t('drawing.collect') : t('drawing.collect.some', { count: kept.length })}</summary>
      <form className={classes(layout.row, layout.wrap)} onSubmit={submit}>
        <label className={layout.row}>
          {t('drawing.collect.class')}
          <TextField
            small
            required
            maxLength={MOST_CHARACTERS}
            size={8}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
        </label>
        <Button look="small" type="submit" disabled={!drawing || full || label.trim() === ''}>
          {t('drawing.collect.keep')}
        </Button>
        <Button look="small" disabled={empty && !changed} onClick={() => undoKeep()}>
          {t('drawing.collect.undo')}
        </Button>
        <Button
          look="small"
          title={t('photo.hint')}
          disabled={full}
          onClick={async () => setPhoto((await pickFiles('image/*'))[0] ?? null)}
        >
          {t('photo.open')}
        </Button>
      </form>
      {photo && <Later part={photograph} props={{ file: photo, onClosed: closePhoto }} />}
      <p className={text.quiet} role="status">
        {countsOf(kept)
          .map(([name, count]) => t('drawing.collect.count', { name, count }))
          .join(t('drawing.collect.between')) || t('drawing.collect.hint')}
      </p>
      <div className={classes(layout.row, layout.wrap)}>
        <Button look="small" disabled={empty} onClick={() => void train()}>
          {t('drawing.collect.train')}
        </Button>
        <Button look="small" disabled={empty} onClick={() => download('drawings.zip', collectionZip(kept))}>
          {t('drawing.collect.zip')}
        </Button>
        <Button look="small" disabled={empty} onClick={() => download('drawings.npz', collectionNpz(kept))}>
          {t('drawing.collect.npz')}
        </Button>
        <Button look="small" disabled={empty} onClick={() => removeKept()}>
          {t('drawing.collect.remove')}
        </Button>
      </div>
    </details>
  );
}
