/** The update of one weight, with every number that the optimiser uses, in letters and in numbers. */

import type { Numbers } from '../../i18n/numbers';
import type { OneWeight } from '../../model/oneStep';
import type { Optimiser } from '../../model/spec';
import { formNow } from '../../state/form';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import type { StageProps } from './Forward';
import { digits, factor, signed } from './format';
import styles from './OneStep.module.css';
import { words } from './words';

/** What is computed, by which formula, and the same in numbers with the result. */
export interface Line {
  left: string;
  letters: string;
  numbers: string;
}

/** The lines of an update, as in `model/optimiser.ts`. The results are those of the step itself, each rounded alone. */
export function updateLines(optimiser: Optimiser, weight: OneWeight, number: Numbers): Line[] {
  const { gradient, m, v, t, learningRate, beta1, beta2, rho, epsilon, decay, before, after } = weight;
  const d = (value: number) => digits(value, number);
  const f = (value: number) => factor(d(value));
  const g = d(gradient);
  const first: Line = { left: 'g', letters: '∂L/∂w', numbers: g };
  const kept = before * (1 - learningRate * decay);
  const change = after - kept;
  const rate = d(learningRate);
  const end = (letters: string, numbers: string): Line[] => [
    { left: 'Δw', letters: `−η · ${letters}`, numbers: `−${rate} · ${numbers} = ${d(change)}` },
    ...(decay > 0
      ? [
          {
            left: 'w',
            letters: '(1 − η λ) · w',
            numbers: `(1 − ${rate} · ${d(decay)}) · ${f(before)} = ${long(kept, number)}`,
          },
        ]
      : []),
    {
      left: 'w',
      letters: 'w + Δw',
      numbers: `${long(kept, number)} ${signed(d(change))} = ${long(after, number)}`,
    },
  ];
  switch (optimiser) {
    case 'sgd':
      return [first, ...end('g', f(gradient))];
    case 'momentum':
      return [
        first,
        { left: 'm', letters: 'α m + g', numbers: `${d(beta1)} · ${f(m[0])} ${signed(g)} = ${d(m[1])}` },
        ...end('m', f(m[1])),
      ];
    case 'rmsprop':
      return [
        first,
        {
          left: 'v',
          letters: 'ρ v + (1 − ρ) g²',
          numbers: `${d(rho)} · ${d(v[0])} + ${d(1 - rho)} · ${f(gradient)}² = ${d(v[1])}`,
        },
        ...end('g / (√v + ϵ)', `${f(gradient)} / (√${d(v[1])} + ${d(epsilon)})`),
      ];
    case 'adam': {
      const [mHat, vHat] = [m[1] / (1 - beta1 ** t), v[1] / (1 - beta2 ** t)];
      return [
        first,
        {
          left: 'm',
          letters: 'β₁ m + (1 − β₁) g',
          numbers: `${d(beta1)} · ${f(m[0])} + ${d(1 - beta1)} · ${f(gradient)} = ${d(m[1])}`,
        },
        {
          left: 'v',
          letters: 'β₂ v + (1 − β₂) g²',
          numbers: `${d(beta2)} · ${d(v[0])} + ${d(1 - beta2)} · ${f(gradient)}² = ${d(v[1])}`,
        },
        {
          left: 'm̂',
          letters: 'm / (1 − β₁ᵗ)',
          numbers: `${d(m[1])} / (1 − ${power(beta1, t, number)}) = ${d(mHat)}`,
        },
        {
          left: 'v̂',
          letters: 'v / (1 − β₂ᵗ)',
          numbers: `${d(v[1])} / (1 − ${power(beta2, t, number)}) = ${d(vHat)}`,
        },
        ...end('m̂ / (√v̂ + ϵ)', `${f(mHat)} / (√${d(vHat)} + ${d(epsilon)})`),
      ];
    }
    default:
      return optimiser satisfies never;
  }
}

/** A weight with enough digits for its change to be seen. */
const long = (value: number, { fixed }: Numbers): string => fixed(value, 7);

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const power = (base: number, exponent: number, number: Numbers): string =>
  `${digits(base, number)}${[...String(exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')}`;

export function OneWeightTable({ stage: { phase }, step: { hyper } }: StageProps) {
  const { t, number } = useWords(words);
  const { weight } = phase;
  return (
    <div className={layout.column}>
      <h3>{t('slowly.weight')}</h3>
      <p>
        <WhichWeight weight={weight} />
        {t('text.betweenSentences')}
        {t('slowly.weight.update', { t: weight.t })}
      </p>
      <table className={classes(text.numbers, styles.equations)} translate="no">
        <tbody>
          {updateLines(hyper.optimiser, weight, number).map(({ left, letters, numbers }) => (
            <tr key={left + letters}>
              <th scope="row" className={text.strong}>
                {left}
              </th>
              <td className={text.quiet}>= {letters}</td>
              <td>= {numbers}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WhichWeight({ weight: { layer, from, to, place, pixel } }: { weight: OneWeight }) {
  const { t } = useWords(words);
  const { side, channels } = formNow();
  const at = (index: number) => {
    const pixel = Math.floor(index / channels);
    return { row: Math.floor(pixel / side) + 1, column: (pixel % side) + 1 };
  };
  if (place)
    return t('slowly.weight.filter', {
      layer,
      row: place[0] + 1,
      column: place[1] + 1,
      from: from + 1,
      to: to + 1,
    });
  if (pixel === 'from') return t('slowly.weight.from', { layer, to: to + 1, ...at(from) });
  if (pixel === 'to') return t('slowly.weight.to', { layer, from: from + 1, ...at(to) });
  return t('slowly.weight.plain', { layer, from: from + 1, to: to + 1 });
}
