/** The losses on the test set in numbers, and a button that measures them on all of it. */

import { useState } from 'react';
import { Term } from '../../glossary/Term';
import { isAutoregressive, isStochastic } from '../../model/predicates';
import { evaluate } from '../../state/actions';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { words as ofUse } from './words';

export function EvaluationLine() {
  const { t, number } = useWords(ofUse);
  const evaluation = useStore((s) => s.run.evaluation);
  const spec = useStore((s) => s.run.spec);
  const bound = isStochastic(spec);
  const all = useStore((s) => s.data.test?.count ?? 0);
  const [busy, setBusy] = useState(false);
  const onEvaluate = async () => {
    setBusy(true);
    await evaluate();
    setBusy(false);
  };
  const count = evaluation?.count ?? 0;
  return (
    <div className={classes(layout.row, layout.apart, layout.top)}>
      {evaluation ? (
        <p className={text.quiet}>
          {bound && (
            <>
              <Term id="elbo">{t('recon.negElbo')}</Term>{' '}
              <strong className={text.ink}>{number.fixed(evaluation.negElbo, 1)}</strong> ={' '}
            </>
          )}
          <Term id={isAutoregressive(spec) ? 'likelihood' : 'reconstruction-error'}>
            {t(isAutoregressive(spec) ? 'loss.nll' : 'recon.loss')}
          </Term>{' '}
          <strong className={text.recon}>{number.fixed(evaluation.recon, 1)}</strong>
          {bound && (
            <>
              {' + '}
              <Term id="kl">{t('recon.kl')}</Term>{' '}
              <strong style={{ color: 'var(--kl)' }}>{number.fixed(evaluation.kl, 1)}</strong>
            </>
          )}
          {t('uses.basis')}
          {evaluation.knn !== null && (
            <span title={t('recon.knn.hint')}>
              <Term id="knn">{t('recon.knn')}</Term>{' '}
              <strong className={text.ink}>{number.percent(evaluation.knn, 1)}</strong>
              {t('uses.basis')}
            </span>
          )}
          {count < all ? t('recon.slice', { count, all }) : t('recon.whole', { all: count })}
          {t('uses.basis')}
          {t('uses.step', { step: evaluation.step })}
        </p>
      ) : (
        <p className={text.quiet}>{t('recon.none')}</p>
      )}
      <Button look="small" className={layout.fixed} disabled={busy || all === 0} onClick={onEvaluate}>
        {t(busy ? 'recon.evaluating' : 'recon.evaluate')}
      </Button>
    </div>
  );
}
