/** How good draws of the learned prior are by the number of evaluations of its network, for each way to draw. */
import { scaleLog } from 'd3';
import { useEffect, useState } from 'react';
import { type StepQuality, WAYS, type Way } from '../../analysis/flowPaths';
import { Axes, areaWithin, lineThrough } from '../../charts/Axes';
import { Plot, type Size } from '../../charts/Plot';
import { openAnalysis } from '../../state/analysis';
import { useLearnedPrior } from '../../state/learnedPrior';
import { useStore } from '../../state/store';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from './View.module.css';
import { words as ofUse } from './words';

const MARGIN = { left: 44, right: 88, top: 18, bottom: 28 };
/** Distances are drawn from this share of the largest on: below, they are as uncertain as they are large. */
const LEAST = 1 / 200;
/** One dash pattern for each way, so that colour is never the only distinction. */
const LINES: Record<Way, { colour: string; dashes: string | undefined }> = {
  euler: { colour: 'var(--decoder)', dashes: '2 3' },
  heun: { colour: 'var(--latent)', dashes: undefined },
  diffusion: { colour: 'var(--recon)', dashes: '6 3' },
};

export function StepsCurve() {
  const { t } = useWords(ofUse);
  const learned = useLearnedPrior((s) => (s.status === 'learned' ? s.learned : null));
  const [found, setFound] = useState<readonly StepQuality[] | null>(null);
  useEffect(() => {
    setFound(null);
    const { codes } = useLearnedPrior.getState();
    if (!learned || !codes) return;
    const analysis = openAnalysis();
    const { seed } = useStore.getState().run.config;
    let over = false;
    void analysis.request('flowSteps', { flow: learned.flow, seed, codes: codes.unseen.mu }).then((all) => {
      if (!over) setFound(all);
      analysis.close();
    });
    return () => {
      over = true;
      analysis.close();
    };
  }, [learned]);
  if (!found) return null;

  function draw(size: Size) {
    const { unit } = size;
    const all = found ?? [];
    const area = areaWithin(size, MARGIN);
    const counts = all.map(({ evaluations }) => evaluations);
    const most = Math.max(...all.map(({ distance }) => distance));
    const drawn = (distance: number) => Math.max(LEAST * most, distance);
    const distances = all.map(({ distance }) => drawn(distance));
    const x = scaleLog()
      .base(2)
      .domain([Math.min(...counts), Math.max(...counts)])
      .range([area.left, area.right]);
    const y = scaleLog()
      .domain([Math.min(...distances), Math.max(...distances)])
      .nice()
      .range([area.bottom, area.top]);
    const ticks = y.ticks(3).filter((tick) => Number.isInteger(Math.round(1e6 * Math.log10(tick)) / 1e6));
    const ends = WAYS.map((way) => {
      const own = all.filter((one) => one.way === way);
      return { way, own, at: y(drawn(own[own.length - 1].distance)) };
    }).sort((a, b) => a.at - b.at);
    // Names that would cover one another move down.
    let lowest = area.top - 14 * unit;
    return (
      <>
        <Axes
          area={area}
          height={size.height}
          x={{ scale: x, ticks: x.ticks(6), label: t('samples.steps.axis') }}
          y={{ scale: y, ticks, label: t('samples.sources.distance') }}
        />
        {ends.map(({ way, own, at }) => {
          const { colour, dashes } = LINES[way];
          lowest = Math.max(at, lowest + 14 * unit);
          return (
            <g key={way}>
              <path
                fill="none"
                stroke={colour}
                strokeWidth={1.5}
                strokeDasharray={dashes}
                d={lineThrough(own.map((p) => [x(p.evaluations), y(drawn(p.distance))]))}
              />
              <text x={area.right + 4} y={lowest} dy="0.35em">
                {t(`samples.steps.${way}`)}
              </text>
            </g>
          );
        })}
      </>
    );
  }

  return (
    <>
      <div className={styles.steps}>
        <Plot name={t('samples.steps.curve')} draw={draw} />
      </div>
      <p className={text.quiet}>{t('samples.steps.how')}</p>
    </>
  );
}
