/**
 * Scores of two samples on one axis, the images that the reader has brought as marks on it, and the threshold,
 * which is dragged with the mouse or a finger and moved with the keys.
 */

import { scaleLog } from 'd3';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react';
import type { Numbers } from '../../i18n/numbers';
import { capture, placeIn } from '../../ui/pointer';
import styles from './Histogram.module.css';
import { type Histogram as Bars, thresholdAfter, ticksOf } from './reading';

export interface Mark {
  name: string;
  score: number;
  sign: string;
}

const AXIS = 16;
/** Room that a number on the axis takes, what the threshold says of itself, and what is said of what lies beyond. */
const TICK = 48;
const GRIP = 40;
const BEYOND = 140;

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
  /** On the threshold itself. */
  gripText: string;
  number: Numbers;
  /** What scores above the threshold are called. */
  beyond: string;
  onThreshold(nats: number): void;
}) {
  const { histogram, threshold, marks, onThreshold } = props;
  const room = useRef<HTMLDivElement>(null);
  const hatch = useId();
  const [{ width, height }, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!room.current) return;
    const sizes = new ResizeObserver(([{ contentRect }]) => setSize(contentRect));
    sizes.observe(room.current);
    return () => sizes.disconnect();
  }, []);

  const base = Math.max(1, height - AXIS);
  const x = scaleLog().domain(histogram.domain).range([0, width]).clamp(true);
  const y = (share: number) => base - 0.94 * share * base;
  const ticks = ticksOf(histogram.domain, width / TICK);
  const { bars } = histogram;
  const outline = bars
    .map(({ from, to, other }) => `L${x(from).toFixed(1)},${y(other).toFixed(1)}H${x(to).toFixed(1)}`)
    .join('');
  const at = x(threshold);

  function follow(event: PointerEvent<HTMLElement>): void {
    onThreshold(x.invert(Math.min(width, Math.max(0, placeIn(event.currentTarget, event).x))));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const moved = thresholdAfter(event.key, threshold, histogram);
    if (moved === null) return;
    event.preventDefault();
    onThreshold(moved);
  }

  return (
    <div
      ref={room}
      className={styles.room}
      title={props.hint}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        capture(event.currentTarget, event.pointerId);
        follow(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && follow(event)}
    >
      <svg width={width} height={height} role="img" aria-label={`${props.name} (${props.axis})`}>
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line y2="5" className={styles.hatch} />
          </pattern>
        </defs>
        {Number.isFinite(at) && (
          <rect className={styles.beyond} x={at} width={Math.max(0, width - at)} height={base} />
        )}
        {bars.map(({ from, to, test }) => (
          <rect
            key={from}
            className={styles.test}
            x={x(from) + 0.5}
            width={Math.max(0, x(to) - x(from) - 1)}
            y={y(test)}
            height={base - y(test)}
          />
        ))}
        <path className={styles.other} d={`M0,${base}${outline}V${base}`} fill={`url(#${hatch})`} />
        <line className={styles.axis} x2={width} y1={base + 0.5} y2={base + 0.5} />
        {ticks.map((tick) => (
          <g key={tick} transform={`translate(${x(tick)})`}>
            <line className={styles.axis} y1={base} y2={base + 4} />
            <text
              y={height - 1}
              textAnchor={x(tick) > width - 14 ? 'end' : x(tick) < 14 ? 'start' : 'middle'}
            >
              {props.number.plain(tick)}
            </text>
          </g>
        ))}
        {at < width - BEYOND && (
          <text className={styles.called} x={at + GRIP} y={14}>
            {props.beyond}
          </text>
        )}
        {marks.map(({ name, score, sign }) => (
          <g key={name} transform={`translate(${x(score)})`} className={styles.mark}>
            <line y1={20} y2={base} />
            <text y={base + 1} textAnchor="middle">
              {sign}
            </text>
          </g>
        ))}
      </svg>
      {Number.isFinite(at) && (
        <div
          className={styles.threshold}
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
          <span className={styles.grip} data-side={at > width - 60 ? 'left' : 'right'}>
            {props.gripText}
          </span>
        </div>
      )}
    </div>
  );
}
