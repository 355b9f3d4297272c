/** The whole page takes checkpoints and IDX files that are dropped on it, and says so while they hover. */
import { useEffect, useState } from 'react';
import { openFiles } from '../state/actions';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { useWords } from '../ui/words';
import styles from './App.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function DropTarget() {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Leaving one element enters the next; only leaving the window has nowhere to go.
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // What somebody else has taken, a picture to look at, is theirs.
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      void openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  return over ? (
    <div className={classes(layout.centre, layout.untouched, styles.drop)}>
      <p>{t('drop.here')}</p>
    </div>
  ) : null;
}
