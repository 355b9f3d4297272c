/**
 * The objective as a formula. Each term has its colour, and below it its name and its value at the step of the loss
 * table. The numbers are written outside React, since they change many times a second.
 */
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { TERM_COLOURS } from '../charts/lossTerms';
import { inDigits, termNames } from '../charts/lossWords';
import { hyperOf } from '../experiment/specOf';
import { termsOf } from '../model/compile';
import { equationsOf } from '../model/equations';
import type { Equation as EquationData, Piece, Sign } from '../model/notation';
import { countedKl } from '../model/objective';
import type { Weight } from '../model/operations';
import { weightAt } from '../model/schedule';
import type { Term } from '../state/series';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { math, SPACE, setMath } from '../ui/mathml';
import { useWords } from '../ui/words';
import styles from './Equation.module.css';
import { useReadOut } from './useReadOut';

const LETTERS: Partial<Record<Weight, string>> = { beta: 'β', penalty: 'λ', gamma: 'γ' };
const WEIGHTS = ['beta', 'penalty', 'gamma'] as const;

export function Equation() {
  const words = useWords();
  const { t, number } = words;
  const spec = useStore((s) => s.run.spec);
  const config = useStore((s) => s.run.config);
  const box = useRef<HTMLElement>(null);
  const hyper = useMemo(() => hyperOf(config), [config]);
  const names = termNames(words, spec);
  const single = termsOf(spec).includes('total');
  const equations = useMemo(() => equationsOf(spec, hyper), [spec, hyper]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new equations have new places for the numbers
  useEffect(() => {
    const write = (name: string, text: string) => {
      for (const place of box.current?.querySelectorAll(`[data-live="${name}"]`) ?? []) {
        if (place.textContent !== text) place.textContent = text;
      }
    };
    const update = () => {
      const { readOut } = useReadOut.getState();
      const read = readOut?.train ?? readOut?.test;
      // Warm-up depends on the number of updates made before the step.
      const step = Math.max(0, (read?.to ?? 0) - 1);
      for (const weight of WEIGHTS) write(weight, number.significant(weightAt(hyper, weight, step), 3));
      for (const term of terms) {
        const value = read?.values[term];
        write(`term-${term}`, value === undefined ? '–' : inDigits(term, value, number));
      }
      const counted = read && countedKl(read.values, hyper, step);
      write('kl-counted', counted === undefined || counted === null ? '–' : inDigits('kl', counted, number));
    };
    update();
    return useReadOut.subscribe(update);
  }, [equations, hyper, number]);

  return (
    <section
      className={classes(layout.row, layout.wrap, layout.top, styles.equations)}
      data-many={equations.length > 2}
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long equations are scrolled with the keyboard
      tabIndex={0}
      aria-label={t('equation.region')}
    >
      {equations.map((equation) => (
        <Line key={equation.side} equation={equation} names={names} single={single} />
      ))}
    </section>
  );
}

const terms = Object.keys(TERM_COLOURS) as Term[];

interface LineProps {
  equation: EquationData;
  names: Record<Term, string>;
  /** Whether the objective itself is among the losses, so that terms are shown as they count in it. */
  single: boolean;
}

function Line({ equation: { side, left, pieces }, names, single }: LineProps) {
  const { t } = useWords();
  const named = ({ concept, clamped }: Piece) =>
    clamped ? t(single ? 'loss.kl.counted' : 'loss.kl.raw') : names[concept];
  const inWords = pieces.map((piece) => t(`equation.${piece.weight}`, { term: named(piece) }));
  const words = t(`equation.${side}`, { sum: inWords.join(t('equation.plus')) });
  return math('math', { 'aria-label': words, title: words, className: styles.line }, [
    left && (left.term ? over(left.signs, left.term, null) : math('mrow', {}, left.signs.map(setMath))),
    left && side !== 'closed' && math('mo', {}, ['=']),
    ...pieces.flatMap((piece, at) => [
      at > 0 && !piece.minus && math('mo', {}, ['+']),
      ...weighed(piece.weight),
      piece.live
        ? over(whole(piece), piece.concept, named(piece), piece.clamped && single ? 'kl-counted' : undefined)
        : math('mrow', { style: coloured(piece.concept) }, whole(piece).map(setMath)),
    ]),
  ]);
}

/** Includes the minus sign, which also applies to the value of the term. */
const whole = ({ minus, signs }: Piece): readonly Sign[] =>
  minus ? [{ tag: 'mo', text: '−' }, ...signs] : signs;

/** As deep as any sign, so that the values below all signs are on one line. */
const STRUT = math('mspace', { depth: '0.3em' }, []);

/** A term above its name and its value. */
const over = (signs: readonly Sign[], term: Term, name: string | null, value = `term-${term}`) =>
  math('munder', { style: coloured(term), title: name ?? undefined }, [
    math('mrow', {}, [...signs.map(setMath), STRUT]),
    math('mrow', { className: styles.below }, [
      name !== null && math('mtext', {}, [`${name}\u00a0`]),
      math('mtext', { 'data-live': value }, []),
    ]),
  ]);

/** β, λ or γ above its present value. */
function weighed(weight: Piece['weight']): ReactNode[] {
  const letter = LETTERS[weight];
  if (letter === undefined) return [];
  return [
    math('munder', {}, [
      math('mrow', {}, [math('mi', {}, [letter]), STRUT]),
      math('mrow', { className: styles.below }, [math('mtext', { 'data-live': weight }, [])]),
    ]),
    SPACE,
  ];
}

const coloured = (term: Term) => ({ color: `var(${TERM_COLOURS[term]})` });
