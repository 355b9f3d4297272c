/** The playhead of the pinned run, among the steps of it that were kept. */
import { loadPinnedSteps, reportMovement } from '../../state/actions';
import { showPinned } from '../../state/pinnedPast';
import type { Pinned } from '../../state/pinnedRun';
import { Button } from '../../ui/Button';
import { Slider } from '../../ui/Field';
import { useWords } from '../../ui/words';
import styles from './Compare.module.css';
import { words } from './words';

export function PinnedPlayhead({ pinned: { step, end, past, file, decoder } }: { pinned: Pinned }) {
  const { t } = useWords(words);
  // Of a model without a latent nothing but numbers is compared.
  if (!decoder) return null;
  if (past.length < 2)
    return (
      file && (
        <Button look="small" title={t('past.load')} onClick={() => void loadPinnedSteps()}>
          {t('compare.load')}
        </Button>
      )
    );
  return (
    <Slider
      className={styles.playhead}
      min={0}
      max={past.length - 1}
      value={past.findIndex((one) => one.step === step)}
      aria-label={t('compare.playhead')}
      aria-valuetext={t('compare.past', { step, end })}
      title={t('compare.playhead')}
      onChange={({ target }) => {
        reportMovement();
        showPinned(past[Number(target.value)].step);
      }}
    />
  );
}
