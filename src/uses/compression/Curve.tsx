/** The rate–distortion curve: bytes of a code against similarity, with the chosen rate marked. */
import { scaleLinear, scaleLog } from 'd3';
import { Axes, areaWithin, lineThrough } from '../../charts/Axes';
import { Plot, type Size } from '../../charts/Plot';
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

  function draw(size: Size) {
    if (points.length < 2) return null;
    const area = areaWithin(size, MARGIN);
    const x = scaleLog()
      .base(2)
      .domain([Math.min(...bytes), Math.max(...bytes)])
      .range([area.left, area.right]);
    const [least, most] = [Math.min(...levels), Math.max(...levels)];
    // Half a decibel at least, so that a flat curve looks flat.
    const y = scaleLinear()
      .domain([Math.min(least, most - 0.5), most])
      .nice(3)
      .range([area.bottom, area.top]);
    const marked = points.find((p) => p.bits === chosen);
    const step = Math.max(1, Math.ceil((5 * 34 * size.unit) / (area.right - area.left)));
    const ticks = x.ticks(5).filter((tick) => Number.isInteger(Math.log2(tick)));
    return (
      <>
        <Axes
          area={area}
          height={size.height}
          x={{
            scale: x,
            ticks: ticks.filter((_, i) => i % step === 0),
            label: labels.x,
            text: (tick) => (tick < 1 ? `1/${1 / tick}` : number.plain(tick)),
          }}
          y={{ scale: y, ticks: y.ticks(3), label: labels.y }}
        />
        <path
          fill="none"
          stroke={COLOUR}
          strokeWidth={1.5}
          d={lineThrough(points.map((p) => [x(p.bytes), y(p.psnr)]))}
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
