/** Settings that cannot be combined: the reason is shown at the control that can resolve it. */

import type { Config } from '../experiment/config';
import { type Conflict, conflictsOf } from '../experiment/conflicts';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './Control.module.css';
import { conflictText } from './settingWords';

export function useAllConflicts(): Conflict[] {
  const config = useStore((s) => s.config);
  const labels = useStore((s) => (s.data.test ? s.data.test.labels !== null : undefined));
  return conflictsOf(config, { labels });
}

/** Conflicts to show at the control of `name`. */
export const useConflicts = (name: keyof Config): Conflict[] =>
  useAllConflicts().filter(({ key }) => key === name);

export function Conflicts({ id, of }: { id: string; of: readonly Conflict[] }) {
  const words = useWords();
  if (of.length === 0) return null;
  return (
    <p
      id={id}
      role="alert"
      className={classes(layout.row, layout.top, layout.close, text.small, styles.warning)}
    >
      <Icon name="warn" size={16} />
      <span>
        {of.map((conflict) => conflictText(conflict, words)).join(words.t('text.betweenSentences'))}
      </span>
    </p>
  );
}

/** Conflicts of settings whose controls are elsewhere, shown where they cannot be missed. */
export function ConflictsElsewhere({ keys }: { keys: readonly (keyof Config)[] }) {
  const conflicts = useAllConflicts().filter(({ key }) => keys.includes(key));
  return <Conflicts id="conflicts-elsewhere" of={conflicts} />;
}
