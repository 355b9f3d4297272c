/**
 * The model as a picture that is also its settings: an image goes in, an encoder narrows, a few
 * latent numbers stay, a decoder widens, an image comes out; beside them, where there is one, the
 * discriminator stands over what it classifies. It shows the model that the settings ask for; where the
 * run is still on another one, each control says so.
 */

import type { ReactNode } from 'react';
import { Control } from '../controls/Control';
import { ModelChoice } from '../controls/ModelChoice';
import { optionText } from '../controls/settingWords';
import widths from '../controls/Widths.module.css';
import { WidthsControl } from '../controls/WidthsControl';
import type { Config } from '../experiment/config';
import { specOf } from '../experiment/specOf';
import { Term } from '../glossary/Term';
import type { Numbers } from '../i18n/numbers';
import { layoutOf } from '../model/compile';
import type { Layer } from '../model/layout';
import { hasClosedForm, isAutoregressive } from '../model/predicates';
import type { ModelSpec } from '../model/spec';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { type Diagram, diagramOf, parametersOf, type Stack } from './diagram';
import styles from './ModelDiagram.module.css';
import {
  Carrier,
  type Concept,
  DiscriminatorInput,
  inColour,
  LabelInput,
  Mask,
  Onward,
} from './ModelDiagramParts';
import { readCorrupted, readInput, readOutput, whenCorrupted, whenInput, whenOutput } from './modelImages';
import { Picture } from './Picture';

/** The settings that have their place in the picture; the region shows the rest of their group below it. */
export const DRAWN: readonly (keyof Config)[] = ['dataset', 'model', 'latent', 'likelihood'];

interface PartProps {
  spec: ModelSpec;
  diagram: Diagram;
}

export function ModelDiagram({ children }: { children?: ReactNode }) {
  const { t } = useWords();
  const config = useStore((s) => s.config);
  const spec = specOf(config);
  const diagram = diagramOf(spec);
  const { encoder, decoder, classifies } = diagram;
  const part = { spec, diagram };
  return (
    <div className={styles.diagram}>
      <div className={classes(layout.row, layout.apart)}>
        <h2>{t('model.region')}</h2>
        <span className={styles.count}>{t('model.total', { count: layoutOf(spec).size })}</span>
      </div>
      <ModelChoice />
      {encoder && <Input corrupted={diagram.corrupted} gaussian={spec.corruption === 'gaussian'} />}
      {encoder && (
        <Beside {...part} when={classifies === 'codes'} main={<Encoder {...part} stack={encoder} />} />
      )}
      {diagram.latent ? (
        <Latent {...part} />
      ) : (
        <p className={classes(styles.noLatent, text.small, text.quiet)}>{t('model.noLatent')}</p>
      )}
      {decoder && (
        <Beside {...part} when={classifies === 'images'} main={<Decoder {...part} stack={decoder} />} />
      )}
      <Output {...part} />
      {children}
    </div>
  );
}

function Input({ corrupted, gaussian }: { corrupted: boolean; gaussian: boolean }) {
  const { t } = useWords();
  return (
    <div className={classes(layout.row, layout.top)}>
      <Picture name={t('model.input')} concept="input" read={readInput} subscribe={whenInput} />
      {corrupted && (
        <>
          <Onward />
          <Picture
            name={t(gaussian ? 'model.corrupted.gaussian' : 'model.corrupted')}
            concept="input"
            read={readCorrupted}
            subscribe={whenCorrupted}
          />
        </>
      )}
      <div className={layout.rest}>
        <Control name="dataset" />
      </div>
    </div>
  );
}

/** A stack of layers, and at its right the discriminator `when` it classifies what comes out of it. */
function Beside({ spec, diagram, when, main }: PartProps & { when: boolean; main: ReactNode }) {
  const { discriminator } = diagram;
  if (!when || !discriminator) return main;
  return (
    <div className={styles.beside}>
      {main}
      <Discriminator spec={spec} stack={discriminator} />
    </div>
  );
}

/** A count of parameters beside each layer; none where the discriminator needs the room. */
function notesOf(
  spec: ModelSpec,
  { hidden, style }: Stack,
  shared: boolean,
  number: Numbers,
): ReactNode[] | undefined {
  if (shared) return undefined;
  return hidden.map((layer) => (
    <span key={layer.name} className={styles.count}>
      {style === 'masked' && <Mask layer={layer} />}
      {count(spec, [layer], number)}
    </span>
  ));
}

const count = (spec: ModelSpec, layers: readonly Layer[], { plain }: Numbers) =>
  plain(parametersOf(spec, layers));

function Encoder({ spec, diagram, stack }: PartProps & { stack: Stack }) {
  const { t, number } = useWords();
  const masked = stack.style === 'masked';
  const title = (
    <Title concept="encoder" conditional={diagram.conditional}>
      <Term id={masked ? 'autoregressive' : 'encoder'}>{t(masked ? 'model.masked' : 'model.encoder')}</Term>
    </Title>
  );
  const carrier = <Carrier stack={stack} widths={spec.encoder} concept="encoder" />;
  if (isFixed(stack))
    return (
      <Fixed title={title} stack={stack}>
        {carrier}
      </Fixed>
    );
  return (
    <WidthsControl
      name="encoder"
      title={title}
      label={masked ? t('widths.masked') : undefined}
      layers={stack.style === 'convolutions' ? 'convolutions' : 'dense'}
      notes={notesOf(spec, stack, diagram.classifies === 'codes', number)}
    >
      {carrier}
    </WidthsControl>
  );
}

