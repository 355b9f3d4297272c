/** What the optimiser makes of the gradient: each layer, the units that move most, and one weight in full. */
import { optionText } from '../../controls/settingWords';
import type { Units } from '../../model/oneStep';
import { MOMENTS_OF } from '../../model/optimiser';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cells, mostOf, pixelCells, Scale } from './Cells';
import type { StageProps } from './Forward';
import { digits } from './format';
import { Linked } from './Linked';
import styles from './OneStep.module.css';
import { OneWeightTable } from './OneWeight';
import { words } from './words';

export function Update(props: StageProps) {
  const { stage, step } = props;
  const { phase } = stage;
  const all = useWords(words);
  const { t, number } = all;
  const pretrained = useStore((s) => s.run.origin === 'pretrained');
  const { optimiser } = step.hyper;
  const { weight } = phase;
  const name = optionText('optimiser', optimiser, all);
  const first = optimiser === 'adam' && weight.t === 1;
  const sentences = [
    t('slowly.update.text', { optimiser: `[${name}](${optimiser})` }),
    ...(pretrained && MOMENTS_OF[optimiser].length > 0 ? [t('slowly.update.pretrained')] : []),
    ...(first ? [t('slowly.update.first')] : []),
  ];
  return (
    <>
      <p>
        <Linked>{sentences.join(t('text.betweenSentences'))}</Linked>
      </p>
      <OneWeightTable {...props} />
      <div className={classes(layout.row, layout.wrap, layout.top, styles.figures)}>
        {phase.units.map((units) => (
          <Pictures key={units.layer} units={units} />
        ))}
      </div>
      <table className={text.numbers}>
        <thead>
          <tr>
            <th scope="col">{t('slowly.backward.layer')}</th>
            <th scope="col">{t('slowly.backward.norm')}</th>
            <th scope="col">{t('slowly.change.norm')}</th>
            <th scope="col">{t('slowly.change.relative')}</th>
          </tr>
        </thead>
        <tbody>
          {phase.changes.map(({ layer, gradient, change, size }) => (
            <tr key={layer}>
              <th scope="row">{layer}</th>
              <td>{digits(gradient, number)}</td>
              <td>{digits(change, number)}</td>
              <td>{size > 0 ? number.percent(change / size, 2) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

const KINDS = ['gradient', 'change'] as const;

/** The weights of some units from or to the pixels: their gradients above, their changes below. */
function Pictures({ units: { layer, towards, side, channels, units } }: { units: Units }) {
  const { t } = useWords(words);
  if (units.length === 0) return null;
  return (
    <div className={layout.column}>
      <h3>{t(`slowly.units.${towards}`, { layer })}</h3>
      {KINDS.map((kind) => {
        const numbers = units.flatMap((unit) => Array.from(unit[kind]));
        const most = mostOf(numbers);
        return (
          <div key={kind} className={classes(layout.column, layout.joined)}>
            <div className={layout.row}>
              {units.map((unit) => (
                <Cells
                  key={unit.unit}
                  {...pixelCells(unit[kind], { side, channels })}
                  most={most}
                  size={3.5 / side}
                  scale={false}
                  name={t(`slowly.units.name.${kind}`, { unit: unit.unit + 1 })}
                />
              ))}
            </div>
            <div className={classes(layout.row, text.small, text.quiet)}>
              {t(`slowly.units.${kind}`)}
              <Scale numbers={numbers} most={most} />
            </div>
          </div>
        );
      })}
    </div>
  );
}
