/**
 * Which model? The one that is on the screen, by what it was trained with, and behind it the family to choose
 * another from. Where the settings ask for another one next, that is said too.
 */
import { useState } from 'react';
import { nearest } from '../experiment/members';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { FamilyTree, useDescent } from './FamilyTree';
import styles from './ModelChoice.module.css';
import { presetLang, presetText } from './settingWords';

export function ModelChoice() {
  const words = useWords();
  const { t } = words;
  const { preset, exact } = nearest(useStore((s) => s.run.config));
  const next = nearest(useStore((s) => s.config));
  const descent = useDescent();
  const [open, setOpen] = useState(false);
  const nameOf = (one: ReturnType<typeof nearest>) => {
    const known = presetText(one.preset.id, 'name', words);
    return one.exact ? known : t('family.custom', { name: known });
  };
  const name = nameOf({ preset, exact });
  const nextName = nameOf(next);

  return (
    <>
      <Button
        className={classes(layout.row, layout.apart, styles.choice)}
        aria-haspopup="dialog"
        aria-label={t('family.choose', { name })}
        onClick={() => setOpen(true)}
      >
        <span className={classes(text.strong, text.oneLine)}>{name}</span>
        <Icon name="down" />
      </Button>
      <p className={classes(text.small, text.quiet)} lang={presetLang(preset.id, words)}>
        {nextName === name ? (
          <>
            {descent(preset)} <cite>{preset.source}</cite>
          </>
        ) : (
          t('family.next', { name: nextName })
        )}
      </p>
      {open && (
        <Dialog
          title={t('family.title')}
          lead={<p className={classes(text.small, text.quiet)}>{t('family.sentence')}</p>}
          closeName={t('family.close')}
          className={styles.dialog}
          onClosed={() => setOpen(false)}
        >
          {(close) => <FamilyTree close={close} />}
        </Dialog>
      )}
    </>
  );
}
