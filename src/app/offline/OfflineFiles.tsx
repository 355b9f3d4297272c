/** What is stored for use without a network, and a button that removes or stores it. */
import { useEffect, useState } from 'react';
import { filesStored, removeFiles, type Stored } from '../../offline/page';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { store } from './keep';
import { words } from './words';

/** While it is on the screen, it is read again after this time, in milliseconds. */
const EVERY_MS = 1000;

export function OfflineFiles() {
  const { t, number } = useWords(words);
  const [stored, setStored] = useState<Stored>({ status: 'denied' });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let here = true;
    const read = async () => {
      const now = await filesStored().catch((): Stored => ({ status: 'denied' }));
      if (!here) return;
      setStored(now);
      timer = setTimeout(read, EVERY_MS);
    };
    void read();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, []);
  const { status } = stored;
  if (status === 'denied') return null;
  const size = 'bytes' in stored ? `${number.fixed(stored.bytes / 1e6, 1)} MB` : '';
  return (
    <>
      <h3>{t('offline.title')}</h3>
      <div className={classes(layout.row, layout.wrap)}>
        <span>{t(`offline.${status}`, { size })}</span>
        {status === 'none' ? (
          <Button look="small" onClick={() => void store()}>
            {t('offline.store')}
          </Button>
        ) : (
          <Button look="small" onClick={() => void removeFiles()}>
            {t('offline.remove')}
          </Button>
        )}
      </div>
    </>
  );
}
