/** The backward pass: the gradient of the outputs, of the code, and what arrives at the weights of each layer. */
import { formNow, sizeNow } from '../../state/form';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cells, pixelCells } from './Cells';
import { Coordinates, type StageProps } from './Forward';
import { digits } from './format';
import { Linked } from './Linked';
import styles from './OneStep.module.css';
import { rowOf, valuesWith } from './stages';
import { words } from './words';

/** The numbers of a code that gradients flow back to, and how they are written. */
const CODES = [
  ['z', 'z'],
  ['mu', 'μ'],
  ['logVar', 'log σ²'],
] as const;

export function Backward({ stage: { phase } }: StageProps) {
  const { t, number } = useWords(words);
  const [outputs] = valuesWith(phase, 'outputs');
  const gradient = outputs?.gradient;
  const plain = phase.losses.every(({ loss }) => loss !== 'feature' && loss !== 'adversarial');
  const distribution = valuesWith(phase, 'logVar').length > 0;
  const codes = CODES.flatMap(([role, symbol]) => {
    const [value] = valuesWith(phase, role);
    // The code of a point is z itself.
    const written = role === 'mu' && !distribution ? 'z' : symbol;
    return value?.gradient ? [{ symbol: written, gradient: value.gradient }] : [];
  });
  const [logits] = valuesWith(phase, 'logit');
  return (
    <>
      <p>
        <Linked>{t('slowly.backward.text')}</Linked>
      </p>
      <div className={classes(layout.row, layout.wrap, layout.top, styles.figures)}>
        {outputs && gradient && (
          <div className={layout.column}>
            <h3>{t('slowly.backward.output')}</h3>
            <div className={classes(layout.row, layout.wrap)}>
              {outputs.sources.map((source, row) => {
                const name =
                  outputs.sources.length > 1
                    ? t('slowly.layer.row', {
                        layer: t('slowly.backward.output'),
                        source: t(`slowly.source.${source}`),
                      })
                    : t('slowly.backward.output');
                return (
                  <Cells
                    // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
                    key={row}
                    {...pixelCells(rowOf(gradient, sizeNow(), row), formNow())}
                    name={name}
                  />
                );
              })}
            </div>
            {plain && <p className={styles.narrow}>{t('slowly.backward.recon')}</p>}
          </div>
        )}
        {codes.length > 0 && (
          <div className={layout.column}>
            <h3>{t('slowly.backward.code')}</h3>
            <Coordinates
              columns={codes.map(({ symbol, gradient: numbers }) => ({
                heading: `∂L/∂${symbol}`,
                numbers: Array.from(numbers, (value) => digits(value, number)),
              }))}
            />
          </div>
        )}
        {logits?.gradient && (
          <div className={layout.column}>
            <h3>{t('slowly.backward.logit')}</h3>
            <table className={text.numbers}>
              <tbody>
                {logits.sources.map((source, row) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
                  <tr key={row}>
                    <th scope="row">{t(`slowly.source.${source}`)}</th>
                    <td>{digits(logits.gradient?.[row] ?? 0, number)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <div className={layout.column}>
          <h3>{t('slowly.backward.layers')}</h3>
          <table className={text.numbers}>
            <thead>
              <tr>
                <th scope="col">{t('slowly.backward.layer')}</th>
                <th scope="col">{t('slowly.backward.parameters')}</th>
                <th scope="col">{t('slowly.backward.norm')}</th>
              </tr>
            </thead>
            <tbody>
              {[...phase.changes].reverse().map(({ layer, parameters, gradient: norm }) => (
                <tr key={layer}>
                  <th scope="row">{layer}</th>
                  <td>{number.plain(parameters)}</td>
                  <td>{digits(norm, number)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </>
  );
}
