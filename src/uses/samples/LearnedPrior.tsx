/** The learned prior: learning it, stopping that, and its condition, a class. */
import { Term } from '../../glossary/Term';
import { TRAINING_STEPS } from '../../latent/flow/training';
import { drawFromPrior, learnPrior, stopLearning, useLearnedPrior } from '../../state/learnedPrior';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Select } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { labelName } from '../../views/words';
import { words as ofUse } from './words';

export function LearnedPrior() {
  const words = useWords(ofUse);
  const { t } = words;
  const { status, problem, learned, label, paths, round } = useLearnedPrior();
  const count = useStore((s) => s.data.classes);
  const busy = status === 'encoding' || status === 'learning';
  return (
    <div className={classes(layout.column, layout.fixed)}>
      <div className={classes(layout.row, layout.wrap)}>
        {/* Always the same button, so that it keeps the focus. */}
        <Button look="small" onClick={() => (busy ? stopLearning() : void learnPrior())}>
          {t(busy ? 'samples.prior.stop' : learned ? 'samples.prior.again' : 'samples.prior.learn')}
        </Button>
        {learned && learned.flow.classes > 0 && (
          <label className={classes(layout.row, layout.close)}>
            {t('samples.prior.class')}
            <Select
              small
              value={label ?? ''}
              onChange={({ currentTarget: { value } }) =>
                void drawFromPrior({ label: value === '' ? null : Number(value) })
              }
            >
              <option value="">{t('samples.prior.any')}</option>
              {Array.from({ length: Math.min(count, learned.flow.classes) }, (_, one) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a class is identified by its label
                <option key={one} value={one}>
                  {labelName(one, words)}
                </option>
              ))}
            </Select>
          </label>
        )}
        {paths && (
          <Button
            look="small"
            className={layout.last}
            onClick={() => void drawFromPrior({ round: round + 1 })}
          >
            {t('samples.again')}
          </Button>
        )}
      </div>
      <p className={text.quiet} role="status">
        {problem ? t(`samples.prior.${problem}`) : <Progress />}
      </p>
    </div>
  );
}

/** What it is doing, or has learned from which model. */
function Progress() {
  const { t, number } = useWords(ofUse);
  const { status, learned, of } = useLearnedPrior();
  const now = useStore((s) => (of && s.run.step !== of.step ? s.run.step : null));
  if (status === 'encoding') return t('samples.prior.encoding');
  if (!learned || !of)
    return (
      <>
        {t('samples.prior.is')} <Term id="flow-matching">{t('samples.prior.method')}</Term>
      </>
    );
  const loss = number.fixed(learned.loss, 2);
  const slots = { step: learned.step, all: TRAINING_STEPS, loss, codes: of.codes, model: of.step };
  const sentence = t(status === 'learning' ? 'samples.prior.progress' : 'samples.prior.done', slots);
  return now === null ? sentence : `${sentence} ${t('samples.prior.older', { now })}`;
}
