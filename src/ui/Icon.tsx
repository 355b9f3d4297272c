/**
 * The page's icons: strokes on a 20 × 20 grid. They have no accessible name, so they are always next to text or inside
 * a named button.
 */

import layout from './layout.module.css';

const paths = {
  play: 'M7 4.5v11l9-5.5z',
  pause: 'M7 5v10M13 5v10',
  step: 'M5 5v10l7-5zM15 5v10',
  reset: 'M5 10a5.5 5.5 0 1 0 1.8-4M6.5 2.8v3.6h3.6',
  dice: 'M4 4h12v12H4zM7.4 7.4h.01M12.6 7.4h.01M10 10h.01M7.4 12.6h.01M12.6 12.6h.01',
  compare: 'M3 4.5h6v11H3zM11 4.5h6v11h-6z',
  plus: 'M10 5v10M5 10h10',
  minus: 'M5 10h10',
  warn: 'M10 3l7.5 13.5h-15zM10 8.5v3.5M10 14.4h.01',
  check: 'M4 10.5l4 4 8-9',
  checked: 'M3 1h14q2 0 2 2v14q0 2-2 2H3q-2 0-2-2V3q0-2 2-2zM5 10.5l3.5 3.5 6.5-7.5',
  unchecked: 'M3 1h14q2 0 2 2v14q0 2-2 2H3q-2 0-2-2V3q0-2 2-2z',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  down: 'M6 8l4 4 4-4',
  up: 'M6 12l4-4 4 4',
  fit: 'M4 7.5V4h3.5M12.5 4H16v3.5M16 12.5V16h-3.5M7.5 16H4v-3.5',
  layers: 'M10 3l7 3.8-7 3.8-7-3.8zM3 10.2l7 3.8 7-3.8M3 13.6l7 3.8 7-3.8',
  slice: 'M2.5 13.5l5-7h10l-5 7zM10 2.5v5.5M10 13.5v4',
  share:
    'M8.3 11.7l3.4-3.4M9 6.5l1.8-1.8a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5l-1.8 1.8a3.2 3.2 0 0 1-4.5-4.5L6.5 9',
  save: 'M10 3.5v9M6.5 9.3l3.5 3.5 3.5-3.5M4 16.5h12',
  open: 'M3 15.5v-11h5l1.5 2H17v9z',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  help: 'M7.2 7.6a2.8 2.8 0 1 1 4.2 2.5c-.9.6-1.4 1.1-1.4 2.1M10 15h.01',
  lessons: 'M2.5 8L10 4.5 17.5 8 10 11.5zM5.5 9.6v4c2.8 2 6.2 2 9 0v-4M17.5 8v5',
  about: 'M10 9.2v4.6M10 6.3h.01M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15z',
  glossary:
    'M10 5.5c-1.6-1.3-4-1.8-7-1.5v11.5c3-.3 5.4.2 7 1.5 1.6-1.3 4-1.8 7-1.5V4c-3-.3-5.4.2-7 1.5zM10 5.5V17',
  language:
    'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM2.5 10h15M10 2.5c2 2 3 4.5 3 7.5s-1 5.5-3 7.5c-2-2-3-4.5-3-7.5s1-5.5 3-7.5',
  light:
    'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7l1.3 1.3M14 14l1.3 1.3M4.7 15.3L6 14M14 6l1.3-1.3',
  dark: 'M16.5 11.8A7 7 0 1 1 8.2 3.5a5.6 5.6 0 0 0 8.3 8.3z',
  projector: 'M2.5 7h15v8h-15zM12.5 11a2.2 2.2 0 1 0 0-.01M5.5 15v2M14.5 15v2M5.5 10h2.5',
  lighter: 'M4 16L15.5 4.5c1.5 4-.5 9-5 9.5H6.5M8 12l4.5-.5M10 8.5V6.5',
  system: 'M3 4h14v9.5H3zM7 16.5h6M10 13.5v3',
} as const;
export type IconName = keyof typeof paths;

/** `size` is in pixels at the browser's default font size of 16 px. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={layout.fixed}
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 20 20"
      fill={name === 'play' ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={name === 'pause' || name === 'more' ? 3 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
