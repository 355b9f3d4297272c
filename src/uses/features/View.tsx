/** How well the code separates the classes, next to PCA of the same size and the pixels themselves. */

import { useEffect, useState } from 'react';
import { MEASURES, type Measure, type Measured } from '../../analysis/features';
import { Term } from '../../glossary/Term';
import type { TermId } from '../../i18n/en/glossary';
import type { Numbers } from '../../i18n/numbers';
import { openAnalysis } from '../../state/analysis';
import { sizeNow } from '../../state/form';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Details } from '../Details';
import { Finding } from '../Finding';
import { region } from '../region';
import { findingOf } from './finding';
import { createMeasuring, type Reading } from './measuring';
import styles from './View.module.css';
import { type Verdict, verdictOf } from './verdict';
import { words as ofUse } from './words';

/** In the order of the columns; the model's code is painted last, and so on top. */
const SUBJECTS = ['code', 'pca', 'pixels'] as const;

/** One shape each, so that colour is never the only distinction. */
const SHAPES = {
  code: <circle r="4.5" fill="var(--latent)" />,
  pca: <path d="M0-5.2 5.2 0 0 5.2-5.2 0Z" fill="var(--paper)" stroke="var(--ink)" strokeWidth="1" />,
  pixels: <path d="M-4-4h8v8h-8Z" fill="var(--paper)" stroke="var(--ink-2)" strokeWidth="1" />,
  nothing: <path d="M0-6.5V6.5" stroke="var(--rule-strong)" strokeWidth="1" />,
};

function Mark({ of, at }: { of: keyof typeof SHAPES; at?: number }) {
  const place = at !== undefined && { insetInlineStart: `${100 * at}%` };
  return (
    <svg
      className={styles.mark}
      style={{ ...place }}
      viewBox="-4.5 -4.5 9 9"
      width="0.5625rem"
      height="0.5625rem"
      aria-hidden="true"
    >
      {SHAPES[of]}
    </svg>
  );
}

/** The column of the model's code stands out. */
const lookOf = (subject: (typeof SUBJECTS)[number]): string =>
  classes(styles.value, subject === 'code' && classes(text.latent, text.strong));

export default function Features() {
  const { t, lang } = useWords(ofUse);
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    const analysis = openAnalysis();
    const measuring = createMeasuring(analysis.request, setReading);
    return () => {
      measuring.stop();
      analysis.close();
    };
  }, []);
  return (
    <section className={region} aria-label={t('features.region')} lang={lang('features.region')}>
      <Result reading={reading} />
      {reading && <Measures {...reading} />}
      <Explained reading={reading} />
    </section>
  );
}

function useVerdict(reading: Reading | null): Verdict {
  const spec = useStore((s) => s.run.spec);
  const diverged = useStore((s) => s.run.status === 'diverged');
  return reading ? verdictOf(spec, reading, diverged) : 'waiting';
}

function Result({ reading }: { reading: Reading | null }) {
  const words = useWords(ofUse);
  const { t } = words;
  const verdict = useVerdict(reading);
  return (
    <Finding
      basis={
        reading?.code
          ? [t('features.images', { count: reading.count }), t('uses.step', { step: reading.step })]
          : []
      }
    >
      {findingOf({ verdict, reading }, words)}
    </Finding>
  );
}

function Measures(reading: Reading) {
  const { t, number } = useWords(ofUse);
  return (
    <table className={layout.wide}>
      <thead>
        <tr>
          <td />
          {SUBJECTS.map((subject) => (
            <th key={subject} scope="col" className={lookOf(subject)}>
              <Mark of={subject} />
              {t(`features.${subject}`)}
            </th>
          ))}
        </tr>
        <tr className={text.quiet}>
          <th scope="row">{t('features.numbers')}</th>
          {SUBJECTS.map((subject) => (
            <td key={subject} className={styles.value}>
              {number.plain(subject === 'pixels' ? sizeNow() : reading.width)}
            </td>
          ))}
        </tr>
      </thead>
      {MEASURES.map((measure) => (
        <tbody key={measure}>
          <tr className={styles.measure}>
            <th scope="row" title={t(`features.${measure}.hint`)}>
              {TERMS[measure] ? (
                <Term id={TERMS[measure]}>{t(`features.${measure}`)}</Term>
              ) : (
                t(`features.${measure}`)
              )}
            </th>
            {SUBJECTS.map((subject) => (
              <td key={subject} className={lookOf(subject)}>
                {shareText(reading[subject], measure, number)}
              </td>
            ))}
          </tr>
          <tr className={styles.marks}>
            <td colSpan={1 + SUBJECTS.length}>
              <Track measure={measure} {...reading} />
            </td>
          </tr>
        </tbody>
      ))}
      <tfoot aria-hidden="true">
        <tr>
          <td colSpan={1 + SUBJECTS.length}>
            <div className={classes(layout.row, layout.apart, text.quiet, styles.axis)}>
              <span>0</span>
              <span>
                <Mark of="nothing" />
                {t('features.nothing')}
              </span>
              <span>{number.percent(1, 0)}</span>
            </div>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The details: the comparison in words, and an explanation of each measure. */
function Explained({ reading }: { reading: Reading | null }) {
  const { t } = useWords(ofUse);
  const verdict = useVerdict(reading);
  return (
    <Details>
      {verdict !== 'waiting' && verdict !== 'lost' && <p>{t(`features.is.${verdict}`)}</p>}
      <dl className={classes(layout.column, layout.loose, text.quiet)}>
        {MEASURES.map((measure) => (
          <div key={measure}>
            <dt className={text.ink}>{t(`features.${measure}`)}</dt>
            <dd>{t(`features.${measure}.hint`)}</dd>
          </div>
        ))}
      </dl>
    </Details>
  );
}

/** Measures with an entry in the glossary. */
const TERMS: Partial<Record<Measure, TermId>> = { knn: 'knn', probe: 'linear-probe', nmi: 'nmi' };

const shareText = (measured: Measured | null, measure: Measure, { percent }: Numbers) =>
  measured ? percent(measured[measure], 0) : '–';

/** Scores from 0 to 100%: guessing, and the three representations. The same numbers are next to it. */
function Track({ measure, ...reading }: Reading & { measure: Measure }) {
  return (
    <div className={styles.track} aria-hidden="true">
      {(['nothing', 'pixels', 'pca', 'code'] as const).map((subject) => {
        const measured = reading[subject];
        return measured && <Mark key={subject} of={subject} at={measured[measure]} />;
      })}
    </div>
  );
}
