/**
 * The names of the model on the screen and of the data that it was trained on, as a button that opens the family tree.
 */
import { useState } from 'react';
import { nearest } from '../experiment/members';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { FamilyTree, useDescent } from './FamilyTree';
import styles from './ModelChoice.module.css';
import { memberText, optionText, presetLang } from './settingWords';

export function ModelChoice() {
  const words = useWords();
  const { t } = words;
  const name = memberText(
    useStore((s) => s.run.config),
    words,
  );
  const data = useStore((s) => s.data.id ?? s.run.config.dataset);
  const [open, setOpen] = useState(false);
  // In Chinese, an abbreviation is followed by its meaning in brackets, which is shown where it fits.
  const [short, gloss] = name.split(/(?=（)/);
  return (
    <>
      <button
        type="button"
        className={classes(layout.row, layout.close, layout.item, styles.choice)}
        aria-haspopup="dialog"
        aria-label={t('family.choose', { name })}
        title={t('family.choose', { name })}
        onClick={() => setOpen(true)}
      >
        <span className={classes(layout.row, layout.close, layout.firstLine)}>
          <strong className={text.oneLine}>{short}</strong>
          {gloss && <strong className={styles.gloss}>{gloss}</strong>}
          <span className={text.quiet}>· {optionText('dataset', data, words)}</span>
        </span>
        <Icon name="down" size={16} />
      </button>
      {open && (
        <Dialog
          title={t('family.title')}
          lead={<p className={classes(text.small, text.quiet)}>{t('family.sentence')}</p>}
          closeName={t('family.close')}
          width={87.5}
          onClosed={() => setOpen(false)}
        >
          {(close) => <FamilyTree close={close} />}
        </Dialog>
      )}
    </>
  );
}

/** The origin of the model on the screen; if the settings describe another one, its name. */
export function ModelOrigin() {
  const words = useWords();
  const config = useStore((s) => s.run.config);
  const next = memberText(
    useStore((s) => s.config),
    words,
  );
  const descent = useDescent();
  const { preset } = nearest(config);
  return (
    <p className={classes(text.small, text.quiet)} lang={presetLang(preset.id, words)}>
      {next === memberText(config, words) ? (
        <>
          {descent(preset)} <cite>{preset.source}</cite>
        </>
      ) : (
        words.t('family.next', { name: next })
      )}
    </p>
  );
}
