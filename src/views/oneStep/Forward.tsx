/** The forward pass: the image, hidden layers, the code, the draw, and the output. */

import { optionText } from '../../controls/settingWords';
import type { OneStep, ShownValue } from '../../model/oneStep';
import { hasEncoder } from '../../model/predicates';
import type { ModelSpec } from '../../model/spec';
import { sizeNow } from '../../state/form';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Digit } from '../Sheet';
import { useDrawing } from '../useDrawing';
import { axisName } from '../words';
import { Cells, named, tiled } from './Cells';
import { factor, latentText } from './format';
import { Linked } from './Linked';
import styles from './OneStep.module.css';
import { rowOf, type Stage, valuesWith } from './stages';
import { words } from './words';

export interface StageProps {
  step: OneStep;
  stage: Stage;
  spec: ModelSpec;
  /** The label of the image. */
  label: string;
}

/** An image of numbers from 0 to 1, with its name below. */
export function Named(props: { of: 'input' | 'decoder'; numbers: Float64Array; name: string }) {
  return (
    <figure className={layout.column} style={{ width: '7.25rem' }}>
      <Pixels {...props} />
      <figcaption className={classes(text.small, text.quiet)}>{props.name}</figcaption>
    </figure>
  );
}

/** An image of numbers from 0 to 1, as wide as its container. Without a name, it is part of a drawing. */
export function Pixels({
  of,
  numbers,
  name,
}: {
  of: 'input' | 'decoder';
  numbers: Float64Array;
  name: string | null;
}) {
  const canvas = useDrawing(
    (painter) => {
      painter.paint(Float32Array.from(numbers, (x) => Math.min(1, Math.max(0, x))));
      return false;
    },
    {},
    [numbers],
  );
  return <Digit of={of} ref={canvas} {...named(name)} />;
}

export function Input({ stage: { phase }, spec, label }: StageProps) {
  const { t } = useWords(words);
  const [image] = valuesWith(phase, 'image');
  const [corrupted] = valuesWith(phase, 'corrupted');
  return (
    <>
      <div className={classes(layout.row, layout.wrap, styles.figures)}>
        <Named of="input" numbers={image.numbers} name={t('slowly.source.image')} />
        {corrupted && <Named of="input" numbers={corrupted.numbers} name={t('slowly.corrupted')} />}
      </div>
      <p>{t('slowly.input.text', { count: image.numbers.filter((x) => x !== 0).length })}</p>
      {corrupted && <p>{t('slowly.input.corrupted')}</p>}
      {spec.condition === 'label' && (
        <p>
          {t(hasEncoder(spec) ? 'slowly.input.label' : 'slowly.input.label.gan', {
            label,
            classes: spec.data.classes,
          })}
        </p>
      )}
    </>
  );
}

/** The hidden layers of a network, one picture a row of its input. */
export function Hidden({ stage: { phase }, spec, network }: StageProps & { network: ShownValue['network'] }) {
  const all = useWords(words);
  const { t } = all;
  const layers = valuesWith(phase, 'hidden', network);
  if (layers.length === 0) return null;
  return (
    <>
      <p>
        <Linked>
          {t('slowly.hidden.text', { activation: optionText('activation', spec.activation, all) })}
        </Linked>
      </p>
      <div className={classes(layout.row, layout.wrap, layout.top, styles.figures)}>
        {layers.flatMap((value) =>
          value.sources.map((source, row) => (
            // A value may have two rows from the same source.
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
            <Activations key={`${value.layer} ${row}`} value={value} row={row} source={source} />
          )),
        )}
      </div>
    </>
  );
}

function Activations(props: { value: ShownValue; row: number; source: ShownValue['sources'][number] }) {
  const { value, row, source } = props;
  const { t } = useWords(words);
  const numbers = rowOf(value.numbers, value.width, row);
  const { layer, maps, sources } = value;
  const named =
    sources.length > 1
      ? t('slowly.layer.row', { layer: layer ?? '', source: t(`slowly.source.${source}`) })
      : (layer ?? '');
  const name = maps
    ? t('slowly.layer.maps', { layer: named, ...maps })
    : t('slowly.layer', {
        layer: named,
        count: numbers.length,
        active: numbers.filter((x) => x !== 0).length,
      });
  const shown = maps
    ? tiled(numbers, maps.side, maps.channels, Math.max(4, Math.floor(96 / maps.side)))
    : { numbers, columns: Math.min(numbers.length, numbers.length > 256 ? 64 : 32) };
  return (
    <div className={layout.column}>
      <h3>{name}</h3>
      <Cells {...shown} name={name} size={maps ? 0.25 : 0.45} />
    </div>
  );
}

/** Coordinates in numbers, at most. */
const MOST_COORDINATES = 8;

