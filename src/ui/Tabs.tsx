/**
 * Tabs according to the ARIA Authoring Practices: only the selected tab is in the tab order; arrow keys move to the
 * next or previous tab, cyclically, and select it.
 */
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { classes } from './classes';
import layout from './layout.module.css';
import styles from './Tabs.module.css';
import { useSideways } from './useSideways';

interface TabsProps<T extends string> {
  /** The accessible name of the tab list. */
  label: string;
  tabs: readonly T[];
  shown: T;
  onShow: (tab: T) => void;
  textOf: (tab: T) => string;
  /** Eight tabs or more stand in two rows. */
  twoRows?: boolean;
  /** A tooltip: what the panel of the tab shows. */
  hintOf: (tab: T) => string;
  /** The panel of the selected tab. */
  children: ReactNode;
}

export function Tabs<T extends string>({
  label,
  tabs,
  shown,
  onShow,
  textOf,
  twoRows = false,
  hintOf,
  children,
}: TabsProps<T>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useSideways(list, shown);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextTab(event.key, tabs.indexOf(shown), tabs.length);
    if (next === null) return;
    event.preventDefault();
    onShow(tabs[next]);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  }

  return (
    <div className={classes(layout.column, layout.high, styles.frame)}>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className={classes(layout.row, layout.fixed, layout.ruledBelow, styles.tabs)}
        data-rows={twoRows ? 2 : 1}
      >
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            id={`${id}-${tab}`}
            className={classes(layout.inside, styles.tab)}
            title={hintOf(tab)}
            aria-selected={tab === shown}
            aria-controls={`${id}-panel`}
            tabIndex={tab === shown ? 0 : -1}
            onClick={() => onShow(tab)}
            onKeyDown={onKeyDown}
          >
            {textOf(tab)}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown}`}
        className={classes(layout.rest, layout.scrolls)}
      >
        {children}
      </div>
    </div>
  );
}

/** The tab that a key moves to from tab `at`; null for other keys. */
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
