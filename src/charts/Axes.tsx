/** The axes of a small figure: rules with their values on the left, ticks below, and what they measure. */
import { useWords } from '../ui/words';
import { Rule, type Size, TickBelow } from './Plot';

/** Where the data of a figure are drawn, in CSS pixels. */
export interface Area {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What `margin` (in sixteenths of the page's font size) leaves of a figure: at least one pixel. */
export function areaWithin({ width, height, unit }: Size, margin: Area): Area {
  const [left, top] = [margin.left * unit, margin.top * unit];
  return {
    left,
    right: Math.max(left + 1, width - margin.right * unit),
    top,
    bottom: Math.max(top + 1, height - margin.bottom * unit),
  };
}

interface AxisProps {
  scale: (value: number) => number;
  ticks: readonly number[];
  /** The quantity and its unit. */
  label?: string;
  text?: (tick: number) => string;
}

export function Axes({ area, height, x, y }: { area: Area; height: number; x: AxisProps; y: AxisProps }) {
  const { number } = useWords();
  const { left, right, bottom } = area;
  const textOf = ({ text = number.plain }: AxisProps, tick: number) => text(tick);
  return (
    <>
      {y.ticks.map((tick) => (
        <g key={tick}>
          <Rule x1={left} x2={right} y={y.scale(tick)} />
          <text x={left - 4} y={y.scale(tick)} dy="0.35em" textAnchor="end">
            {textOf(y, tick)}
          </text>
        </g>
      ))}
      {x.ticks.map((tick) => (
        <TickBelow key={tick} x={x.scale(tick)} y={bottom} width={right} text={textOf(x, tick)} />
      ))}
      <Rule axis x1={left} x2={right} y={bottom} />
      {y.label !== undefined && (
        <text x={2} dy="0.8em">
          {y.label}
        </text>
      )}
      {x.label !== undefined && (
        <text x={right} y={height - 2} textAnchor="end">
          {x.label}
        </text>
      )}
    </>
  );
}

/** An SVG path through points in CSS pixels. */
export const lineThrough = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x},${y}`).join('');
