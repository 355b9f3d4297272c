/**
 * Losses in numbers, and the legend: each term and each set of images with its line, which can be shown or
 * hidden.
 */

import type { Numbers } from '../i18n/numbers';
import type { Hyper, ModelSpec } from '../model/spec';
import { TESTED, type Term } from '../state/series';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useWords } from '../ui/words';
import styles from './LossChart.module.css';
import type { SetName } from './lossPicture';
import { TERM_COLOURS } from './lossTerms';
import { inDigits, lossSentence, setNames, shortNames, termNames, whenOf } from './lossWords';
import type { ReadOut } from './readOut';

export interface LossTableProps {
  spec: ModelSpec;
  /** The training settings used last. */
  hyper: Hyper;
  terms: readonly Term[];
  readOut: ReadOut | null;
  /** What the line of another run is called; null: none is drawn. */
  beside: string | null;
  hidden: ReadonlySet<Term | SetName>;
  onToggle(what: Term | SetName): void;
}

const colourOf = (term: Term) => `var(${TERM_COLOURS[term]})`;

export function LossTable({ spec, hyper, terms, readOut, beside, hidden, onToggle }: LossTableProps) {
  const words = useWords();
  const { t, number } = words;
  const sets = terms.some((term) => TESTED.includes(term))
    ? (['train', 'test'] as const)
    : (['train'] as const);
  const many = terms.includes('discriminator');
  const sentence = lossSentence(words, spec, hyper);
  const names = { ...termNames(words, spec), ...setNames(t, spec) };
  const shown = { ...(many ? shortNames(words, spec) : names), ...setNames(t, spec) };
  const first = readOut?.train ?? readOut?.test;
  const when = first && whenOf(first, first !== readOut?.train, words);
  const tested = readOut?.train && readOut.test && whenOf(readOut.test, true, words);
  /** Test losses are not computed after every step: if their step differs, it is shown. */
  const testStep = tested !== when ? tested : null;
  const button = (what: Term | SetName, colour: string, dashed: boolean) => (
    <button
      type="button"
      className={classes(layout.row, layout.item, styles.key)}
      aria-pressed={!hidden.has(what)}
      title={t('loss.show', { what: names[what] })}
      onClick={() => onToggle(what)}
    >
      <svg width="14" height="8" aria-hidden="true">
        <line
          x1="0"
          x2="14"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth="2"
          strokeDasharray={dashed ? '4 1' : ''}
        />
      </svg>
      {shown[what]}
    </button>
  );
  return (
    <table className={styles.table}>
      <VisuallyHidden as="caption">{sentence}</VisuallyHidden>
      <thead>
        <tr>
          <th scope="col" title={sentence} className={classes(text.quiet, styles.when)}>
            {when ?? t('loss.region')}
          </th>
          {sets.map((set) => (
            <th key={set} scope="col">
              {button(set, 'var(--ink-2)', set === 'test')}
              {set === 'test' && testStep && (
                <span className={classes(text.line, text.quiet)}>{testStep}</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {terms.map((term) => (
          <tr key={term}>
            <th scope="row">{button(term, colourOf(term), false)}</th>
            {sets.map((set) => (
              <td key={set} className={text.strong} translate="no" style={{ color: colourOf(term) }}>
                {valueText(term, readOut?.[set]?.values[term], number)}
              </td>
            ))}
          </tr>
        ))}
        {beside && (
          <tr>
            <th scope="row" colSpan={1 + sets.length} className={text.quiet}>
              <span className={classes(layout.row, styles.key)}>
                <svg width="14" height="8" aria-hidden="true">
                  <line
                    x2="14"
                    y1="4"
                    y2="4"
                    stroke="currentColor"
                    strokeWidth="1.5"
                    strokeDasharray="1.5 2.5"
                  />
                </svg>
                {beside}
              </span>
            </th>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const valueText = (term: Term, value: number | undefined, number: Numbers) =>
  value === undefined ? '–' : inDigits(term, value, number);
