/** An SVG figure that fills its container and is rendered again when the container is resized. */
import { type ComponentProps, type ReactNode, useEffect, useRef, useState } from 'react';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import styles from './Plot.module.css';

export interface Size {
  width: number;
  height: number;
  /** Pixels per sixteenth of the page's font size, so that distances grow with the text. */
  unit: number;
}

interface PlotProps extends Omit<ComponentProps<'div'>, 'children'> {
  /** A description of the figure. */
  name: string;
  /** Called once the container has a size. */
  draw: (size: Size) => ReactNode;
  /** Content on top of the figure. */
  children?: (size: Size) => ReactNode;
}

export function Plot({ name, draw, children, className, ...rest }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 0, height: 0, unit: 1 });
  useEffect(() => {
    if (!place.current) return;
    const sizes = new ResizeObserver(([{ contentRect }]) => {
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
      setSize({ width: contentRect.width, height: contentRect.height, unit });
    });
    sizes.observe(place.current);
    return () => sizes.disconnect();
  }, []);
  const picture = size.width > 0 && draw(size);
  return (
    <div {...rest} ref={place} className={classes(layout.under, layout.high, styles.plot, className)}>
      {picture && (
        <svg className={layout.over} role="img" aria-label={name}>
          {picture}
        </svg>
      )}
      {picture && children?.(size)}
    </div>
  );
}

/**
 * A tick of a horizontal axis at height `y`, with its number below; at the edges the number stays within
 * `width`.
 */
export function TickBelow({ x, y, width, text }: { x: number; y: number; width: number; text: string }) {
  // About half as wide as it will be.
  const half = Math.max(14, 4.5 * text.length);
  const anchor = x > width - half ? 'end' : x < half ? 'start' : 'middle';
  return (
    <g transform={`translate(${x})`}>
      <line className={styles.axis} y1={y} y2={y + 4} />
      <text y={y} dy="1.15em" textAnchor={anchor}>
        {text}
      </text>
    </g>
  );
}

/** A rule across the figure, from `x1` to `x2`; at the bottom of a figure it is the axis. */
export function Rule({ y, x1, x2, axis = false }: { y: number; x1: number; x2: number; axis?: boolean }) {
  return <line className={axis ? styles.axis : styles.rule} x1={x1} x2={x2} y1={y} y2={y} />;
}
