/** How well the code separates the classes, next to PCA of the same size and the pixels themselves. */

import { useEffect, useState } from 'react';
import { MEASURES, type Measure, type Measured } from '../../analysis/features';
import { Term } from '../../glossary/Term';
import type { TermId } from '../../i18n/en/glossary';
import type { Numbers } from '../../i18n/numbers';
import { INPUT_SIZE } from '../../model/spec';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { openTabAnalysis } from '../tabAnalysis';
import layoutOfUse from '../use.module.css';
import { createMeasuring, type Reading } from './measuring';
import styles from './View.module.css';
import { verdictOf } from './verdict';
import { words as ofUse } from './words';

/** In the order of the columns; the model's code is painted last, and so on top. */
const SUBJECTS = ['code', 'pca', 'pixels'] as const;

export default function Features() {
  const { t, lang } = useWords(ofUse);
  const [reading, setReading] = useState<Reading | null>(null);
  useEffect(() => {
    const analysis = openTabAnalysis();
    const measuring = createMeasuring(analysis.request, setReading);
    return () => {
      measuring.stop();
      analysis.close();
    };
  }, []);
  return (
    <section className={layoutOfUse.use} aria-label={t('features.region')} lang={lang('features.region')}>
      {reading ? <Measures {...reading} /> : <p className={text.quiet}>{t('features.none')}</p>}
    </section>
  );
}

function Measures(reading: Reading) {
  const { t, number } = useWords(ofUse);
  const spec = useStore((s) => s.run.spec);
  const diverged = useStore((s) => s.run.status === 'diverged');
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <td colSpan={2} className={text.quiet}>
              {t('features.images', { count: reading.count })}
              {reading.code && ` · ${t('features.step', { step: reading.step })}`}
            </td>
            {SUBJECTS.map((subject) => (
              <th key={subject} scope="col" className={styles.value} data-of={subject}>
                <i className={classes(styles.mark, layout.ownColours)} data-of={subject} />
                {t(`features.${subject}`)}
              </th>
            ))}
          </tr>
          <tr className={text.quiet}>
            <th scope="row" colSpan={2}>
              {t('features.numbers')}
            </th>
            {SUBJECTS.map((subject) => (
              <td key={subject} className={styles.value}>
                {number.plain(subject === 'pixels' ? INPUT_SIZE : reading.width)}
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => (
            <tr key={measure} className={styles.measure}>
              <th scope="row" className={styles.name} title={t(`features.${measure}.hint`)}>
                {TERMS[measure] ? (
                  <Term id={TERMS[measure]}>{t(`features.${measure}`)}</Term>
                ) : (
                  t(`features.${measure}`)
                )}
              </th>
              <td>
                <Track measure={measure} {...reading} />
              </td>
              {SUBJECTS.map((subject) => (
                <td key={subject} className={styles.value} data-of={subject}>
                  {shareText(reading[subject], measure, number)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td />
            <td>
              <div className={classes(layout.row, layout.apart, text.quiet, styles.axis)}>
                <span>0</span>
                <span>
                  <i className={classes(styles.mark, layout.ownColours)} data-of="nothing" />{' '}
                  {t('features.nothing')}
                </span>
                <span>{number.percent(1, 0)}</span>
              </div>
            </td>
          </tr>
        </tfoot>
      </table>
      <p className={text.quiet}>{t(`features.is.${verdictOf(spec, reading, diverged)}`)}</p>
    </>
  );
}

/** Measures with an entry in the glossary. */
const TERMS: Partial<Record<Measure, TermId>> = { knn: 'knn', probe: 'linear-probe', nmi: 'nmi' };

const shareText = (measured: Measured | null, measure: Measure, { percent }: Numbers) =>
  measured ? percent(measured[measure], 0) : '–';

/** From 0 to 100%: the score of guessing, and each of the three. The numbers next to it are the same. */
function Track({ measure, ...reading }: Reading & { measure: Measure }) {
  return (
    <div className={styles.track} aria-hidden="true">
      {(['nothing', 'pixels', 'pca', 'code'] as const).map((subject) => {
        const measured = reading[subject];
        return (
          measured && (
            <i
              key={subject}
              className={classes(styles.mark, layout.ownColours)}
              data-of={subject}
              data-on="track"
              style={{ insetInlineStart: `${100 * measured[measure]}%` }}
            />
          )
        );
      })}
    </div>
  );
}
