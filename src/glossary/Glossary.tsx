/**
 * The glossary: every term in alphabetical order, with a filter; it opens at a term, and its texts link to
 * others.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { TermId } from '../i18n/en/glossary';
import type { Locale } from '../i18n/languages';
import type { WordsWith } from '../i18n/words';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/Field';
import layout from '../ui/layout.module.css';
import { math, setMath } from '../ui/mathml';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { signsOf } from './formula';
import styles from './Glossary.module.css';
import { matching, sorted } from './list';
import { piecesOf } from './references';
import { terms } from './terms';
import { words as ofGlossary } from './words';

type GlossaryWords = WordsWith<typeof ofGlossary>;

const isTerm = (id: string | null): id is TermId => id !== null && Object.hasOwn(terms, id);

/** `term`: the entry to open; with any other text the list opens at its start. */
export default function Glossary({ term, onClosed }: { term: string | null; onClosed: () => void }) {
  const words = useWords(ofGlossary);
  const { t, locale, lang } = words;
  const [wanted, setWanted] = useState('');
  /** A new object each time, so that a link to a previous entry works again. */
  const [target, setTarget] = useState(() => (isTerm(term) ? { id: term } : null));
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const ids = useMemo(() => sorted(locale, (id) => t(`glossary.${id}`)), [locale, t]);
  const shown = useMemo(() => matching(ids, wanted, (id) => t(`glossary.${id}`)), [ids, wanted, t]);

  useEffect(() => {
    if (!target) return field.current?.focus();
    const entry = list.current?.querySelector<HTMLElement>(`[data-term="${target.id}"]`);
    entry?.scrollIntoView({ block: 'start' });
    entry?.focus({ preventScroll: true });
  }, [target]);

  const follow = (id: TermId) => {
    setWanted('');
    setTarget({ id });
  };
  return (
    <Dialog title={t('bar.glossary')} closeName={t('about.close')} onClosed={onClosed} width={45} height={50}>
      <div className={classes(layout.row, layout.part, layout.ruledBelow)} lang={lang('lookup.find')}>
        <TextField
          ref={field}
          type="search"
          aria-label={t('lookup.find')}
          placeholder={t('lookup.find')}
          value={wanted}
          onChange={(event) => {
            setWanted(event.target.value);
            list.current?.scrollTo(0, 0);
          }}
        />
        <p role="status" className={classes(layout.fixed, text.small, text.quiet)}>
          {t('lookup.count', { count: shown.length })}
        </p>
      </div>
      <div
        ref={list}
        className={classes(layout.rest, layout.part, layout.scrolls, styles.list)}
        lang={lang('lookup.find')}
      >
        {shown.map((id) => (
          <Entry key={id} id={id} current={id === target?.id} words={words} follow={follow} />
        ))}
        {shown.length === 0 && <p className={text.quiet}>{t('lookup.none', { wanted: wanted.trim() })}</p>}
      </div>
    </Dialog>
  );
}

interface EntryProps {
  id: TermId;
  /** Whether this is the entry that was opened. */
  current: boolean;
  words: GlossaryWords;
  follow: (id: TermId) => void;
}

function Entry({ id, current, words: { t, locale }, follow }: EntryProps) {
  const { formulas, source } = terms[id];
  return (
    <article
      id={`glossary=${id}`}
      data-term={id}
      data-current={current}
      className={classes(layout.ruledBelow, styles.entry)}
      tabIndex={-1}
      aria-labelledby={`term-${id}`}
    >
      <h3 id={`term-${id}`}>
        {t(`glossary.${id}`)}
        <InEnglish id={id} locale={locale} name={t(`glossary.${id}`)} />
      </h3>
      <p>
        {piecesOf(t(`glossary.${id}.text`)).map((piece) =>
          typeof piece === 'string' ? (
            piece
          ) : (
            // A link and not a button, which would let a line begin with the punctuation after it.
            <a
              key={piece.id}
              href={`#glossary=${piece.id}`}
              className={text.term}
              onClick={(event) => {
                event.preventDefault();
                follow(piece.id);
              }}
            >
              {piece.text}
            </a>
          ),
        )}
      </p>
      {formulas.map((formula) => (
        <div key={formula} className={styles.formula} translate="no">
          {math('math', { display: 'block' }, signsOf(formula).map(setMath))}
        </div>
      ))}
      <cite lang="en" className={classes(text.line, text.small, text.quiet)}>
        {source}
      </cite>
    </article>
  );
}

/** Most further reading is in English: shows the English term to search for. */
function InEnglish({ id, locale, name }: { id: TermId; locale: Locale; name: string }) {
  const english = ofGlossary.en[`glossary.${id}`];
  if (locale === 'en' || english === name) return null;
  return (
    <span lang="en" className={classes(text.small, text.quiet, styles.english)}>
      {english}
    </span>
  );
}
