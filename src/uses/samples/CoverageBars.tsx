/** How many draws look like each class, as ten bars: mode collapse shows as a number. */

import { useEffect, useState } from 'react';
import { COVERED } from '../../analysis/coverage';
import { CLASSES } from '../../model/spec';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../../views/words';
import { openTabAnalysis, type TabAnalysis } from '../tabAnalysis';
import styles from './CoverageBars.module.css';
import { type Counted, createCounting } from './counting';
import { COUNTED, type Draw } from './sampler';
import { words as ofUse } from './words';

export function CoverageBars({ draw }: { draw: Draw }) {
  const { t, number } = useWords(ofUse);
  const run = useStore((s) => s.run.id);
  const labelled = useStore((s) => s.data.test !== null && s.data.test.labels !== null);
  const [analysis, setAnalysis] = useState<TabAnalysis | null>(null);
  const [counted, setCounted] = useState<Counted | null>(null);
  useEffect(() => {
    if (!labelled) return;
    const opened = openTabAnalysis();
    setAnalysis(opened);
    return () => {
      setAnalysis(null);
      opened.close();
    };
  }, [labelled]);
  useEffect(
    () => (analysis ? createCounting(analysis.request, draw, setCounted) : undefined),
    [analysis, draw],
  );

  if (!labelled) return null;
  if (counted?.run !== run) return <p className={text.quiet}>{t('samples.classing')}</p>;
  const { coverage, step } = counted;
  return (
    <figure className={styles.coverage} aria-busy={counted.draw !== draw}>
      <div className={classes(layout.row, layout.wrap, layout.apart)}>
        <strong title={t('samples.covers.hint')}>
          {t('samples.covers', { covered: coverage.covered, all: CLASSES })}
        </strong>
        {coverage.matchingLabel !== null && (
          <span>{t('samples.matchingLabel', { share: number.percent(coverage.matchingLabel, 0) })}</span>
        )}
      </div>
      <Bars counts={coverage.counts} />
      <figcaption className={text.quiet}>
        <span className={styles.how}>{t('samples.how')}</span>{' '}
        {t('samples.least', { least: COVERED * COUNTED, count: COUNTED, step })}
      </figcaption>
    </figure>
  );
}

function Bars({ counts }: { counts: number[] }) {
  const words = useWords(ofUse);
  const most = Math.max(...counts);
  return (
    <ol className={styles.bars}>
      {counts.map((count, label) => {
        const name = words.t('samples.class', { label: labelName(label, words), count });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a class is its index
          <li key={label} data-covered={count >= COVERED * COUNTED} title={name}>
            <div>
              <span className={classes(layout.fixed, text.quiet)}>{words.number.plain(count)}</span>
              <span
                className={styles.bar}
                style={{ height: `${(100 * count) / most}%`, background: `var(--class-${label})` }}
              />
            </div>
            <span className={styles.label}>{label}</span>
          </li>
        );
      })}
    </ol>
  );
}
