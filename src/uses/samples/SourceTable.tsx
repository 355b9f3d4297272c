/** The sources of codes beside each other, measured once for each learned prior. */
import { useEffect, useState } from 'react';
import { Term } from '../../glossary/Term';
import { openAnalysis } from '../../state/analysis';
import { useLearnedPrior } from '../../state/learnedPrior';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { COUNTED } from './sampler';
import { type Measured, measureSources } from './sources';
import { words as ofUse } from './words';

export function SourceTable() {
  const { t, number } = useWords(ofUse);
  const paths = useLearnedPrior((s) => (s.status === 'learned' && s.label === null ? s.paths : null));
  const [measured, setMeasured] = useState<Measured | null>(null);
  const labelled = useStore((s) => s.data.test?.labels !== null);
  useEffect(() => {
    setMeasured(null);
    const { run } = useStore.getState();
    const { weights } = live.get();
    const { codes } = useLearnedPrior.getState();
    if (!paths || !weights || !codes || !labelled) return;
    const analysis = openAnalysis();
    analysis.sendImages();
    const { spec, config } = run;
    const subject = {
      spec,
      seed: config.seed,
      step: weights.step,
      weights: weights.decoder.slice(),
      ...codes,
      paths,
    };
    let over = false;
    void measureSources(analysis.request, subject).then((found) => {
      if (!over) setMeasured(found);
      analysis.close();
    });
    return () => {
      over = true;
      analysis.close();
    };
  }, [paths, labelled]);
  if (!measured)
    return paths && labelled ? <p className={text.quiet}>{t('samples.sources.waiting')}</p> : null;
  const { rows, step, draws, codes } = measured;
  return (
    <>
      <table className={text.numbers}>
        <thead className={text.quiet}>
          <tr>
            <th scope="col">{t('samples.from')}</th>
            <th scope="col">
              <Term id="energy-distance">{t('samples.sources.distance')}</Term>
            </th>
            <th scope="col">{t('samples.sources.covered')}</th>
            <th scope="col">{t('samples.sources.confidence')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, distance, covered, confidence }) => (
            <tr key={source}>
              <th scope="row">{t(`samples.${source}`)}</th>
              <td>{number.fixed(distance, 3)}</td>
              <td>{covered === null ? '–' : number.plain(covered)}</td>
              <td>{confidence === null ? '–' : number.percent(confidence, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={text.quiet}>{t('samples.sources.how', { draws, codes, count: COUNTED, step })}</p>
    </>
  );
}
