/**
 * Numbers as coloured cells: orange above 0, blue below, paper at 0; with the ends of the scale in numbers. What a
 * picture shows is also in its name.
 */

import { useEffect, useRef } from 'react';
import type { ImageForm } from '../../experiment/dataShape';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { channels, onTheme, palette } from '../../ui/palette';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import styles from './OneStep.module.css';
import { words } from './words';

/** Without a name, a picture is part of a drawing that has one. */
export const named = (name: string | null) =>
  name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };

interface CellsProps {
  /** NaN: no cell. */
  numbers: ArrayLike<number>;
  columns: number;
  name: string | null;
  /** The number that has the full colour; that with the largest size by default. */
  most?: number;
  /** The width of a cell in rem, or in `--unit`. */
  size?: number;
  /** Whether the scale stands below. */
  scale?: boolean;
}

export const mostOf = (numbers: ArrayLike<number>): number =>
  Array.from(numbers).reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);

export function Cells({
  numbers,
  columns,
  name,
  most = mostOf(numbers),
  size = 0.25,
  scale = true,
}: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = () => {
      if (canvas.current) paint(canvas.current, numbers, columns, most);
    };
    draw();
    return onTheme(draw);
  }, [numbers, columns, most]);
  return (
    <figure
      className={classes(layout.column, styles.figure)}
      style={{ width: `calc(${columns * size} * var(--unit, 1rem))`, maxWidth: '100%' }}
    >
      <canvas ref={canvas} {...named(name)} />
      {scale && <Scale numbers={numbers} most={most} />}
    </figure>
  );
}

const BELOW = 'var(--kl), ';

/** The colours between the lowest and the highest number; from 0 where none is below it. */
export function Scale({ numbers, most }: { numbers: ArrayLike<number>; most: number }) {
  const { t, number } = useWords(words);
  const signed = Array.from(numbers).some((value) => value < 0);
  const most3 = number.rounded(most, 3);
  const [low, high] = [signed ? `−${most3}` : '0', most3];
  return (
    <figcaption
      className={classes(layout.row, layout.close, text.small, text.quiet)}
      title={t('slowly.scale', { low, high })}
    >
      {low}
      <span
        className={styles.scale}
        style={{
          background: `linear-gradient(to right, ${signed ? BELOW : ''}var(--raised), var(--decoder))`,
        }}
      />
      {high}
    </figcaption>
  );
}

function paint(canvas: HTMLCanvasElement, numbers: ArrayLike<number>, columns: number, most: number): void {
  const rows = Math.ceil(numbers.length / columns);
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context) return;
  const { paper, decoder, kl } = palette();
  const [at0, above, below] = [paper, decoder, kl].map(channels);
  const image = context.createImageData(columns, rows);
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i];
    if (Number.isNaN(value)) continue;
    const end = value < 0 ? below : above;
    const share = most > 0 ? Math.min(1, Math.abs(value) / most) : 0;
    for (let c = 0; c < 3; c++) image.data[4 * i + c] = at0[c] + share * (end[c] - at0[c]);
    image.data[4 * i + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** Channels (side × side, channels last) side by side as one picture, with a gap between them. */
export function tiled(
  numbers: ArrayLike<number>,
  side: number,
  channelCount: number,
  perRow: number,
): { numbers: Float64Array; columns: number } {
  const across = Math.min(perRow, channelCount);
  const columns = across * (side + 1) - 1;
  const rows = Math.ceil(channelCount / across) * (side + 1) - 1;
  const out = new Float64Array(columns * rows).fill(Number.NaN);
  for (let i = 0; i < side ** 2 * channelCount; i++) {
    const [place, c] = [Math.floor(i / channelCount), i % channelCount];
    const row = Math.floor(c / across) * (side + 1) + Math.floor(place / side);
    const column = (c % across) * (side + 1) + (place % side);
    out[row * columns + column] = numbers[i];
  }
  return { numbers: out, columns };
}

/** The pixels of an image, one picture for each channel. */
export const pixelCells = (numbers: ArrayLike<number>, { side, channels }: ImageForm) =>
  tiled(numbers, side, channels, channels);
