/** One step of a lesson: the prediction, then what to change, the reading of its check, and the explanation. */
import { useState } from 'react';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { isUse, tabNames } from '../uses/offered';
import { setUp } from './checking';
import styles from './LessonPanel.module.css';
import { type Guess, isChoice, type Lesson, type LessonStep, type Reading } from './lesson';
import { Mark } from './Mark';
import { words as ofPanel } from './panelWords';
import { isPossible, isRight, numberIn } from './prediction';
import { change, NOTHING, useProgress } from './progress';
import { useReading } from './useReading';

interface StepProps {
  lesson: Lesson;
  step: LessonStep;
}

export function LessonStepView({ lesson, step }: StepProps) {
  const own = useWords(lesson.words);
  const { t } = useWords(ofPanel);
  const { predictions, passed } = useProgress((s) => s[lesson.id]) ?? NOTHING;
  const prediction = predictions[step.id];
  const { ready, reading } = useReading(lesson, step);
  const predict = (chosen: string) =>
    change(lesson.id, (before) => ({ predictions: { ...before.predictions, [step.id]: chosen } }));
  const value = passed[step.id];
  return (
    <>
      <p className={text.strong}>{own.t(`${step.id}.question`)}</p>
      {prediction !== undefined ? (
        <p className={text.quiet}>{t('lesson.predicted', { prediction: predictionText() })}</p>
      ) : isChoice(step.predict) ? (
        <fieldset className={classes(layout.column, styles.choices)} aria-label={t('lesson.predict')}>
          {step.predict.choices.map((choice) => (
            <Button key={choice} look="small" onClick={() => predict(choice)}>
              {own.t(`${step.id}.${choice}`)}
            </Button>
          ))}
        </fieldset>
      ) : (
        <GuessField guess={step.predict} onGuess={predict} />
      )}
      {prediction !== undefined && (
        <>
          <p>{own.t(`${step.id}.task`)}</p>
          <Helpers step={step} ready={ready} />
          <ReadingLine {...{ lesson, step, ready, reading }} passed={value !== undefined} />
        </>
      )}
      <div role="status">
        {prediction !== undefined && value !== undefined && (
          <p className={styles.why}>
            {own.t(
              `${step.id}.${isRight(step, prediction, value) ? 'right' : 'wrong'}`,
              slotsOf(reading, own.number),
            )}
          </p>
        )}
      </div>
    </>
  );

  function predictionText(): string {
    if (isChoice(step.predict)) return own.t(`${step.id}.${prediction}`);
    const { unit } = step.predict;
    const guess = numberIn(prediction);
    if (unit === 'percent' && guess !== null) return own.number.percent(guess / 100, guess % 1 === 0 ? 0 : 1);
    return `${prediction} ${t(`lesson.guess.${unit}`)}`;
  }
}

const slotsOf = ({ shown = {} }: Reading, number: ReturnType<typeof useWords>['number']) =>
  Object.fromEntries(
    Object.entries(shown).map(([name, [value, decimals]]) => [name, number.fixed(value, decimals)]),
  );

function GuessField({ guess, onGuess }: { guess: Guess; onGuess: (text: string) => void }) {
  const { t } = useWords(ofPanel);
  const [written, setWritten] = useState('');
  const [refused, setRefused] = useState(false);
  return (
    <form
      className={classes(layout.row, layout.wrap)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPossible(guess, written)) setRefused(true);
        else onGuess(written.trim());
      }}
    >
      <label className={classes(layout.row, layout.rest)}>
        <span className={layout.fixed}>{t('lesson.guess', { unit: t(`lesson.guess.${guess.unit}`) })}</span>
        <TextField
          inputMode="decimal"
          size={6}
          aria-invalid={refused}
          value={written}
          onChange={(event) => {
            setWritten(event.target.value);
            setRefused(false);
          }}
        />
      </label>
      <Button type="submit" look="small">
        {t('lesson.guess.done')}
      </Button>
      {refused && (
        <p role="alert" className={text.small}>
          {t(`lesson.guess.bad.${guess.unit}`)}
        </p>
      )}
    </form>
  );
}

/** Buttons for what the step starts from: its model, and the use that shows its numbers. */
function Helpers({ step, ready }: { step: LessonStep; ready: boolean }) {
  const { t } = useWords(ofPanel);
  const names = useWords(tabNames);
  const shown = useStore((s) => s.look.use);
  const { setup, use } = step;
  return (
    <div className={classes(layout.row, layout.wrap)}>
      {setup && (
        <Button look="small" className={classes(layout.row, layout.close)} onClick={() => void setUp(setup)}>
          {ready && <Icon name="check" size={14} />}
          {t(ready ? 'lesson.ready' : 'lesson.setUp')}
        </Button>
      )}
      {use && isUse(use) && use !== shown && (
        <Button look="small" onClick={() => useStore.setState(({ look }) => ({ look: { ...look, use } }))}>
          {t('lesson.open', { use: names.t(`uses.${use}`) })}
        </Button>
      )}
    </div>
  );
}

interface ReadingProps extends StepProps {
  ready: boolean;
  reading: Reading;
  /** Whether the check has passed once; it then stays passed. */
  passed: boolean;
}

function ReadingLine({ lesson, step, ready, reading, passed }: ReadingProps) {
  const own = useWords(lesson.words);
  const { t, find } = useWords(ofPanel);
  const data = useStore((s) => s.data.id);
  const sentence = () => {
    if (reading.value !== null) return own.t(`${step.id}.reading`, slotsOf(reading, own.number));
    const now = t(ready ? 'lesson.notMeasured' : 'lesson.otherModel');
    return passed ? t('lesson.reachedEarlier', { now }) : now;
  };
  return (
    <>
      <p className={classes(layout.row, layout.top, layout.ruled)} data-done={passed}>
        <Mark done={passed} name={t(passed ? 'lesson.reached' : 'lesson.notYet')} />
        <span>{sentence()}</span>
      </p>
      {data !== null && data !== 'mnist' && (
        <p className={classes(text.small, text.quiet)}>
          {t('lesson.otherData', { dataset: find(`settings.dataset.options.${data}`, data) })}
        </p>
      )}
    </>
  );
}
