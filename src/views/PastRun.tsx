/** Says that the page shows an earlier step, with the ways back and on from there. */
import { continueFromShown } from '../state/actions';
import { stopPlayback } from '../state/playback';
import { showLive, snapshotAt } from '../state/snapshots';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { useWords } from '../ui/words';

export function PastRun() {
  const { t } = useWords();
  const shown = useStore((s) => s.shownStep);
  if (shown === null) return null;
  const back = () => {
    stopPlayback();
    showLive();
  };
  return (
    <span className={classes(layout.row, layout.close)}>
      <Button look="small" onClick={back}>
        {t('past.latest')}
      </Button>
      {snapshotAt(shown)?.state && (
        <Button look="small" title={t('past.continue.hint')} onClick={() => void continueFromShown()}>
          {t('past.continue')}
        </Button>
      )}
    </span>
  );
}
