/** What the tint behind the digits means, in a sentence. */
import { TINTS, type Tint } from '../../experiment/look';
import { useStore } from '../../state/store';
import { useWords } from '../../ui/words';
import { useStretchRange } from './stretchMap';

export function LayerLegend({ className }: { className?: string }) {
  const { t, number } = useWords();
  const layers = useStore((s) => s.look.layers);
  const { range } = useStretchRange();
  const isOn = (tint: Tint) => layers.includes(tint);
  const [low, high] = (range ?? [0, 0]).map((value) => number.significant(value, 2));
  return TINTS.filter((tint) => isOn(tint) && (tint !== 'stretch' || range)).map((tint) => (
    <span key={tint} className={className}>
      {t(`plane.layer.${tint}.legend`, { low, high })}
    </span>
  ));
}
