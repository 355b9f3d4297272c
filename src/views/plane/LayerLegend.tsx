/** What the tint behind the digits and the arrows mean, each in a sentence. */
import type { Layer } from '../../experiment/look';
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { hasPull, withoutPull } from './pull';
import { useShownLayers } from './scales';

export function LayerLegend({ className }: { className?: string }) {
  const { t, number } = useWords();
  const layers = useStore((s) => s.look.layers);
  const conditional = useStore((s) => s.run.spec.condition === 'label');
  const labelled = useStore((s) => s.data.test?.labels !== null);
  const without = useStore(withoutPull);
  const moves = useStore((s) => hasPull(s.run.spec));
  const { stretch, error, regions, pull } = useShownLayers();
  const legends: Partial<Record<Layer, string | false | null>> = {
    regions: regions
      ? t(`plane.layer.regions.${conditional ? 'conditional' : 'legend'}`, { step: regions.step })
      : labelled && t('plane.layer.regions.waiting'),
    density: t('plane.layer.density.legend'),
    stretch:
      stretch &&
      t('plane.layer.stretch.legend', {
        low: number.significant(stretch.low, 2),
        high: number.significant(stretch.high, 2),
        step: stretch.step,
      }),
    error:
      error &&
      t('plane.layer.error.legend', {
        low: number.significant(error.low, 3),
        high: number.significant(error.high, 3),
        step: error.step,
      }),
    pull: !moves
      ? null
      : without
        ? t(`plane.layer.pull.${without}`)
        : pull &&
          t('plane.layer.pull.legend', { factor: number.significant(pull.factor, 1), step: pull.step }),
  };
  return layers.map(
    (layer) =>
      legends[layer] && (
        <span key={layer} className={className}>
          {legends[layer]}
        </span>
      ),
  );
}
