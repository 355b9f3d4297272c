/**
 * Digits on one canvas, and in front of it a list with a frame and a name for each: `Cell`s, which may have text below
 * them.
 */
import type { ComponentProps, CSSProperties, ReactNode, Ref } from 'react';
import { useForm } from '../state/form';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import type { Sheet as Shape } from './digit';
import styles from './Sheet.module.css';

/** What a digit is; gives the colour of its frame. */
type Concept = 'input' | 'decoder';
const framedAs = (concept: Concept) => ({ '--frame': `var(--${concept})` }) as CSSProperties;

interface SheetProps {
  shape: Shape;
  /** Of an image in pixels, where they are not those of the run. */
  side?: number;
  canvas: Ref<HTMLCanvasElement>;
  label?: string;
  list?: Ref<HTMLUListElement>;
  className?: string;
  /** List items, column by column. */
  children: ReactNode;
}

export function Sheet(props: SheetProps) {
  const { shape, side, canvas, label, list, className, children } = props;
  const { columns, gap } = shape;
  const ofRun = useForm();
  const width = columns * ((side ?? ofRun.side) + gap) - gap;
  return (
    <div
      className={classes(layout.under, styles.sheet, className)}
      style={{ '--columns': columns, '--gap': gap, '--width': width } as CSSProperties}
    >
      <canvas ref={canvas} />
      <ul ref={list} className={classes(layout.under, styles.cells)} aria-label={label}>
        {children}
      </ul>
    </div>
  );
}

interface CellProps {
  of: Concept;
  name: string;
  strong?: boolean;
  className?: string;
  title?: string;
}

export function Cell({ of, name, strong = false, className, title = name }: CellProps) {
  return (
    <span
      className={classes(styles.cell, className)}
      style={framedAs(of)}
      data-strong={strong}
      role="img"
      aria-label={name}
      title={title}
    />
  );
}

/** A cell that is chosen by a click. */
export function CellButton({ of, name, strong = false, ...rest }: CellProps & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.cell}
      style={framedAs(of)}
      data-strong={strong}
      aria-label={name}
      title={name}
    />
  );
}

/** One digit on a canvas of its own, with the frame of its concept. */
export function Digit({ of, className, ...rest }: ComponentProps<'canvas'> & { of: Concept }) {
  return <canvas {...rest} className={classes(styles.digit, className)} style={framedAs(of)} />;
}
