/** The pieces of the model diagram: the shape of a stack of layers, masks, and small arrows. */
import type { ReactNode } from 'react';
import type { Layer } from '../model/layout';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { maskOutline, outline, type Stack, sideOf } from './diagram';
import styles from './ModelDiagram.module.css';

/** The name of a colour token. */
export type Concept = 'input' | 'encoder' | 'latent' | 'decoder' | 'discriminator' | 'ink-2';
export const inColour = (concept: Concept) => ({ color: `var(--${concept})` });

/** The widths of a stack's layers, in front of its outline. */
export function Shape(props: {
  stack: Stack;
  /** The widths of the hidden layers, as numbers and as text. */
  widths: readonly number[];
  texts: readonly string[];
  /** Shown if there are no hidden layers. */
  empty: string;
}) {
  const { stack, widths, texts, empty } = props;
  const layers = stack.style === 'convolutions' ? stack.hidden : [];
  const sides = layers.map((layer, i) => sideOf(layer, widths[i]));
  const units = layers.length > 0 ? sides.map((side) => side ** 2) : widths;
  return (
    <div className={classes(layout.under, layout.centre, styles.shape)}>
      <svg className={layout.over} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <polygon
          points={outline(stack.from, units, stack.to)}
          fill="color-mix(in srgb, currentColor 14%, var(--paper))"
          stroke="currentColor"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {texts.map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is identified by its position
        <span key={i}>
          {width}
          {sides[i] !== undefined && ` × ${sides[i]}²`}
        </span>
      ))}
      {widths.length === 0 && <span>{empty}</span>}
    </div>
  );
}

/** The weights that a masked layer keeps: inputs from left to right, outputs from top to bottom. */
export function Mask({ layer }: { layer: Layer }) {
  const { t } = useWords();
  if (layer.kind !== 'masked') return null;
  return (
    <svg
      width={26}
      height={26}
      style={inColour('encoder')}
      viewBox="0 0 100 100"
      role="img"
      aria-label={t('model.mask')}
    >
      <rect
        x="0"
        y="0"
        width="100"
        height="100"
        fill="none"
        stroke="currentColor"
        vectorEffect="non-scaling-stroke"
      />
      <polygon points={maskOutline(layer.reach, layer.outputs)} fill="currentColor" fillOpacity={0.5} />
    </svg>
  );
}

/** Marks a part that gets the label as an input. */
export function LabelInput() {
  const { t } = useWords();
  return (
    <span
      className={classes(layout.row, layout.close, text.small, text.quiet, styles.label)}
      title={t('model.label.hint')}
    >
      {t('model.label')}
      <Arrow d="M1,5H10V14" head="M6.5,10.5L10,14L13.5,10.5" />
    </span>
  );
}

/** One of the inputs of the discriminator, in the colour of its origin. */
export function DiscriminatorInput({ concept, children }: { concept: Concept; children: ReactNode }) {
  return (
    <span className={classes(layout.row, layout.close, text.strong)} style={inColour(concept)}>
      <Arrow d="M8,2V14" head="M4.5,10.5L8,14L11.5,10.5" />
      {children}
    </span>
  );
}

/** Points from an image to the next one. */
export const ArrowRight = () => <Arrow d="M1,8H14" head="M10.5,4.5L14,8L10.5,11.5" />;

function Arrow({ d, head }: { d: string; head: string }) {
  return (
    <svg
      className={classes(layout.fixed, layout.middle)}
      width={16}
      height={16}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      aria-hidden="true"
    >
      <path d={d} />
      <path d={head} />
    </svg>
  );
}
