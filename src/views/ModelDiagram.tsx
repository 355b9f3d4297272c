/**
 * The model as a diagram of the data flow, which is also where its settings are: image, encoder, latent code, decoder,
 * image, and the discriminator with its inputs below. A click on a part opens its settings in place. The diagram shows
 * the model described by the settings; if the present run still has another model, the controls mark what needs a
 * restart.
 */
import { type ReactNode, useState } from 'react';
import { Control } from '../controls/Control';
import { ModelOrigin } from '../controls/ModelChoice';
import { optionText, valueText } from '../controls/settingWords';
import { WidthsControl } from '../controls/WidthsControl';
import { applies } from '../experiment/applies';
import type { Config } from '../experiment/config';
import { rowOf } from '../experiment/schema';
import { specOf } from '../experiment/specOf';
import { Term } from '../glossary/Term';
import type { Words } from '../i18n/words';
import { layoutOf } from '../model/compile';
import { hasClosedForm } from '../model/predicates';
import type { ModelSpec } from '../model/spec';
import { step } from '../state/actions';
import { useHides } from '../state/hidden';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { type Diagram, diagramOf, parametersOf, type Stack, stagesOf } from './diagram';
import styles from './ModelDiagram.module.css';
import { ArrowRight, DiscriminatorInput, LabelInput, Mask, Shape } from './ModelDiagramParts';
import { type Opened, Stage, type StageFrame } from './ModelStage';
import { readCorrupted, readInput, readOutput, whenCorrupted, whenInput, whenOutput } from './modelImages';
import { openOneStep } from './oneStep/opened';
import { Picture } from './Picture';

interface PartProps {
  frame: StageFrame;
  spec: ModelSpec;
  diagram: Diagram;
}

/** `below`: content after the parts of the model. */
export function ModelDiagram({ below }: { below?: ReactNode }) {
  const { t } = useWords();
  const config = useStore((s) => s.config);
  const spec = specOf(config);
  const [opened, open] = useState<Opened>(null);
  const diagram = diagramOf(spec);
  const parts = stagesOf(diagram);
  const part = { frame: { parts, opened, open }, spec, diagram };
  const { encoder, decoder, discriminator } = diagram;
  const all = opened === 'all';
  const fixed = useHides('settings');
  return (
    <>
      <div className={classes(layout.column, layout.rest, layout.scrolls, styles.diagram)}>
        <ModelOrigin />
        {encoder && <Input {...part} />}
        {encoder && <Encoder {...part} stack={encoder} />}
        {diagram.latent ? (
          <Latent {...part} />
        ) : (
          <p className={classes(styles.noLatent, text.small, text.quiet)}>{t('model.noLatent')}</p>
        )}
        {decoder && <Decoder {...part} stack={decoder} />}
        <Output {...part} />
        {discriminator && <Discriminator {...part} stack={discriminator} />}
        <Training {...part} />
        {below}
      </div>
      <div className={classes(layout.row, layout.wrap, layout.apart, layout.fixed)}>
        {!fixed && (
          <Button look="quiet" aria-expanded={all} onClick={() => open(all ? null : 'all')}>
            {t(all ? 'settings.fewer' : 'settings.all')}
            <Icon name={all ? 'up' : 'down'} size={16} />
          </Button>
        )}
        <span className={classes(text.small, text.quiet)}>
          {t('model.total', { count: layoutOf(spec).size })}
        </span>
      </div>
    </>
  );
}

/** How large an image is. */
const pixelsText = ({ data: { side, channels } }: ModelSpec, { t }: Words) =>
  channels === 1 ? t('model.pixels', { count: side * side }) : t('model.colour', { side });

