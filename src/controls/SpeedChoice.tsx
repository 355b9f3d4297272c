/** The speed of training: single steps, slow, or as fast as possible. */
import { useStore } from '../state/store';
import { Choices } from '../ui/Choices';
import { useWords } from '../ui/words';
import { set } from './Control';
import { helpText, labelText } from './settingWords';

/** Steps per second; 0 means no limit. */
const RATES = { step: 1, slow: 10, full: 0 } as const;
type Pace = keyof typeof RATES;
const PACES = Object.keys(RATES) as Pace[];

/** Other rates, from a link or a script, count as the nearest of the three. */
const paceOf = (rate: number): Pace => (rate === 0 ? 'full' : rate <= 2 ? 'step' : 'slow');

export function SpeedChoice() {
  const words = useWords();
  const pace = useStore((s) => paceOf(s.config.speed));
  return (
    <Choices
      joined
      aria-label={labelText('speed', words)}
      title={helpText('speed', words)}
      options={PACES}
      chosen={pace}
      onChoose={(chosen) => set('speed', RATES[chosen])}
      textOf={(option) => words.t(`run.speed.${option}`)}
    />
  );
}
