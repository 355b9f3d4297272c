/** The pieces that the model diagram is drawn with: what carries layers, and the small arrows between parts. */
import type { ReactNode } from 'react';
import type { Layer } from '../model/layout';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { maskOutline, outline, type Stack, sheetsOf, sideOf } from './diagram';
import styles from './ModelDiagram.module.css';

/** Whose colour a part has: a token's name. */
export type Concept = 'input' | 'encoder' | 'latent' | 'decoder' | 'discriminator' | 'ink-2';
export const inColour = (concept: Concept) => ({ color: `var(--${concept})` });

/** What lies behind the layers of a stack, in its concept's colour. `widths` are those of its hidden layers. */
export function Carrier({
  stack,
  widths,
  concept,
  upwards = false,
}: {
  stack: Stack;
  widths: readonly number[];
  concept: Concept;
  /** Numbers come in at the lower edge. */
  upwards?: boolean;
}) {
  if (stack.style === 'convolutions') return <Sheets stack={stack} widths={widths} concept={concept} />;
  const points = upwards
    ? outline(stack.to, widths.toReversed(), stack.from)
    : outline(stack.from, widths, stack.to);
  return (
    <svg
      className={classes(layout.over, styles.outline)}
      style={inColour(concept)}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polygon points={points} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

/** A row's height in the editor of layers, in its two densities. */
const ROW = { few: 40, many: 30 };
/** Pixels on the screen for a pixel of an image. */
const SCALE = 2;

/** Convolutions as the images that they make: squares that shrink, one behind the other. */
function Sheets({ stack, widths, concept }: { stack: Stack; widths: readonly number[]; concept: Concept }) {
  const row = widths.length > 2 ? ROW.many : ROW.few;
  return (
    <svg
      className={classes(layout.over, styles.sheets)}
      style={inColour(concept)}
      height={row * widths.length}
      aria-hidden="true"
    >
      {stack.hidden.map((layer, i) => {
        const side = sideOf(layer, widths[i]);
        const size = Math.min(SCALE * side, row - 12);
        const sheets = sheetsOf(widths[i]);
        return (
          <g key={layer.name}>
            {Array.from({ length: sheets }, (_, k) => (
              <rect
                // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place in the stack
                key={k}
                x={30 - size / 2 + 3 * (sheets - 1 - k)}
                y={row * (i + 0.5) - size / 2 + 4 - 2 * (sheets - 1 - k)}
                width={size}
                height={size}
              />
            ))}
            <text x={64} y={row * (i + 0.5) + 4}>
              {side}²
            </text>
          </g>
        );
      })}
    </svg>
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
      className={classes(layout.row, text.sized, text.quiet, styles.flow, styles.label)}
      title={t('model.label.hint')}
    >
      {t('model.label')}
      <Arrow d="M1,5H10V14" head="M6.5,10.5L10,14L13.5,10.5" />
    </span>
  );
}

/** An arrow up into the discriminator; `children` names its input. */
export function DiscriminatorInput({
  concept,
  bent = false,
  children,
}: {
  concept: Concept;
  bent?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={classes(layout.row, text.sized, text.strong, styles.flow)} style={inColour(concept)}>
      {bent ? (
        <Arrow d="M0,11H8V2" head="M4.5,5.5L8,2L11.5,5.5" />
      ) : (
        <Arrow d="M8,15V2" head="M4.5,5.5L8,2L11.5,5.5" />
      )}
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
