/** Further details of a use, in a disclosure. Once the reader opens or closes it, it stays so in all uses. */
import { type ReactNode, useState } from 'react';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { useWords } from '../ui/words';
import styles from './Finding.module.css';

/** The reader's choice; null until there is one. */
let chosen: boolean | null = null;

/** A screen on which there is space below the figure of a use. */
const HIGH = '(min-width: 1180px) and (min-height: 860px)';

/** `roomy`: the figure is low, so the details are open on a high screen. */
export function Details({ children, roomy = false }: { children: ReactNode; roomy?: boolean }) {
  const { t } = useWords();
  const [open, setOpen] = useState(() => chosen ?? (roomy && matchMedia(HIGH).matches));
  return (
    <details
      open={open}
      onToggle={(event) => {
        // The event also fires for the initial state.
        const next = event.currentTarget.open;
        if (next === open) return;
        chosen = next;
        setOpen(next);
      }}
    >
      <summary>{t('uses.details')}</summary>
      {open && <div className={classes(layout.column, layout.loose, styles.details)}>{children}</div>}
    </details>
  );
}
