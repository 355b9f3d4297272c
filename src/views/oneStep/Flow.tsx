/**
 * The step as one drawing: the values of a phase from left to right, filled as far as the stages have come; going
 * backward, the gradients of the same values.
 */

import { useEffect, useRef } from 'react';
import type { ShownValue } from '../../model/oneStep';
import { formNow, sizeNow } from '../../state/form';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cells, pixelCells, tiled } from './Cells';
import { Pixels } from './Forward';
import { natsText } from './format';
import styles from './OneStep.module.css';
import { flowOf, rowOf, type Stage, stageOf } from './stages';
import { words } from './words';

/** In units of the drawing: the height of a part, the width of a hidden layer, and the largest cell. */
const HEIGHT = 4.5;
const WIDTH = 3;
const LARGEST = 0.75;
const units = (length: number) => `calc(${length} * var(--unit))`;

interface FlowProps {
  stages: readonly Stage[];
  at: number;
  /** The name of the present stage. */
  name: string;
}

export function Flow({ stages, at, name }: FlowProps) {
  const { t, number } = useWords(words);
  const { phase, kind: now } = stages[at];
  const arrow = now === 'backward' || now === 'update' ? '←' : '→';
  const backward = now === 'backward' || now === 'update';
  // The forward stages come one after another; what follows them has been through all of them.
  const forward = stages.findIndex(({ kind }) => kind === 'backward');
  const lost = stages.findIndex(({ kind }) => kind === 'loss' || kind === 'backward');
  const reached = new Set(stages.slice(0, at + 1).map(({ kind }) => kind));
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: run when another stage is shown
  useEffect(() => {
    const part = box.current?.querySelector('[data-now="true"]') ?? box.current?.lastElementChild;
    part?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [stages, at]);
  return (
    <div
      ref={box}
      className={classes(layout.row, layout.fixed, styles.flow)}
      role="img"
      aria-label={t('slowly.flow', { stage: name })}
    >
      {flowOf(phase).map(({ value, from }) => {
        const kind = stageOf(value);
        return (
          <div
            key={`${value.role} ${value.layer}`}
            className={classes(layout.row, layout.close)}
            data-now={kind === now}
          >
            {from.length > 0 && (
              <span className={text.quiet}>
                {from !== 'before' && `${from.map(symbolOf).join(', ')} `}
                {arrow}
              </span>
            )}
            <Part
              value={value}
              shows={backward ? 'gradient' : at >= forward || reached.has(kind) ? 'numbers' : null}
            />
          </div>
        );
      })}
      <div className={classes(layout.row, layout.close)} data-now={now === 'loss'}>
        <span className={text.quiet}>{arrow}</span>
        <div className={classes(layout.column, layout.joined, styles.part)}>
          <div className={layout.centre} style={{ height: units(HEIGHT) }}>
            {at >= lost ? natsText(phase.objective, number) : '?'}
          </div>
          <span className={classes(text.small, text.quiet)}>L</span>
        </div>
      </div>
    </div>
  );
}

const SYMBOLS: Partial<Record<ShownValue['role'], string>> = {
  image: 'x',
  corrupted: 'x̃',
  mu: 'μ',
  logVar: 'log σ²',
  z: 'z',
  prior: 'z',
  outputs: 'x̂',
  logit: 's',
};

/** The code of a point is z itself; a hidden layer is written as its width. */
const symbolOf = ({ role, width, maps, distribution }: ShownValue): string =>
  (role === 'mu' && !distribution ? 'z' : SYMBOLS[role]) ??
  (maps ? `${maps.channels} × ${maps.side}²` : String(width));

/** `shows`: null while the value is not computed yet. */
function Part({ value, shows }: { value: ShownValue; shows: 'numbers' | 'gradient' | null }) {
  const { role, width, sources, picture, gradient, numbers, maps } = value;
  const shown = shows === 'gradient' ? gradient : shows && (picture ?? numbers);
  const height = HEIGHT / sources.length;
  const cells = (row: Float64Array) => {
    if (width === sizeNow()) return pixelCells(row, formNow());
    if (maps) return tiled(row, maps.side, maps.channels, Math.ceil(Math.sqrt(maps.channels / 2)));
    return { numbers: row, columns: Math.ceil(Math.sqrt(row.length / 2)) };
  };
  return (
    <div className={classes(layout.column, layout.joined, styles.part)}>
      <div className={classes(layout.column, layout.centre)} style={{ height: units(HEIGHT) }}>
        {sources.map((_, i) => {
          const row = rowOf(shown ?? new Float64Array(numbers.length), width, i);
          const { columns, numbers: arranged } = cells(row);
          const rows = Math.ceil(arranged.length / columns);
          const picturing = width === sizeNow() && shows === 'numbers';
          const size = Math.min(height / rows, picturing ? 1 : WIDTH / columns, LARGEST);
          return picturing ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
            <div key={i} style={{ width: units(height) }}>
              <Pixels of={role === 'outputs' ? 'decoder' : 'input'} numbers={row} name={null} />
            </div>
          ) : (
            <Cells
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
              key={i}
              numbers={arranged}
              columns={columns}
              size={width === sizeNow() ? height / rows : size}
              scale={false}
              name={null}
            />
          );
        })}
      </div>
      <span className={classes(text.small, text.quiet)}>{symbolOf(value)}</span>
    </div>
  );
}
