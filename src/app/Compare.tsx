/** The comparison of two runs: its button, and its parts, which are loaded with the first one. */
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { pin } from '../state/actions';
import { unpin } from '../state/compare';
import { useHides } from '../state/hidden';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import type { PlaneRenderer } from '../views/plane/planeRenderer';
import styles from './TopBar.module.css';

const parts = createLazyPart(() => import('../views/compare'));

/** Pins what is on the screen; pressed again, ends the comparison. */
export function CompareButton() {
  const { t } = useWords();
  const pinned = useStore((s) => s.pinned !== null);
  const press = () => (pinned ? unpin() : void pin());
  const hint = t(pinned ? 'compare.button.stop' : 'compare.button.hint');
  if (useHides('compare')) return null;
  return (
    <Button
      className={classes(layout.row, layout.close, styles.compare)}
      aria-label={t('compare.button')}
      aria-pressed={pinned}
      title={hint}
      onClick={press}
    >
      <Icon name="compare" />
      <span>{t('compare.button')}</span>
    </Button>
  );
}

function useParts() {
  const part = useSyncExternalStore(parts.subscribe, parts.get);
  const pinned = useStore((s) => s.pinned !== null);
  useEffect(() => {
    if (pinned) parts.fetch();
  }, [pinned]);
  return pinned ? part : null;
}

/** The plane of the pinned run. */
export function PinnedPlane({ renderer }: { renderer: PlaneRenderer }): ReactNode {
  const { t } = useWords();
  const part = useParts();
  if (part?.status === 'here') return <part.value.PinnedPlane renderer={renderer} />;
  if (part?.status !== 'failed') return null;
  return (
    <div role="alert" className={classes(layout.column, layout.rest, text.quiet)}>
      <p>{t('uses.gone')}</p>
      <Button onClick={parts.fetch}>{t('uses.retry')}</Button>
    </div>
  );
}

export function PresentTitle(): ReactNode {
  const part = useParts();
  return part?.status === 'here' && <part.value.PresentTitle />;
}

export function PinnedDigit(): ReactNode {
  const part = useParts();
  return part?.status === 'here' && <part.value.PinnedDigit />;
}
