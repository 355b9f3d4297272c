/** What a model is good for: a tab for each use, and the use that was chosen. */
import { type KeyboardEvent, useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { useStore } from '../state/store';
import { useWords } from '../ui/words';
import { createLazyPart } from './lazyPart';
import { TabBoundary, TabNotice } from './TabBoundary';
import styles from './Uses.module.css';
import { shownUse, tabNames, type UseId, usesOf, viewAtOnce } from './uses';

/**
 * What the page opens with comes with it, the others when there is time, or when they are first chosen. They are one
 * file that needs no other, so that it is here as a whole or can be fetched again as a whole.
 */
const views = createLazyPart(() => import('./views'));

export function Uses() {
  const { t } = useWords(tabNames);
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const spec = useStore((s) => s.run.spec);
  const chosen = useStore((s) => s.use);
  // Until there is data it may well have labels: tabs do not come and go.
  const labelled = useStore((s) => s.data.test === null || s.data.test.labels !== null);
  const offered = usesOf(spec, labelled);
  const shown = shownUse(offered, chosen);
  useEffect(() => views.fetchWhenIdle(), []);

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
        <TabBoundary key={shown}>
          <View use={shown} />
        </TabBoundary>
      </div>
    </div>
  );
}

function View({ use }: { use: UseId }) {
  const AtOnce = viewAtOnce(use);
  return AtOnce ? <AtOnce /> : <Later use={use} />;
}

function Later({ use }: { use: UseId }) {
  const { t } = useWords();
  const part = useSyncExternalStore(views.subscribe, views.get);
  useEffect(() => views.fetch(), []);
  switch (part.status) {
    case 'here': {
      const Found = part.value.viewOf(use);
      return <Found />;
    }
    case 'failed':
      return <TabNotice retry={views.fetch}>{t('uses.gone')}</TabNotice>;
    default:
      return <TabNotice>{t(part.status === 'late' ? 'uses.late' : 'uses.loading')}</TabNotice>;
  }
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
