/** The loss of the learned prior against its training steps; a rule marks 1, the loss of a Gaussian. */
import { scaleLinear } from 'd3';
import { Axes, areaWithin, lineThrough } from '../../charts/Axes';
import { Plot, type Size } from '../../charts/Plot';
import { TRAINING_STEPS } from '../../latent/flow/training';
import type { LearnedPrior } from '../../state/learnedPrior';
import { useWords } from '../../ui/words';
import { words as ofUse } from './words';

const MARGIN = { left: 30, right: 8, top: 18, bottom: 18 };

export function LossCurve({ losses }: Pick<LearnedPrior, 'losses'>) {
  const { t } = useWords(ofUse);

  function draw(size: Size) {
    const area = areaWithin(size, MARGIN);
    const x = scaleLinear().domain([0, TRAINING_STEPS]).range([area.left, area.right]);
    const y = scaleLinear()
      .domain([Math.min(0.9, ...losses.map(({ loss }) => loss)), 1])
      .nice(2)
      .range([area.bottom, area.top]);
    return (
      <>
        <Axes
          area={area}
          height={size.height}
          x={{ scale: x, ticks: x.ticks(4) }}
          y={{ scale: y, ticks: y.ticks(2), label: t('samples.prior.loss') }}
        />
        <path
          fill="none"
          stroke="var(--latent)"
          strokeWidth={1.5}
          d={lineThrough(losses.map(({ step, loss }) => [x(step), y(loss)]))}
        />
      </>
    );
  }

  return <Plot name={t('samples.prior.curve')} draw={draw} />;
}
