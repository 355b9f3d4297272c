/**
 * Which model? The one that is on the screen, by what it was trained with, and behind it the family to choose
 * another from. Where the settings ask for another one next, that is said too.
 */
import { useEffect, useId, useRef, useState } from 'react';
import { nearest } from '../experiment/family';
import { useStore } from '../state/store';
import { Icon } from '../ui/Icon';
import { useWords } from '../ui/words';
import { FamilyTree, useDescent } from './FamilyTree';
import tree from './FamilyTree.module.css';
import styles from './ModelChoice.module.css';
import { presetLang, presetText } from './settingWords';

export function ModelChoice() {
  const words = useWords();
  const { t } = words;
  const { preset, exact } = nearest(useStore((s) => s.run.config));
  const next = nearest(useStore((s) => s.config));
  const descent = useDescent();
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const nameOf = (one: ReturnType<typeof nearest>) => {
    const known = presetText(one.preset.id, 'name', words);
    return one.exact ? known : t('family.custom', { name: known });
  };
  const name = nameOf({ preset, exact });
  const nextName = nameOf(next);

  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  const close = () => dialog.current?.close();

  return (
    <>
      <button
        type="button"
        className={styles.choice}
        aria-haspopup="dialog"
        aria-label={t('family.choose', { name })}
        onClick={() => setOpen(true)}
      >
        <span className={styles.name}>{name}</span>
        <Icon name="down" />
      </button>
      <p className={styles.descent} lang={presetLang(preset.id, words)}>
        {nextName === name ? (
          <>
            {descent(preset)} <cite className={styles.source}>{preset.source}</cite>
          </>
        ) : (
          t('family.next', { name: nextName })
        )}
      </p>
      {open && (
        <dialog
          ref={dialog}
          className={tree.dialog}
          aria-labelledby={titleId}
          closedby="any"
          onClose={() => setOpen(false)}
        >
          <header className={tree.head}>
            <h2 id={titleId}>{t('family.title')}</h2>
            <p>{t('family.sentence')}</p>
            <button
              type="button"
              className={tree.close}
              aria-label={t('family.close')}
              title={t('family.close')}
              onClick={close}
            >
              <Icon name="close" />
            </button>
          </header>
          <FamilyTree close={close} />
        </dialog>
      )}
    </>
  );
}
