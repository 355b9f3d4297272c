/** What is made small, each term in its colour. */
import { Fragment } from 'react';
import { useText } from '../app/i18n';
import { type Loss, programOf } from '../model/program';
import { isAdversarial, specOf } from '../model/spec';
import { useStore } from '../state/store';
import styles from './ModelDiagram.module.css';

export function LossEquation() {
  const { t } = useText();
  const spec = specOf(useStore((s) => s.config));
  const { phases } = programOf(spec);
  // Two that play against each other have no loss in common, and PCA takes no steps at all.
  if (isAdversarial(spec)) return <p className={styles.loss}>{t('model.game')}</p>;
  if (phases.length === 0) return <p className={styles.loss}>{t('model.closed')}</p>;
  return (
    <p className={styles.loss}>
      <span>{t('model.loss')}</span> ={' '}
      {phases[0].losses.map((loss, i) => (
        <Fragment key={loss.loss}>
          {i > 0 && ' + '}
          {loss.weight === 'beta' && 'β\u00a0·\u00a0'}
          {loss.weight === 'penalty' && 'λ\u00a0·\u00a0'}
          <Term loss={loss} />
        </Fragment>
      ))}
    </p>
  );
}

function Term({ loss: { loss, term } }: { loss: Loss }) {
  const { t } = useText();
  if (loss === 'kl') return <span className={styles.kl}>KL</span>;
  if (loss === 'penalty') return <span className={styles.code}>{t('model.penalty')}</span>;
  return <span className={styles.recon}>{t(term === 'nll' ? 'model.nll' : 'model.recon')}</span>;
}
