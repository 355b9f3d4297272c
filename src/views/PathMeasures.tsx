/** What is known about the path, in one line, and when it changes. */
import { useRef } from 'react';
import type { Words } from '../i18n/words';
import { hasEncoder } from '../model/predicates';
import { live } from '../state/live';
import { measurePath, onPath, type PathMeasures, pathNow } from '../state/path';
import { changeWalk } from '../state/probes';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { TEXT_INTERVAL } from '../ui/frame';
import text from '../ui/text.module.css';
import { useDrawer, type When } from '../ui/useDrawer';
import { useWords } from '../ui/words';
import { PEN_ID } from './plane/PathPen';

/** Everything that the images along the path depend on. */
export const whenPath: When = (mark) => [
  live.subscribe('weights', mark),
  onPath(mark),
  useStore.subscribe((s, before) => {
    const same =
      s.run.spec === before.run.spec &&
      s.label === before.label &&
      s.probes === before.probes &&
      s.path === before.path &&
      s.slice.u === before.slice.u &&
      s.slice.v === before.slice.v &&
      s.look.path === before.look.path;
    if (!same) mark();
  }),
];

/** The lengths of the path and its largest distance from the data, in one line. */
export function Measures() {
  const words = useWords();
  const line = useRef<HTMLParagraphElement>(null);
  const empty = useStore((s) => s.look.path.interpolation === 'drawn' && s.look.path.drawn.length === 0);
  const drawing = useStore((s) => s.walk.drawing);
  const noCodes = useStore((s) => s.look.path.interpolation === 'data' && !hasEncoder(s.run.spec));
  useMeasured(
    (measures) => {
      if (line.current) line.current.textContent = measures ? sentence(measures, words) : '';
    },
    [words],
  );
  return (
    <>
      {drawing && (
        <p className={text.small}>
          {words.t('path.drawHelp')}{' '}
          <Button look="small" onClick={() => document.getElementById(PEN_ID)?.focus()}>
            {words.t('path.drawByKeys')}
          </Button>
        </p>
      )}
      {empty && !drawing && (
        <Button look="small" onClick={() => useStore.setState(changeWalk({ drawing: true }))}>
          {words.t('path.drawAgain')}
        </Button>
      )}
      {noCodes && <p className={text.small}>{words.t('path.data.none')}</p>}
      <p
        ref={line}
        className={classes(text.small, text.quiet, text.twoLines)}
        title={words.t('path.measures.help')}
      />
    </>
  );
}

function sentence({ gaps, latent, pixels, straight }: PathMeasures, { t, number }: Words): string {
  const length = number.fixed(latent, 2);
  const lengths =
    pixels === null
      ? t('path.length', { length })
      : straight === null
        ? t('path.lengths', { length, pixels: number.fixed(pixels, 1) })
        : t('path.lengthsBoth', {
            length,
            pixels: number.fixed(pixels, 1),
            straight: number.fixed(straight, 1),
          });
  if (!gaps) return lengths;
  const far = t('path.farthest', { gap: number.fixed(Math.max(...gaps), 2) });
  return [lengths, far].join(t('text.betweenSentences'));
}

/** New weights alone are measured this often, in ms. */
const MEASURE_MS = 2000;
let measured: { path: ReturnType<typeof pathNow>; at: number; weights: unknown; value: PathMeasures } | null =
  null;

/** The measures of the path now, computed once for all who show them. */
function measuresNow(): PathMeasures | null {
  const path = pathNow();
  if (!path) return null;
  const { weights } = live.get();
  const now = performance.now();
  const old = measured?.path !== path || (measured.weights !== weights && now - measured.at > MEASURE_MS / 2);
  if (!measured || old) measured = { path, at: now, weights, value: measurePath(path) };
  return measured.value;
}

/** Calls `show` with the measures whenever they may have changed, in frames with text. */
export function useMeasured(show: (measures: PathMeasures | null) => void, deps: readonly unknown[]): void {
  useDrawer(
    () => show(measuresNow()),
    (mark) => {
      let waiting: ReturnType<typeof setTimeout> | undefined;
      const later = () => {
        waiting ??= setTimeout(() => {
          waiting = undefined;
          mark();
        }, MEASURE_MS);
      };
      const [weights, ...others] = whenPath(mark);
      weights();
      return [
        ...others,
        live.subscribe('weights', later),
        live.subscribe('points', later),
        () => clearTimeout(waiting),
      ];
    },
    TEXT_INTERVAL,
    deps,
  );
}
