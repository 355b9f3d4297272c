/**
 * Opens checkpoints, images and folders of images that are dropped anywhere on the page, and shows a message while they are dragged
 * over it.
 */
import { useEffect, useState } from 'react';
import { openFiles } from '../state/actions';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { useWords } from '../ui/words';
import styles from './App.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Entries must be asked for during the event; afterwards the browser has forgotten them. */
async function openDropped(dropped: DataTransfer | null): Promise<void> {
  const files = [...(dropped?.files ?? [])];
  const entries = [...(dropped?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return openFiles(files);
  const found = await (await import('./droppedFolders')).filesIn(entries);
  return openFiles(
    found.map(({ file }) => file),
    found.map(({ name }) => name),
  );
}

export function DropTarget() {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    // Moving between elements also fires dragleave; only when the pointer leaves the window is there no related target.
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      // Another part of the page may have handled the drop already, such as a picture to be scored.
      if (!carriesFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      void openDropped(event.dataTransfer);
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
