/**
 * The images decoded at the stops of the path: which way it takes, how far each stop is from the data, and the
 * cross-fade in pixel space for comparison.
 */

import { type ReactNode, useEffect, useRef } from 'react';
import { INTERPOLATIONS } from '../experiment/look';
import { crossFade } from '../latent/pixelMetric';
import { hasEncoder } from '../model/predicates';
import { partOf, sizeNow } from '../state/form';
import { pathNow } from '../state/path';
import { changePath, changeWalk, chooseWaypoint, removeWaypoint } from '../state/probes';
import { decodePublished } from '../state/published';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { Select } from '../ui/Field';
import { FRAME_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useWords } from '../ui/words';
import styles from './Filmstrip.module.css';
import { Measures, useMeasured, whenPath } from './PathMeasures';
import { PathOptions } from './PathOptions';
import { Cell, Sheet } from './Sheet';
import { useDrawing } from './useDrawing';
import { usePlayed } from './usePlayed';

/** Reused in every frame, to spare the garbage collector during a drag. */
let scratch = new Float32Array(0);
function pixelsOf(count: number): Float32Array {
  const size = count * sizeNow();
  if (scratch.length < size) scratch = new Float32Array(size);
  return scratch;
}

/** `files`: what saves the path, in the panel of its options. */
export function Filmstrip({ files }: { files: ReactNode }) {
  const { t } = useWords();
  const some = useStore((s) => s.path !== null);
  const waypoints = useStore((s) => s.path?.join('') ?? '');
  const stops = useStore((s) => s.look.path.stops);
  const crossFade = useStore((s) => s.walk.crossFade);
  return (
    <section aria-label={t('plane.path')}>
      {some ? (
        <>
          <header className={classes(layout.row, layout.wrap, layout.close, styles.ends)}>
            {[...waypoints].map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a waypoint is identified by its place
              <Waypoint key={index} index={index} last={waypoints.length - 1} name={name} />
            ))}
            <InterpolationChoice />
            <span className={classes(layout.row, layout.joined, layout.last)}>
              <PlayButton />
              <PathOptions files={files} />
            </span>
          </header>
          <Strip key={stops} stops={stops} />
          {crossFade && <CrossFade key={`fade${stops}`} stops={stops} />}
          <Measures />
        </>
      ) : (
        <p className={text.quiet}>{t('plane.pathNone')}</p>
      )}
    </section>
  );
}

function Waypoint({ index, last, name }: { index: number; last: number; name: string }) {
  const { t } = useWords();
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  const label =
    index === 0
      ? t('plane.pathFromProbe')
      : index === last
        ? t('plane.pathToProbe')
        : t('path.via', { number: index });
  return (
    <>
      {index > 0 && <span aria-hidden="true">→</span>}
      <Select
        small
        className={classes(text.latent, text.strong, styles.waypoint)}
        aria-label={label}
        value={name}
        onChange={({ currentTarget: { value } }) =>
          useStore.setState(value === '' ? removeWaypoint(index) : chooseWaypoint(index, value))
        }
      >
        {[...names].map((one) => (
          <option key={one}>{one}</option>
        ))}
        {last > 1 && <option value="">{t('path.skip')}</option>}
      </Select>
    </>
  );
}

function InterpolationChoice() {
  const { t } = useWords();
  const chosen = useStore((s) => s.look.path.interpolation);
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  return (
    <Select
      small
      className={styles.interpolation}
      aria-label={t('path.interpolation')}
      title={t(`path.${chosen}.help`)}
      value={chosen}
      onChange={({ currentTarget: { value } }) => {
        const interpolation = INTERPOLATIONS.find((one) => one === value);
        if (!interpolation) return;
        useStore.setState(changePath({ interpolation }));
        // There is nothing to see of a free-hand path before it is drawn.
        useStore.setState(changeWalk({ drawing: interpolation === 'drawn' }));
      }}
    >
      {INTERPOLATIONS.map((one) => (
        <option key={one} value={one} disabled={one === 'data' && !encodes}>
          {t(`path.${one}`)}
        </option>
      ))}
    </Select>
  );
}

function PlayButton() {
  const { t } = useWords();
  const playing = useStore((s) => s.walk.playing);
  usePlayed();
  return (
    <IconButton
      icon={playing ? 'pause' : 'play'}
      size={16}
      name={t(playing ? 'path.pause' : 'path.play')}
      onClick={() => useStore.setState(changeWalk({ playing: !playing }))}
    />
  );
}

