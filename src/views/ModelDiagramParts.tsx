/** The pieces that the model's picture is drawn with: the shape of a stack of layers, masks, and small arrows. */
import type { ReactNode } from 'react';
import type { Layer } from '../model/layout';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { maskOutline, outline, type Stack, sideOf } from './diagram';
import styles from './ModelDiagram.module.css';

/** Whose colour a part has: a token's name. */
export type Concept = 'input' | 'encoder' | 'latent' | 'decoder' | 'discriminator' | 'ink-2';
export const inColour = (concept: Concept) => ({ color: `var(--${concept})` });

/** The layers of a stack with their widths, over the shape that they narrow or widen to. */
export function Shape(props: {
  stack: Stack;
  /** Those of its hidden layers, as numbers and as they are written. */
  widths: readonly number[];
  texts: readonly string[];
  /** Said where there are none. */
  empty: string;
}) {
  const { stack, widths, texts, empty } = props;
  const layers = stack.style === 'convolutions' ? stack.hidden : [];
  const sides = layers.map((layer, i) => sideOf(layer, widths[i]));
  const units = layers.length > 0 ? sides.map((side) => side ** 2) : widths;
  return (
    <div className={styles.shape}>
      <svg
        className={classes(layout.over, styles.outline)}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <polygon points={outline(stack.from, units, stack.to)} vectorEffect="non-scaling-stroke" />
      </svg>
      {texts.map((width, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the stack
        <span key={i}>
          {width}
          {sides[i] !== undefined && ` × ${sides[i]}²`}
        </span>
      ))}
      {widths.length === 0 && <span>{empty}</span>}
    </div>
  );
}

/** Which weights a masked layer keeps: inputs from left to right, outputs from top to bottom. */
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

/** The label joins here. */
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

/** One of the inputs of the discriminator, in the colour of where it comes from. */
export function DiscriminatorInput({ concept, children }: { concept: Concept; children: ReactNode }) {
  return (
    <span className={classes(layout.row, layout.close, text.strong)} style={inColour(concept)}>
      <Arrow d="M8,2V14" head="M4.5,10.5L8,14L11.5,10.5" />
      {children}
    </span>
  );
}

/** To the right: from an image to what has been made of it. */
export const Onward = () => <Arrow d="M1,8H14" head="M10.5,4.5L14,8L10.5,11.5" />;

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
