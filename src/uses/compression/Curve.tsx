/** The rate–distortion curve: bytes of a code against similarity, with the chosen rate marked. */
import { scaleLinear, scaleLog } from 'd3';
import { Plot, Rule, type Size, TickBelow } from '../../charts/Plot';
import type { Numbers } from '../../i18n/numbers';

export interface RatePoint {
  bits: number;
  bytes: number;
  psnr: number;
}

const COLOUR = 'var(--latent)';
const MARGIN = { left: 36, right: 8, top: 18, bottom: 28 };

export function Curve(props: {
  points: readonly RatePoint[];
  chosen: number;
  name: string;
  labels: { x: string; y: string };
  number: Numbers;
}) {
  const { points, chosen, labels, number } = props;
  const bytes = points.map((p) => p.bytes);
  const levels = points.map((p) => p.psnr);

  function draw({ width, height, unit }: Size) {
    if (points.length < 2) return null;
    const [left, top] = [MARGIN.left * unit, MARGIN.top * unit];
    const right = Math.max(left + 1, width - MARGIN.right * unit);
    const bottom = Math.max(top + 1, height - MARGIN.bottom * unit);
    const x = scaleLog()
      .base(2)
      .domain([Math.min(...bytes), Math.max(...bytes)])
      .range([left, right]);
    const [least, most] = [Math.min(...levels), Math.max(...levels)];
    // Half a decibel at least, so that a flat curve looks flat.
    const y = scaleLinear()
      .domain([Math.min(least, most - 0.5), most])
      .nice(3)
      .range([bottom, top]);
    const marked = points.find((p) => p.bits === chosen);
    const step = Math.max(1, Math.ceil((5 * 34 * unit) / (right - left)));
    const ticks = x.ticks(5).filter((tick) => Number.isInteger(Math.log2(tick)));
    return (
      <>
        {y.ticks(3).map((tick) => (
          <g key={tick}>
            <Rule x1={left} x2={right} y={y(tick)} />
            <text x={left - 4} y={y(tick)} dy="0.35em" textAnchor="end">
              {number.plain(tick)}
            </text>
          </g>
        ))}
        {ticks
          .filter((_, i) => i % step === 0)
          .map((tick) => (
            <TickBelow
              key={tick}
              x={x(tick)}
              y={bottom}
              width={width}
              text={tick < 1 ? `1/${1 / tick}` : number.plain(tick)}
            />
          ))}
        <Rule axis x1={left} x2={right} y={bottom} />
        <text x={2} dy="0.8em">
          {labels.y}
        </text>
        <text x={right} y={height - 2} textAnchor="end">
          {labels.x}
        </text>
        <path
          fill="none"
          stroke={COLOUR}
          strokeWidth={1.5}
          d={points.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.bytes)},${y(p.psnr)}`).join('')}
        />
        {points.map((p) => (
          <circle key={p.bits} fill={COLOUR} cx={x(p.bytes)} cy={y(p.psnr)} r={2} />
        ))}
        {marked && (
          <circle
            fill="var(--paper)"
            stroke={COLOUR}
            strokeWidth={2.5}
            cx={x(marked.bytes)}
            cy={y(marked.psnr)}
            r={5}
          />
        )}
      </>
    );
  }

  return <Plot name={props.name} draw={draw} />;
}
