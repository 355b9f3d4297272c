/** Losses in numbers, and the legend: each term and each set of images with its line, to be shown or hidden. */
import { useText } from '../app/i18n';
import type { ModelFamily } from '../experiment/config';
import { TESTED, type Term } from '../state/series';
import styles from './LossChart.module.css';
import type { SetName } from './lossPicture';
import type { ReadOut } from './readOut';

export interface LossTableProps {
  family: ModelFamily;
  terms: readonly Term[];
  readOut: ReadOut | null;
  hidden: ReadonlySet<Term | SetName>;
  onToggle(what: Term | SetName): void;
}

export const TERM_COLOURS: Record<Term, string> = {
  total: '--ink',
  recon: '--recon',
  nll: '--recon',
  kl: '--kl',
  penalty: '--latent',
  feature: '--decoder',
  discriminator: '--discriminator',
  generator: '--decoder',
  dReal: '--input',
  dFake: '--decoder',
};
const colourOf = (term: Term) => `var(${TERM_COLOURS[term]})`;

/** Probabilities want more digits than nats. */
const FINE: readonly Term[] = ['discriminator', 'generator', 'dReal', 'dFake'];
export const inDigits = (term: Term, value: number) => value.toFixed(FINE.includes(term) ? 2 : 1);

/** What is said shorter where two networks play, and so many terms stand in a row. */
const SHORT = ['recon', 'discriminator', 'generator'] as const;
const isShort = (what: Term | SetName): what is (typeof SHORT)[number] => SHORT.some((term) => term === what);

export function LossTable({ family, terms, readOut, hidden, onToggle }: LossTableProps) {
  const { t, locale } = useText();
  const sets = terms.some((term) => TESTED.includes(term))
    ? (['train', 'test'] as const)
    : (['train'] as const);
  const many = terms.includes('discriminator');
  const sentence = t(`loss.sentence.${family}`);
  const button = (what: Term | SetName, colour: string, dashed: boolean) => (
    <button
      type="button"
      className={styles.key}
      aria-pressed={!hidden.has(what)}
      title={t('loss.show', { what: t(`loss.${what}`) })}
      onClick={() => onToggle(what)}
    >
      <svg width="16" height="8" aria-hidden="true">
        <line
          x1="0"
          x2="16"
          y1="4"
          y2="4"
          stroke={colour}
          strokeWidth="2"
          strokeDasharray={dashed ? '4 2' : ''}
        />
      </svg>
      {many && isShort(what) ? t(`loss.short.${what}`) : t(`loss.${what}`)}
    </button>
  );
  return (
    <div>
      <table className={styles.table} data-many={many}>
        <caption className={styles.hidden}>{sentence}</caption>
        <thead>
          <tr>
            <th scope="col" title={sentence}>
              {readOut
                ? t('loss.at', { step: Math.round(readOut.step).toLocaleString(locale) })
                : t('loss.region')}
            </th>
            {terms.map((term) => (
              <th key={term} scope="col">
                {button(term, colourOf(term), false)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sets.map((set) => (
            <tr key={set}>
              <th scope="row">{button(set, 'var(--ink-2)', set === 'test')}</th>
              {terms.map((term) => (
                <td key={term} translate="no" style={{ color: colourOf(term) }}>
                  {said(term, readOut?.[set]?.[term])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const said = (term: Term, value: number | undefined) => (value === undefined ? '–' : inDigits(term, value));
