/**
 * Scores of two samples on one axis, the reader's own images as marks on it, and the threshold, which is
 * dragged with the pointer or moved with the keys.
 */

import { scaleLog } from 'd3';
import { type KeyboardEvent, type PointerEvent, useId } from 'react';
import { Plot, Rule, type Size, TickBelow } from '../../charts/Plot';
import type { Numbers } from '../../i18n/numbers';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { capture, placeIn, sizeOf } from '../../ui/pointer';
import styles from './Histogram.module.css';
import { type Histogram as Bars, thresholdAfter, ticksOf } from './scoreStatistics';

export interface Mark {
  name: string;
  score: number;
  sign: string;
}

const AXIS = 16;
/** Widths of a number on the axis, of the threshold's text, and of the text beyond it. */
const TICK = 48;
const GRIP = 40;
const BEYOND = 140;

/** The bars of the two samples. */
const TEST = { fill: 'var(--input)', opacity: 0.75 };
const otherIn = (hatch: string) => ({ stroke: 'var(--ink)', strokeWidth: 1.25, fill: `url(#${hatch})` });

function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line y2="5" stroke="var(--ink)" strokeWidth={1.25} opacity={0.55} />
    </pattern>
  );
}

/** A piece of a sample's bar, for the legend. */
export function Swatch({ of }: { of: 'test' | 'other' }) {
  const hatch = useId();
  return (
    <svg
      className={classes(layout.fixed, layout.ownColours)}
      width="0.75rem"
      height="0.75rem"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      <Hatch id={hatch} />
      <path d="M.6.6h10.8v10.8H.6Z" {...(of === 'test' ? TEST : otherIn(hatch))} />
    </svg>
  );
}

export function Histogram(props: {
  histogram: Bars;
  threshold: number;
  marks: readonly Mark[];
  /** Names, in words. */
  name: string;
  axis: string;
  hint: string;
  thresholdName: string;
  thresholdText: string;
  /** Text on the threshold itself. */
  gripText: string;
  number: Numbers;
  /** The name for scores above the threshold. */
  beyond: string;
  onThreshold(nats: number): void;
}) {
  const { histogram, threshold, marks, onThreshold } = props;
  const hatch = useId();
  const scales = ({ width, height, unit }: Size) => {
    const base = Math.max(1, height - AXIS * unit);
    const x = scaleLog().domain(histogram.domain).range([0, width]).clamp(true);
    return { base, x, at: x(threshold) };
  };

  function follow(event: PointerEvent<HTMLElement>): void {
    const size = sizeOf(event.currentTarget);
    const { x } = placeIn(event.currentTarget, event);
    onThreshold(scales({ ...size, unit: 1 }).x.invert(Math.min(size.width, Math.max(0, x))));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = thresholdAfter(event.key, threshold, histogram);
    if (moved === null) return;
    event.preventDefault();
    onThreshold(moved);
  }

  function draw(size: Size) {
    const { width, unit } = size;
    const { base, x, at } = scales(size);
    const { bars } = histogram;
    const y = (share: number) => base - 0.94 * share * base;
    const outline = bars
      .map(({ from, to, other }) => `L${x(from).toFixed(1)},${y(other).toFixed(1)}H${x(to).toFixed(1)}`)
      .join('');
    return (
      <>
        <Hatch id={hatch} />
        {Number.isFinite(at) && (
          <rect fill="var(--recon)" opacity={0.08} x={at} width={Math.max(0, width - at)} height={base} />
        )}
        {bars.map(({ from, to, test }) => (
          <rect
            key={from}
            {...TEST}
            x={x(from) + 0.5}
            width={Math.max(0, x(to) - x(from) - 1)}
            y={y(test)}
            height={base - y(test)}
          />
        ))}
        <path {...otherIn(hatch)} d={`M0,${base}${outline}V${base}`} />
        <Rule axis x1={0} x2={width} y={base + 0.5} />
        {ticksOf(histogram.domain, width / (TICK * unit))
          // At the edge, a text would be moved onto its neighbour.
          .filter((tick) => x(tick) < width - (TICK / 2) * unit)
          .map((tick) => (
            <TickBelow key={tick} x={x(tick)} y={base} width={width} text={props.number.plain(tick)} />
          ))}
        {at < width - BEYOND * unit && (
          <text style={{ fill: 'var(--recon)' }} x={at + GRIP * unit} y={14 * unit}>
            {props.beyond}
          </text>
        )}
        {marks.map(({ name, score, sign }) => (
          <g key={name} transform={`translate(${x(score)})`} className={styles.mark}>
            <line stroke="var(--latent)" strokeWidth={2} y1={20} y2={base} />
            <text y={base + 1} textAnchor="middle">
              {sign}
            </text>
          </g>
        ))}
      </>
    );
  }

  function overIt(size: Size) {
    const { base, at } = scales(size);
    return (
      Number.isFinite(at) && (
        <div
          className={classes(layout.inside, styles.threshold)}
          style={{ left: at, height: base }}
          role="slider"
          tabIndex={0}
          aria-label={props.thresholdName}
          aria-valuemin={Math.floor(histogram.domain[0])}
          aria-valuemax={Math.ceil(histogram.domain[1])}
          aria-valuenow={Math.round(threshold)}
          aria-valuetext={props.thresholdText}
          onKeyDown={onKeyDown}
        >
          <span className={styles.grip} data-side={at > size.width - 60 * size.unit ? 'left' : 'right'}>
            {props.gripText}
          </span>
        </div>
      )
    );
  }

  return (
    <Plot
      name={`${props.name} (${props.axis})`}
      draw={draw}
      className={classes(layout.ownColours, styles.room)}
      title={props.hint}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        capture(event.currentTarget, event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      {overIt}
    </Plot>
  );
}
