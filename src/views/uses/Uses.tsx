/** What a model is good for: a tab for each use, and the use that was chosen. */
import { type ComponentType, type KeyboardEvent, lazy, Suspense, useId, useRef } from 'react';
import { useText } from '../../app/i18n';
import { type UseId, useStore } from '../../state/store';
import { Reconstructions } from './reconstructions/Reconstructions';
import styles from './Uses.module.css';
import { shownUse, usesOf } from './uses';

// What the page opens with comes with it, the others when they are first chosen.
const Samples = lazy(async () => ({ default: (await import('./samples/Samples')).Samples }));
const Features = lazy(async () => ({ default: (await import('./features/Features')).Features }));
const Compression = lazy(async () => ({ default: (await import('./compression/Compression')).Compression }));
const Restoration = lazy(async () => ({ default: (await import('./restoration/Restoration')).Restoration }));
const Anomalies = lazy(async () => ({ default: (await import('./anomalies/Anomalies')).Anomalies }));
const Drawing = lazy(async () => ({ default: (await import('./drawing/Drawing')).Drawing }));

const VIEWS: Record<UseId, ComponentType> = {
  reconstructions: Reconstructions,
  samples: Samples,
  features: Features,
  compression: Compression,
  restoration: Restoration,
  anomalies: Anomalies,
  drawing: Drawing,
};

export function Uses() {
  const { t } = useText();
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const spec = useStore((s) => s.run.spec);
  const chosen = useStore((s) => s.use);
  // Until there is data it may well have labels: tabs do not come and go.
  const labelled = useStore((s) => s.data.test === null || s.data.test.labels !== null);
  const offered = usesOf(spec, labelled);
  const shown = shownUse(offered, chosen);
  const View = VIEWS[shown];

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextTab(event.key, offered.indexOf(shown), offered.length);
    if (next === null) return;
    event.preventDefault();
    useStore.setState({ use: offered[next] });
    tabs.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div className={styles.uses}>
      <div ref={tabs} role="tablist" aria-label={t('uses.tabs')} className={styles.tabs}>
        {offered.map((use) => (
          <button
            key={use}
            type="button"
            role="tab"
            id={`${id}-${use}`}
            aria-selected={use === shown}
            aria-controls={`${id}-panel`}
            tabIndex={use === shown ? 0 : -1}
            onClick={() => useStore.setState({ use })}
            onKeyDown={onKeyDown}
          >
            {t(`uses.${use}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown}`} className={styles.panel}>
        <Suspense>
          <View />
        </Suspense>
      </div>
    </div>
  );
}

/** Where a key leads from tab `at`, round and round; null: nowhere. */
function nextTab(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
