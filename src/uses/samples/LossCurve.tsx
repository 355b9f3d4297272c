/** The loss of the learned prior against its training steps; a rule marks 1, the loss of a Gaussian. */
import { scaleLinear } from 'd3';
import { Plot, Rule, type Size, TickBelow } from '../../charts/Plot';
import { TRAINING_STEPS } from '../../latent/flow/training';
import type { LearnedPrior } from '../../state/learnedPrior';
import { useWords } from '../../ui/words';
import { words as ofUse } from './words';

const MARGIN = { left: 30, right: 8, top: 18, bottom: 18 };

export function LossCurve({ losses }: Pick<LearnedPrior, 'losses'>) {
  const { t, number } = useWords(ofUse);

  function draw({ width, height, unit }: Size) {
    const [left, top] = [MARGIN.left * unit, MARGIN.top * unit];
    const right = Math.max(left + 1, width - MARGIN.right * unit);
    const bottom = Math.max(top + 1, height - MARGIN.bottom * unit);
    const x = scaleLinear().domain([0, TRAINING_STEPS]).range([left, right]);
    const y = scaleLinear()
      .domain([Math.min(0.9, ...losses.map(({ loss }) => loss)), 1])
      .nice(2)
      .range([bottom, top]);
    return (
      <>
        {y.ticks(2).map((tick) => (
          <g key={tick}>
            <Rule x1={left} x2={right} y={y(tick)} />
            <text x={left - 4} y={y(tick)} dy="0.35em" textAnchor="end">
              {number.plain(tick)}
            </text>
          </g>
        ))}
        {x.ticks(4).map((tick) => (
          <TickBelow key={tick} x={x(tick)} y={bottom} width={width} text={number.plain(tick)} />
        ))}
        <Rule axis x1={left} x2={right} y={bottom} />
        <text x={2} dy="0.8em">
          {t('samples.prior.loss')}
        </text>
        <path
          fill="none"
          stroke="var(--latent)"
          strokeWidth={1.5}
          d={losses.map(({ step, loss }, i) => `${i === 0 ? 'M' : 'L'}${x(step)},${y(loss)}`).join('')}
        />
      </>
    );
  }

  return <Plot name={t('samples.prior.curve')} draw={draw} />;
}