function Strip({ stops }: { stops: number }) {
  const words = useWords();
  const { t, number } = words;
  const strip = useRef<HTMLUListElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const shape = { columns: stops, rows: 1, gap: 0 };
  const sheet = useDrawing(
    (painter) => {
      const path = pathNow();
      if (!path) return false;
      const pixels = pixelsOf(stops);
      const some = decodePublished(path.stops, pixels, stops);
      for (let i = 0; i < stops; i++) painter.paint(some ? partOf(pixels, i) : null, i);
      return false;
    },
    { sheet: shape, every: FRAME_INTERVAL, when: whenPath },
    [stops],
  );
  useEffect(
    () =>
      useStore.subscribe(({ pathStep }, before) => {
        if (pathStep === before.pathStep) return;
        const shown = pathStep === null ? -1 : Math.round(pathStep);
        for (const [step, item] of [...(strip.current?.children ?? [])].entries())
          if (item instanceof HTMLElement) item.dataset.lit = String(step === shown);
        if (slider.current && shown >= 0) slider.current.value = String(shown + 1);
      }),
    [],
  );
  useMeasured(
    (measures) => {
      const gaps = measures?.gaps;
      const scale = gaps ? Math.max(...gaps, SMALL_GAP) : 1;
      for (const [i, item] of [...(strip.current?.children ?? [])].entries()) {
        if (!(item instanceof HTMLElement)) continue;
        const gap = gaps?.[i];
        const name =
          gap === undefined
            ? t('plane.frame', { step: i + 1, steps: stops })
            : t('path.frameGap', { step: i + 1, steps: stops, gap: number.fixed(gap, 2) });
        item.style.setProperty('--gap-height', gap === undefined ? '0%' : `${10 + 90 * (gap / scale)}%`);
        item.title = name;
      }
    },
    [words],
  );
  const show = (step: number | null) => useStore.setState({ pathStep: step });
  return (
    <div className={styles.strip}>
      <Sheet shape={shape} canvas={sheet} list={strip}>
        {Array.from({ length: stops }, (_, step) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a stop is identified by its place
            key={step}
            onPointerEnter={() => show(step)}
            onPointerLeave={() => show(null)}
          >
            <Cell of="decoder" name={t('plane.frame', { step: step + 1, steps: stops })} title={undefined} />
            {encodes && <span className={styles.gap} aria-hidden="true" />}
          </li>
        ))}
      </Sheet>
      <VisuallyHidden
        as="input"
        ref={slider}
        type="range"
        min={1}
        max={stops}
        defaultValue={1}
        aria-label={t('path.position')}
        onChange={({ currentTarget }) => show(currentTarget.valueAsNumber - 1)}
        onFocus={({ currentTarget }) => show(currentTarget.valueAsNumber - 1)}
        onBlur={() => show(null)}
      />
    </div>
  );
}

/** Where no gap is larger than this, in latent units, the bars do not fill their height. */
const SMALL_GAP = 0.1;

/** The cross-fade of the images of the waypoints, at the same stops. */
function CrossFade({ stops }: { stops: number }) {
  const { t } = useWords();
  const shape = { columns: stops, rows: 1, gap: 0 };
  const sheet = useDrawing(
    (painter) => {
      const path = pathNow();
      if (!path) return false;
      const { breaks, latent, curve, t: places } = path;
      const ends = new Float64Array(breaks.length * latent);
      breaks.forEach((place, i) => {
        curve.at(place, ends, i * latent);
      });
      const size = sizeNow();
      const images = new Float32Array(breaks.length * size);
      if (!decodePublished(ends, images, breaks.length)) return false;
      const image = (i: number) => partOf(images, i, size);
      const mixed = new Float32Array(size);
      places.forEach((place, i) => {
        const after = Math.max(
          1,
          breaks.findIndex((at, k) => k > 0 && place <= at),
        );
        const [from, to] = [breaks[after - 1], breaks[after]];
        crossFade(image(after - 1), image(after), to > from ? (place - from) / (to - from) : 0, mixed);
        painter.paint(mixed, i);
      });
      return false;
    },
    { sheet: shape, every: FRAME_INTERVAL, when: whenPath },
    [stops],
  );
  return (
    <figure className={styles.fade}>
      <Sheet shape={shape} canvas={sheet} label={t('path.crossFade')}>
        {Array.from({ length: stops }, (_, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stop is identified by its place
          <li key={step}>
            <Cell of="input" name={t('path.fadeFrame', { step: step + 1, steps: stops })} title={undefined} />
          </li>
        ))}
      </Sheet>
      <figcaption className={classes(text.small, text.quiet)}>{t('path.crossFade.help')}</figcaption>
    </figure>
  );
}
