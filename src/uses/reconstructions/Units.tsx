/**
 * The code coordinate by coordinate, below the reconstructions: which are active, and which have collapsed.
 */

import { useEffect, useState } from 'react';
import type { WordsWith } from '../../i18n/words';
import { live } from '../../state/live';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { createDrawer } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { axisName } from '../../views/words';
import styles from './Units.module.css';
import { hasUnits, readUnits, type UnitsReading } from './units';
import { words as ofUse } from './words';

/** The codes change many times a second; nobody reads faster than this. */
const EVERY_MS = 250;
/** This many collapsed coordinates are named, the others counted. */
const NAMED = 4;
/** Up to this many bars have their number below. */
const NUMBERED = 12;
/** Every bar is at least this high, so that it is visible. */
const LEAST = 0.03;

export function Units() {
  const words = useWords(ofUse);
  const { t, number } = words;
  const [reading, setReading] = useState<UnitsReading | null>(null);
  useEffect(() => {
    const drawer = createDrawer(() => {
      const { run } = useStore.getState();
      const { points } = live.get();
      // Random weights have not collapsed: nothing has been learned yet.
      const learned = hasUnits(run.spec) && points !== null && points.step > 0;
      setReading(learned ? readUnits(run.spec, run.config.sparsity, points) : null);
      return false;
    }, EVERY_MS);
    drawer.mark();
    const stops = [
      drawer.stop,
      live.subscribe('points', drawer.mark),
      useStore.subscribe((s, before) => {
        if (s.run.spec !== before.run.spec || s.run.config !== before.run.config) drawer.hurry();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  if (!reading) return null;
  const { kind, bars } = reading;
  const name = t(kind === 'kl' ? 'units.kl' : 'units.activation');
  const values = [...bars].map((value, i) => valueText(kind, i, value, words));
  return (
    <figure style={{ color: `var(--${kind === 'kl' ? 'kl' : 'latent'})` }}>
      <div className={classes(layout.row, layout.apart)}>
        <span>{name}</span>
        <span className={text.quiet}>
          {kind === 'kl'
            ? t('units.kl.top', { value: number.fixed(reading.top, 1) })
            : number.fixed(reading.top, 2)}
        </span>
      </div>
      <Bars
        reading={reading}
        name={values.length > NUMBERED ? name : `${name}: ${values.join('; ')}`}
        values={values}
      />
      {bars.length <= NUMBERED && (
        <div className={classes(text.quiet, styles.numbers)} aria-hidden="true">
          {values.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate is identified by its index
            <span key={i}>{bars.length > 4 ? i + 1 : axisName(i)}</span>
          ))}
        </div>
      )}
      <figcaption className={classes(layout.column, text.quiet)}>
        {kind === 'kl' ? <Collapse {...reading} /> : <Sparsity {...reading} />}
      </figcaption>
    </figure>
  );
}

function valueText(
  kind: UnitsReading['kind'],
  i: number,
  value: number,
  { t, number }: WordsWith<typeof ofUse>,
): string {
  return t(kind === 'kl' ? 'units.kl.bar' : 'units.activation.bar', {
    axis: axisName(i),
    value: number.fixed(value, 2),
  });
}

function Bars({ reading, name, values }: { reading: UnitsReading; name: string; values: string[] }) {
  const { bars, top, target, inactive } = reading;
  const gap = bars.length > NUMBERED ? 0.15 : 0.25;
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${bars.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={name}
    >
      {values.map((value, i) => {
        const height = Math.max(LEAST, Math.min(1, bars[i] / top));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate is identified by its index
          <g key={i}>
            <rect
              fill={inactive.includes(i) ? 'var(--rule-strong)' : 'currentColor'}
              // Paler, so that the line of the target stands out.
              opacity={target === null ? 1 : 0.6}
              x={i + gap / 2}
              y={1 - height}
              width={1 - gap}
              height={height}
            />
            {/* A target for the pointer, however low the bar is. */}
            <rect x={i} y={0} width={1} height={1} fill="transparent">
              <title>{value}</title>
            </rect>
          </g>
        );
      })}
      {target !== null && (
        <line
          stroke="var(--ink)"
          strokeWidth={1.5}
          strokeDasharray="4 3"
          x1={0}
          x2={bars.length}
          y1={1 - target / top}
          y2={1 - target / top}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

function Collapse({ bars, inactive }: UnitsReading) {
  const { t, locale } = useWords(ofUse);
  const all = bars.length;
  const names = inactive.map(axisName);
  const more = names.length - NAMED;
  const listed = more > 1 ? [...names.slice(0, NAMED), t('units.more', { count: more })] : names;
  return (
    <>
      <strong className={text.ink} title={t('units.kl.hint')}>
        {t('units.kl.active', { count: all - inactive.length, all })}
      </strong>
      {inactive.length > 0 && (
        <span title={t('units.kl.collapsed.hint')}>
          {t('units.kl.collapsed', { list: inOneLine(locale, listed) })}
        </span>
      )}
    </>
  );
}

/** A list in the form of the language; with commas where the browser does not support it. */
const inOneLine = (locale: string, items: string[]) =>
  'ListFormat' in Intl ? new Intl.ListFormat(locale).format(items) : items.join(', ');

function Sparsity({ bars, active, inactive, target }: UnitsReading) {
  const { t, number } = useWords(ofUse);
  const code = useStore((s) => s.run.spec.code);
  const mean = bars.reduce((sum, value) => sum + value, 0) / bars.length;
  const hint = t(code === 'relu' ? 'units.activation.hint.relu' : 'units.activation.hint.sigmoid');
  return (
    <>
      <strong className={text.ink} title={hint}>
        {t('units.activation.active', { share: number.percent(active, 0) })}
      </strong>
      {target !== null && (
        <span>
          {t('units.activation.target', { mean: number.fixed(mean, 2), target: number.fixed(target, 2) })}
        </span>
      )}
      {inactive.length > 0 && <span>{t('units.activation.neverOn', { count: inactive.length })}</span>}
    </>
  );
}
