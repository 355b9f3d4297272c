/** What the tint behind the digits means, in a sentence. */
import { TINTS, type Tint } from '../../experiment/look';
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { useShownLayers } from './scales';

export function LayerLegend({ className }: { className?: string }) {
  const { t, number } = useWords();
  const layers = useStore((s) => s.look.layers);
  const conditional = useStore((s) => s.run.spec.condition === 'label');
  const { stretch, error, regions } = useShownLayers();
  const legends: Record<Tint, string | null> = {
    regions: regions
      ? t(`plane.layer.regions.${conditional ? 'conditional' : 'legend'}`, { step: regions.step })
      : t('plane.layer.regions.waiting'),
    density: t('plane.layer.density.legend'),
    stretch:
      stretch &&
      t('plane.layer.stretch.legend', {
        low: number.significant(stretch.low, 2),
        high: number.significant(stretch.high, 2),
      }),
    error:
      error &&
      t('plane.layer.error.legend', {
        low: number.significant(error.low, 3),
        high: number.significant(error.high, 3),
        step: error.step,
      }),
  };
  return TINTS.filter((tint) => layers.includes(tint) && legends[tint]).map((tint) => (
    <span key={tint} className={className}>
      {legends[tint]}
    </span>
  ));
}
