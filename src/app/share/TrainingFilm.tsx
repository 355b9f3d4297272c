/** The training as a film: a button for each kind of file that this browser can make, the progress, and Cancel. */
import { useEffect, useRef, useState } from 'react';
import { toProblem } from '../../experiment/problem';
import { type FilmKind, trainingFilm } from '../../export/trainingFilm';
import { videoTypes } from '../../export/video';
import { hasLatent } from '../../model/predicates';
import { loadEarlier } from '../../state/actions';
import { offersSteps } from '../../state/pretrainedSteps';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { download } from '../../ui/download';
import layout from '../../ui/layout.module.css';
import { useWords } from '../../ui/words';
import { describeProblem } from '../problemWords';
import { Said } from './saving';
import { words } from './words';

const NAMES: Record<FilmKind, string> = { gif: 'GIF', webm: 'WebM', mp4: 'MP4' };

export function TrainingFilm() {
  const own = useWords(words);
  const { t } = own;
  const plane = useStore((s) => hasLatent(s.run.spec));
  const count = useStore((s) => s.snapshots.steps.length);
  const offered = useStore(offersSteps);
  const [at, setAt] = useState<{ done: number; total: number } | null>(null);
  const [said, setSaid] = useState('');
  const making = useRef<AbortController | null>(null);
  // A film of which the dialog has been closed is of no use.
  useEffect(() => () => making.current?.abort(), []);
  if (!plane) return <p>{t('share.film.noPlane')}</p>;
  if (count < 2 && !offered) return <p>{t('share.film.few')}</p>;

  const save = async (kind: FilmKind) => {
    making.current = new AbortController();
    const { signal } = making.current;
    setSaid('');
    setAt({ done: 0, total: 1 });
    try {
      if (offersSteps(useStore.getState()) && !(await loadEarlier())) return;
      const onProgress = (done: number, total: number) => setAt({ done, total });
      const { filename, bytes, type } = await trainingFilm(kind, { signal, onProgress });
      download(filename, bytes, type);
      setSaid(t('share.saved', { file: filename }));
    } catch (error) {
      setSaid(signal.aborted ? t('share.film.cancelled') : describeProblem(own, toProblem(error)));
    } finally {
      setAt(null);
    }
  };
  return (
    <>
      <p>{t(offered ? 'share.film.shipped' : 'share.film.trainingText', { count })}</p>
      <div className={classes(layout.row, layout.wrap)}>
        {(['gif', ...videoTypes().map(({ kind }) => kind)] as const).map((kind) => (
          <Button key={kind} disabled={at !== null} onClick={() => void save(kind)}>
            {NAMES[kind]}
          </Button>
        ))}
      </div>
      {at && (
        <div className={layout.row}>
          <progress aria-label={t('share.film.progress')} value={at.done} max={at.total} />
          <Button look="small" onClick={() => making.current?.abort()}>
            {t('share.film.cancel')}
          </Button>
        </div>
      )}
      <Said>{said}</Said>
    </>
  );
}
