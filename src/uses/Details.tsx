/** What a use knows beyond its finding and its figure; what the reader opens or closes stays so in every use. */
import { type ReactNode, useState } from 'react';
import { useWords } from '../ui/words';
import styles from './Finding.module.css';

/** Null: as it comes. */
let chosen: boolean | null = null;

/** A screen on which the figure of a use leaves room below it. */
const HIGH = '(min-width: 1180px) and (min-height: 860px)';

/** `roomy`: the figure is low, so that the details are open on a high screen. */
export function Details({ children, roomy = false }: { children: ReactNode; roomy?: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(() => chosen ?? (roomy && matchMedia(HIGH).matches));
  return (
    <details
      className={styles.details}
      open={open}
      onToggle={(event) => {
        // It is also called for the state that it begins with.
        const next = event.currentTarget.open;
        if (next === open) return;
        chosen = next;
        setOpen(next);
      }}
    >
      <summary>{t('uses.details')}</summary>
      {open && <div>{children}</div>}
    </details>
  );
}
