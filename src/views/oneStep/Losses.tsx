/** The losses of a phase: verdicts of a discriminator, losses per pixel and per coordinate, and the sum that is minimised. */

import { TERM_COLOURS } from '../../charts/lossTerms';
import { termNames } from '../../charts/lossWords';
import type { ShownLoss, Source } from '../../model/oneStep';
import type { Term as LossTerm } from '../../model/operations';
import { sizeNow } from '../../state/form';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cells, pixelCells } from './Cells';
import { Hidden, Outputs, Pixels, type StageProps } from './Forward';
import { factor, latentText, natsText } from './format';
import { Linked } from './Linked';
import styles from './OneStep.module.css';
import { rowOf, valuesWith } from './stages';
import { words } from './words';

const LETTERS = { one: '', beta: 'β', penalty: 'λ', gamma: 'γ', none: '' } as const;

/** The recorded term that a loss belongs to; for one that is recorded elsewhere, that of its kind. */
const termOf = ({ term, loss }: ShownLoss): LossTerm =>
  term ?? (loss === 'feature' || loss === 'recon' || loss === 'kl' ? loss : 'total');

/** L = reconstruction + β · KL, in words and in numbers. */
export function Sum({ stage: { phase }, spec }: StageProps) {
  const all = useWords(words);
  const { t, number } = all;
  const names = termNames(all, spec);
  const counted = phase.losses.filter(({ weight }) => weight !== 'none');
  const measured = phase.losses.filter(({ weight }) => weight === 'none');
  const plain = counted.every(({ weight }) => weight === 'one');
  const coloured = (loss: ShownLoss) => ({ color: `var(${TERM_COLOURS[termOf(loss)]})` });
  const joined = (of: (loss: ShownLoss) => React.ReactNode) =>
    counted.map((loss, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a term is identified by its place
      <span key={i} style={coloured(loss)}>
        {i > 0 && ' + '}
        {of(loss)}
      </span>
    ));
  return (
    <>
      <p>
        <Linked>{t('slowly.loss.minimised')}</Linked>
      </p>
      <p className={text.strong}>
        L ={' '}
        {joined((loss) => `${LETTERS[loss.weight] && `${LETTERS[loss.weight]} · `}${names[termOf(loss)]}`)}
        <br />
        {(counted.length > 1 || !plain) && (
          <>
            {'L = '}
            {joined(
              (loss) =>
                `${loss.weight === 'one' ? '' : `${number.rounded(loss.factor, 6)} · `}${factor(natsText(loss.counted, number))}`,
            )}
            <br />
          </>
        )}
        <span data-objective>L = {t('slowly.loss.nats', { value: natsText(phase.objective, number) })}</span>
      </p>
      {measured.map((loss) => (
        <p key={loss.loss} className={text.quiet}>
          {t('slowly.loss.measured', { term: names[termOf(loss)], value: natsText(loss.recorded, number) })}
        </p>
      ))}
    </>
  );
}

export function Loss(props: StageProps) {
  const { t, number } = useWords(words);
  const { stage, spec, step } = props;
  const { phase } = stage;
  const recon = phase.losses.find(({ loss }) => loss === 'recon');
  const kl = phase.losses.find(({ loss }) => loss === 'kl');
  const parts = kl?.parts;
  return (
    <>
      {recon?.parts && (
        <div className={classes(layout.row, layout.wrap, layout.top, styles.figures)}>
          <Outputs {...props} />
          <div className={layout.column}>
            <Cells {...pixelCells(recon.parts, spec.data)} name={t('slowly.loss.map')} />
            <span className={classes(text.small, text.quiet)}>{t('slowly.loss.recon')}</span>
          </div>
          <p className={layout.rest}>
            <Linked>
              {[t(`slowly.loss.${spec.likelihood}`), t('slowly.loss.sum')].join(t('text.betweenSentences'))}
            </Linked>
          </p>
        </div>
      )}
      {parts && parts.length > 1 && parts.length <= 8 && (
        <p>
          <Linked>
            {t('slowly.loss.kl', {
              sum: `${Array.from(parts, (part) => latentText(part, number)).join(' + ')} = ${latentText(kl.recorded, number)}`,
            })}
          </Linked>
        </p>
      )}
      {kl && kl.counted !== kl.recorded && (
        <p>
          <Linked>
            {t('slowly.loss.freeBits', {
              free: number.plain(step.hyper.freeBits),
              counted: natsText(kl.counted, number),
            })}
          </Linked>
        </p>
      )}
      <Sum {...props} />
    </>
  );
}

/** What the discriminator says, and what that costs. */
export function Verdicts({ stage: { phase }, step: { hyper } }: StageProps) {
  const { t, number } = useWords(words);
  const [logits] = valuesWith(phase, 'logit');
  const [outputs] = valuesWith(phase, 'outputs');
  const [image] = valuesWith(phase, 'image');
  const verdicts = phase.losses.flatMap((loss) => loss.verdicts);
  if (!logits || verdicts.length === 0) return null;
  const pictureOf = (source: Source) => {
    if (source === 'image') return image?.numbers;
    const row = outputs?.sources.indexOf(source) ?? -1;
    return row >= 0 && outputs?.picture ? rowOf(outputs.picture, sizeNow(), row) : undefined;
  };
  return (
    <table className={text.numbers}>
      <thead>
        <tr>
          <th scope="col">{t('slowly.verdict.input')}</th>
          <th scope="col">{t('slowly.verdict.logit')}</th>
          <th scope="col">D</th>
          <th scope="col">{t('slowly.verdict.loss')}</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(({ row, role, logit, d, loss }) => {
          const source = logits.sources[row];
          const picture = pictureOf(source);
          const name = t(`slowly.source.${source}`);
          const cost =
            role === 'fool' && hyper.ganLoss === 'minimax'
              ? 'slowly.role.fool.minimax'
              : `slowly.role.${role}`;
          return (
            <tr key={`${row} ${role}`}>
              <th scope="row" className={classes(layout.row, layout.wrap)}>
                {picture && (
                  <div style={{ width: '3rem' }}>
                    <Pixels of={source === 'image' ? 'input' : 'decoder'} numbers={picture} name={name} />
                  </div>
                )}
                {name}
              </th>
              <td>{latentText(logit, number)}</td>
              <td>{latentText(d, number)}</td>
              <td>
                {t(cost as 'slowly.role.real')} = {natsText(loss, number)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function Discriminator(props: StageProps) {
  const { t } = useWords(words);
  const { phase } = props.stage;
  const decides = valuesWith(phase, 'logit').length > 0;
  return (
    <>
      <p>
        <Linked>{t(decides ? 'slowly.discriminator.text' : 'slowly.discriminator.features')}</Linked>
      </p>
      <Verdicts {...props} />
      {phase.losses.every(({ loss }) => loss === 'adversarial') && <Sum {...props} />}
      <Hidden {...props} network="discriminator" />
    </>
  );
}