/** A table of latent coordinates; `rows`: its columns, by heading. All are also in a picture where they are too many. */
export function Coordinates({
  columns,
}: {
  columns: readonly { heading: string; numbers: readonly string[] }[];
}) {
  const { t } = useWords(words);
  const count = columns[0].numbers.length;
  const shown = Math.min(count, MOST_COORDINATES);
  return (
    <>
      <div className={layout.scrolls} style={{ overflowX: 'auto' }}>
        <table className={text.numbers}>
          <thead>
            <tr>
              <th scope="col">{t('slowly.coordinate')}</th>
              {columns.map(({ heading }) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: shown }, (_, d) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate is identified by its number
              <tr key={d}>
                <th scope="row">{axisName(d)}</th>
                {columns.map(({ heading, numbers }) => (
                  <td key={heading}>{numbers[d]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > shown && <p>{t('slowly.bars.more', { shown, count })}</p>}
    </>
  );
}

/** A strip of all coordinates, where they are too many for the table. */
function Strip({ what, numbers }: { what: string; numbers: Float64Array }) {
  const { t } = useWords(words);
  if (numbers.length <= MOST_COORDINATES) return null;
  const name = t('slowly.bars', { count: numbers.length, what });
  return (
    <div className={layout.column}>
      <h3>{what}</h3>
      <Cells numbers={numbers} columns={Math.min(numbers.length, 32)} name={name} size={0.75} />
    </div>
  );
}

const deviations = (logVar: Float64Array) => logVar.map((value) => Math.exp(value / 2));

export function Code({ stage: { phase } }: StageProps) {
  const { t, number } = useWords(words);
  const [mu] = valuesWith(phase, 'mu');
  const [logVar] = valuesWith(phase, 'logVar');
  const kl = phase.losses.find(({ loss }) => loss === 'kl')?.parts;
  const sigma = logVar && deviations(logVar.numbers);
  const texts = (numbers: Float64Array) => Array.from(numbers, (value) => latentText(value, number));
  return (
    <>
      <p>
        <Linked>{t(sigma ? 'slowly.distribution.text' : 'slowly.code.text')}</Linked>
      </p>
      <div className={classes(layout.row, layout.wrap, styles.figures)}>
        <Strip what={sigma ? 'μ' : 'z'} numbers={mu.numbers} />
        {sigma && <Strip what="σ" numbers={sigma} />}
      </div>
      <Coordinates
        columns={[
          { heading: sigma ? 'μ' : 'z', numbers: texts(mu.numbers) },
          ...(sigma
            ? [
                { heading: 'log σ²', numbers: texts(logVar.numbers) },
                { heading: 'σ', numbers: texts(sigma) },
              ]
            : []),
          ...(kl ? [{ heading: 'KL', numbers: texts(kl) }] : []),
        ]}
      />
    </>
  );
}

export function Sample({ stage: { phase } }: StageProps) {
  const { t, number } = useWords(words);
  const [mu, logVar, epsilon, z] = (['mu', 'logVar', 'epsilon', 'z'] as const).map(
    (role) => valuesWith(phase, role)[0],
  );
  const sigma = deviations(logVar.numbers);
  const written = (value: number) => latentText(value, number);
  const equations = Array.from(
    z.numbers,
    (value, d) =>
      `${written(mu.numbers[d])} + ${written(sigma[d])} · ${factor(written(epsilon.numbers[d]))} = ${written(value)}`,
  );
  return (
    <>
      <p>
        <Linked>{t('slowly.sample.text')}</Linked>
      </p>
      <div className={classes(layout.row, layout.wrap, styles.figures)}>
        <Strip what="ε" numbers={epsilon.numbers} />
        <Strip what="z" numbers={z.numbers} />
      </div>
      <Coordinates
        columns={[
          { heading: 'ε', numbers: Array.from(epsilon.numbers, written) },
          { heading: 'z = μ + σ · ε', numbers: equations },
        ]}
      />
    </>
  );
}

export function Prior({ stage: { phase } }: StageProps) {
  const { t, number } = useWords(words);
  const [z] = valuesWith(phase, 'prior');
  const beside = valuesWith(phase, 'mu').length > 0;
  return (
    <>
      <p>
        <Linked>{t(beside ? 'slowly.prior.adversarial' : 'slowly.prior.text')}</Linked>
      </p>
      <Strip what="z" numbers={z.numbers} />
      <Coordinates
        columns={[{ heading: 'z', numbers: Array.from(z.numbers, (value) => latentText(value, number)) }]}
      />
    </>
  );
}

/** The pictures that the outputs of a phase stand for, each with what it is. */
export function Outputs({ stage: { phase } }: StageProps) {
  const { t } = useWords(words);
  const [outputs] = valuesWith(phase, 'outputs');
  const [image] = valuesWith(phase, 'image');
  const reconstructs = phase.losses.some(({ loss }) => loss === 'recon') && image;
  if (!outputs?.picture) return null;
  const { picture, sources } = outputs;
  return (
    <div className={classes(layout.row, layout.wrap, styles.figures)}>
      {reconstructs && <Named of="input" numbers={image.numbers} name={t('slowly.source.image')} />}
      {sources.map((source, row) => (
        <Named
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
          key={row}
          of="decoder"
          numbers={rowOf(picture, sizeNow(), row)}
          name={t(source === 'image' ? 'slowly.pixels' : `slowly.source.${source}`)}
        />
      ))}
    </div>
  );
}

export function Output(props: StageProps) {
  const { t } = useWords(words);
  const { spec } = props;
  return (
    <>
      <Outputs {...props} />
      <p>
        {[t('slowly.output.text'), t(`slowly.output.${spec.likelihood}`)].join(t('text.betweenSentences'))}
      </p>
      <Hidden {...props} network="decoder" />
    </>
  );
}