function Decoder({ spec, diagram, stack }: PartProps & { stack: Stack }) {
  const { t, number } = useWords();
  const generator = diagram.latent === 'prior';
  const title = (
    <Title concept="decoder" conditional={diagram.conditional}>
      <Term id={generator ? 'generator' : 'decoder'}>
        {t(generator ? 'model.generator' : 'model.decoder')}
      </Term>
    </Title>
  );
  const carrier = <Carrier stack={stack} widths={spec.decoder} concept="decoder" />;
  if (isFixed(stack))
    return (
      <Fixed title={title} stack={stack}>
        {carrier}
      </Fixed>
    );
  return (
    <WidthsControl
      name="decoder"
      title={title}
      label={generator ? t('widths.generator') : undefined}
      layers={stack.style === 'convolutions' ? 'convolutions' : 'dense'}
      notes={notesOf(spec, stack, diagram.classifies === 'images', number)}
    >
      {carrier}
    </WidthsControl>
  );
}

function Discriminator({ spec, stack }: { spec: ModelSpec; stack: Stack }) {
  const { t } = useWords();
  return (
    <WidthsControl
      name="discriminator"
      upwards
      title={
        <Title concept="discriminator" conditional={false}>
          <Term id="discriminator">{t('model.discriminator')}</Term>
        </Title>
      }
    >
      <Carrier stack={stack} widths={spec.discriminator} concept="discriminator" upwards />
    </WidthsControl>
  );
}

function Title({
  concept,
  conditional,
  children,
}: {
  concept: Concept;
  conditional: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <h3 style={inColour(concept)}>{children}</h3>
      {conditional && <LabelInput />}
    </>
  );
}

const isFixed = ({ style }: Stack): boolean => style === 'matrix' || style === 'single';

/** One layer that has nothing to set: a linear map of PCA, or one without hidden layers before or after it. */
function Fixed({ title, stack, children }: { title: ReactNode; stack: Stack; children: ReactNode }) {
  const { t } = useWords();
  return (
    <div>
      <div className={classes(layout.row, layout.close, widths.head)}>{title}</div>
      <div className={styles.matrix}>
        {children}
        <span className={text.sized}>{t(stack.style === 'matrix' ? 'model.components' : 'widths.none')}</span>
      </div>
    </div>
  );
}

function Latent({ spec, diagram }: PartProps) {
  const { t, number } = useWords();
  const { latent, heads, classifies } = diagram;
  return (
    <div className={styles.latent}>
      <Control name="latent" layout="line" />
      {classifies === 'codes' ? (
        <div className={layout.row}>
          <DiscriminatorInput concept="latent">z</DiscriminatorInput>
          <DiscriminatorInput concept="input">{t('model.prior')}</DiscriminatorInput>
        </div>
      ) : (
        <p className={classes(text.small, text.quiet, text.end)}>
          {latent === 'prior' && t('model.heads.prior')}
          {latent === 'distribution' && t('model.heads.vae')}
          {latent === 'point' && <Code spec={spec} />}
          {heads.length > 0 && <br />}
          {heads.length > 0 && count(spec, heads, number)}
        </p>
      )}
    </div>
  );
}

/** How a code that is a point comes about. */
function Code({ spec }: { spec: ModelSpec }) {
  const words = useWords();
  const { t } = words;
  if (hasClosedForm(spec)) return t('model.heads.pca');
  if (spec.code === 'linear') return t('model.heads.ae');
  return t('model.heads.code', { code: optionText('code', spec.code, words) });
}

function Output({ spec, diagram }: PartProps) {
  const { t, number } = useWords();
  const { encoder, classifies, output } = diagram;
  const picture = (
    <Picture
      name={t(encoder ? 'model.output' : 'model.generated')}
      concept="decoder"
      read={readOutput}
      subscribe={whenOutput}
    />
  );
  if (classifies !== 'images') {
    return (
      <div className={classes(layout.row, layout.top)}>
        {picture}
        <div className={layout.rest}>
          {isAutoregressive(spec) ? (
            <p className={classes(styles.atField, text.sized)}>{t('model.likelihood.made')}</p>
          ) : (
            !hasClosedForm(spec) && <Control name="likelihood" />
          )}
        </div>
        <span className={classes(styles.count, !hasClosedForm(spec) && styles.atField)}>
          {output.map((layer) => (
            <Mask key={layer.name} layer={layer} />
          ))}
          {count(spec, output, number)}
        </span>
      </div>
    );
  }
  return (
    <>
      <div className={classes(layout.row, layout.apart, styles.judgedRow)}>
        {picture}
        <div className={layout.row}>
          <DiscriminatorInput concept="decoder" bent>
            {t('model.made')}
          </DiscriminatorInput>
          {diagram.conditional && <DiscriminatorInput concept="ink-2">{t('model.label')}</DiscriminatorInput>}
          <DiscriminatorInput concept="input">{t('model.real')}</DiscriminatorInput>
          <Picture name={t('model.input')} concept="input" read={readInput} subscribe={whenInput} />
        </div>
      </div>
      {!encoder && <Control name="dataset" layout="line" />}
    </>
  );
}