function Input({ frame, spec, diagram }: PartProps) {
  const words = useWords();
  const { t } = words;
  const corrupted = spec.corruption === 'gaussian' ? 'model.corrupted.gaussian' : 'model.corrupted';
  return (
    <Stage
      frame={frame}
      stage="image"
      concept="input"
      name={t('model.image')}
      detail={pixelsText(spec, words)}
      picture={
        <>
          <Picture name={t('model.input')} concept="input" read={readInput} subscribe={whenInput} />
          {diagram.corrupted && (
            <>
              <ArrowRight />
              <Picture name={t(corrupted)} concept="input" read={readCorrupted} subscribe={whenCorrupted} />
            </>
          )}
        </>
      }
    />
  );
}

const isFixed = ({ style }: Stack): boolean => style === 'matrix' || style === 'single';

interface StackStageProps extends PartProps {
  stack: Stack;
  stage: 'encoder' | 'decoder' | 'discriminator';
  name: string;
  title: ReactNode;
  /** The label of the layer editor, if it is not that of the setting. */
  label?: string;
  aside?: ReactNode;
  detail?: ReactNode;
  tools?: ReactNode;
}

/** A part with layers: its shape, and the editor of its widths. */
function StackStage(props: StackStageProps) {
  const { stack, stage, spec, label, detail, ...rest } = props;
  const words = useWords();
  const { t, number } = words;
  const widths = spec[stage];
  const editor = isFixed(stack)
    ? undefined
    : {
        key: stage,
        of: (
          <WidthsControl
            name={stage}
            label={label}
            layers={stack.style === 'convolutions' ? 'convolutions' : 'dense'}
            notes={stack.hidden.map((layer) => (
              <span key={layer.name} className={classes(layout.row, text.small, text.quiet)}>
                {stack.style === 'masked' && <Mask layer={layer} />}
                {t('model.total', { count: parametersOf(spec, [layer]) })}
              </span>
            ))}
          />
        ),
      };
  const empty = t(stack.style === 'matrix' ? 'model.components' : 'widths.none');
  return (
    <Stage
      {...rest}
      stage={stage}
      concept={stage}
      detail={
        stack.normalised ? (
          <>
            {detail}
            {optionText('normalisation', 'group', words)}
          </>
        ) : (
          detail
        )
      }
      editor={editor}
      shape={<Shape stack={stack} widths={widths} texts={widths.map(number.plain)} empty={empty} />}
    />
  );
}

function Encoder(part: PartProps & { stack: Stack }) {
  const { t } = useWords();
  const masked = part.stack.style === 'masked';
  const name = t(masked ? 'model.masked' : 'model.encoder');
  return (
    <StackStage
      {...part}
      stage="encoder"
      name={name}
      title={<Term id={masked ? 'autoregressive' : 'encoder'}>{name}</Term>}
      label={masked ? t('widths.masked') : undefined}
      aside={part.diagram.conditional && <LabelInput />}
    />
  );
}

function Decoder(part: PartProps & { stack: Stack }) {
  const { t } = useWords();
  const generator = part.diagram.latent === 'prior';
  const name = t(generator ? 'model.generator' : 'model.decoder');
  return (
    <StackStage
      {...part}
      stage="decoder"
      name={name}
      title={<Term id={generator ? 'generator' : 'decoder'}>{name}</Term>}
      label={generator ? t('widths.generator') : undefined}
      aside={part.diagram.conditional && <LabelInput />}
    />
  );
}

