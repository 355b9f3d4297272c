/** How fast it learns, in three: so that single steps can be watched, slowly, or as fast as the machine can. */
import { useStore } from '../state/store';
import { Choices } from '../ui/Choices';
import { useWords } from '../ui/words';
import { set } from './Control';
import { helpText, labelText } from './settingWords';

/** Steps a second; 0 is no limit. */
const RATES = { step: 1, slow: 10, full: 0 } as const;
type Pace = keyof typeof RATES;
const PACES = Object.keys(RATES) as Pace[];

/** Any other rate counts as the pace that it is nearest to. */
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
