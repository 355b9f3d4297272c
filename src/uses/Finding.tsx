/** The first sentence of a use, and in smaller text what it is based on: which images, at which step. */
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './Finding.module.css';

interface FindingProps {
  children: string;
  /** What the finding is based on; empty strings are left out. */
  basis?: readonly (string | null)[];
  lang?: string;
}

export function Finding({ children, basis = [], lang }: FindingProps) {
  const { t } = useWords();
  const parts = basis.filter((part) => part !== null);
  return (
    <div className={layout.fixed} lang={lang}>
      <p className={styles.sentence}>{children}</p>
      {parts.length > 0 && <p className={classes(text.quiet, styles.basis)}>{parts.join(t('uses.basis'))}</p>}
    </div>
  );
}