/** The inputs that it classifies, and buttons that train one of the two networks alone. */
function Discriminator(part: PartProps & { stack: Stack }) {
  const { t } = useWords();
  const { classifies, conditional } = part.diagram;
  return (
    <StackStage
      {...part}
      stage="discriminator"
      name={t('model.discriminator')}
      title={<Term id="discriminator">{t('model.discriminator')}</Term>}
      detail={
        <span className={classes(layout.row, layout.wrap)}>
          {classifies === 'codes' ? (
            <>
              <DiscriminatorInput concept="latent">z</DiscriminatorInput>
              <DiscriminatorInput concept="input">{t('model.prior')}</DiscriminatorInput>
            </>
          ) : (
            <>
              <DiscriminatorInput concept="decoder">{t('model.made')}</DiscriminatorInput>
              <DiscriminatorInput concept="input">{t('model.real')}</DiscriminatorInput>
              {conditional && <DiscriminatorInput concept="ink-2">{t('model.label')}</DiscriminatorInput>}
            </>
          )}
        </span>
      }
      tools={
        <fieldset className={layout.row} aria-label={t('run.turns')}>
          <Button look="small" title={t('run.stepD.hint')} onClick={() => void step(1, 'discriminator')}>
            {t('run.stepD')}
          </Button>
          <Button look="small" title={t('run.stepG.hint')} onClick={() => void step(1, 'generator')}>
            {t('run.stepG')}
          </Button>
        </fieldset>
      }
    />
  );
}

/** Settings that constrain the code; the first one that applies is always visible. */
const KNOBS: readonly (keyof Config)[] = ['beta', 'penaltyWeight'];

function Latent({ frame, spec, diagram }: PartProps) {
  const { t } = useWords();
  const config = useStore((s) => s.config);
  const knob = KNOBS.find((key) => applies(key, config));
  return (
    <Stage
      frame={frame}
      stage="latent"
      concept="latent"
      name={t('model.latent')}
      title={<Term id="latent-space">{t('model.latent')}</Term>}
      aside={<span className={text.ink}>{t('model.numbers', { count: spec.latent })}</span>}
      detail={
        <>
          {diagram.latent === 'prior' && t('model.heads.prior')}
          {diagram.latent === 'distribution' && t('model.heads.vae')}
          {diagram.latent === 'point' && <Code spec={spec} />}
        </>
      }
      knob={knob}
    >
      {(open) =>
        knob && (
          <div className={classes(text.ink, styles.knob)}>
            <Control name={knob} help={open ? 'below' : 'hint'} />
          </div>
        )
      }
    </Stage>
  );
}

/** How the encoder computes a code that is a point. */
function Code({ spec }: { spec: ModelSpec }) {
  const words = useWords();
  const { t } = words;
  if (hasClosedForm(spec)) return t('model.heads.pca');
  if (spec.code === 'linear') return t('model.heads.ae');
  return t('model.heads.code', { code: optionText('code', spec.code, words) });
}

function Output({ frame, spec, diagram }: PartProps) {
  const words = useWords();
  const { t } = words;
  const { encoder, classifies } = diagram;
  const classifiesImages = classifies === 'images';
  return (
    <Stage
      frame={frame}
      stage="output"
      concept="decoder"
      name={t(encoder ? 'plane.reconstruction' : 'model.image')}
      detail={pixelsText(spec, words)}
      picture={
        <>
          <Picture
            name={t(encoder ? 'model.output' : 'model.generated')}
            concept="decoder"
            read={readOutput}
            subscribe={whenOutput}
          />
          {classifiesImages && !encoder && (
            <Picture name={t('model.input')} concept="input" read={readInput} subscribe={whenInput} />
          )}
        </>
      }
    />
  );
}

/** Learning rate, batch size and seed on one line. */
function Training({ frame, spec }: PartProps) {
  const words = useWords();
  const { t } = words;
  const { learningRate, batch, seed } = useStore((s) => s.config);
  const rate = rowOf('learningRate');
  const images = rowOf('batch');
  const learns = !hasClosedForm(spec);
  return (
    <Stage
      frame={frame}
      stage="training"
      concept="ink-2"
      name={t('settings.training')}
      aside={
        <Button look="small" title={t('slowly.open.hint')} aria-haspopup="dialog" onClick={openOneStep}>
          {t('slowly.open')}
        </Button>
      }
      detail={
        learns && rate.kind === 'number' && images.kind === 'number'
          ? t('model.training', {
              rate: valueText(rate, learningRate, words),
              batch: valueText(images, batch, words),
              seed: String(seed),
            })
          : t('settings.none')
      }
    />
  );
}
