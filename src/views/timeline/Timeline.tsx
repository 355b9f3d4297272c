/**
 * Small pictures of the plane at earlier steps, above the losses, each at its step; a click shows that step. Each is
 * drawn once, when it is new.
 */
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { create } from 'zustand';
import type { ChartAxis } from '../../charts/steps';
import { specOf } from '../../experiment/specOf';
import type { Directions } from '../../latent/slice';
import { replay, showStep } from '../../state/actions';
import { live } from '../../state/live';
import { offersSteps } from '../../state/pretrainedSteps';
import { snapshotAt } from '../../state/snapshots';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import { onTheme } from '../../ui/palette';
import { densityOf } from '../../ui/pointer';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { hiddenOf } from '../plane/classFilter';
import { drawPicture, type Pictured } from './picture';
import { axisOf, type Place, placesOf } from './places';
import styles from './Timeline.module.css';

/** The axis of the chart below, as it was drawn last. */
export const useChartAxis = create<{ axis: ChartAxis | null }>()(() => ({ axis: null }));

/** Of a picture, in units of the text's size; and the width of a digit, with its share of the separators. */
const EM = { gap: 0.3, digit: 0.62 };

export function Timeline() {
  const { t, number } = useWords();
  const row = useRef<HTMLElement>(null);
  const { steps } = useStore((s) => s.snapshots);
  const offered = useStore(offersSteps);
  /** Before there are snapshots, the present model stands for itself. */
  const present = useStore((s) => (s.snapshots.steps.length === 0 ? s.run.step : null));
  const current = useStore((s) => {
    const last = s.snapshots.steps.at(-1) ?? s.run.step;
    return s.shownStep ?? (s.run.step === last ? last : null);
  });
  const [size, setSize] = useState({ width: 0, height: 0, em: 13 });
  const [places, setPlaces] = useState<Place[]>([]);
  const all = useMemo(() => (present === null ? steps : [present]), [steps, present]);

  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const measure = () => {
      const em = Number.parseFloat(getComputedStyle(element).fontSize);
      setSize({ width: element.clientWidth, height: element.clientHeight, em });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const side = Math.max(0, size.height - 2);
  useLayoutEffect(() => {
    const place = () => {
      const { axis } = useChartAxis.getState();
      const numbered = axis?.panels !== 1;
      const { gap, digit } = EM;
      const textOf = (step: number) => (gap + digit * number.plain(step).length) * size.em;
      const widthOf = (step: number) => side + (numbered ? textOf(step) : 0);
      const next =
        side > 0 && size.width > side
          ? placesOf(
              all,
              axisOf(axis, all, size.width, side, textOf(all.at(-1) ?? 0)),
              size.width,
              side,
              widthOf,
            )
          : [];
      setPlaces((before) => (sameJson(before, next) ? before : next));
    };
    place();
    return useChartAxis.subscribe(place);
  }, [all, size, side, number]);

  const numbered = useChartAxis(({ axis }) => axis?.panels !== 1);
  return (
    <section
      ref={row}
      className={classes(layout.under, layout.fixed, text.sized, styles.timeline)}
      aria-label={t('timeline.region')}
      data-timeline
    >
      {side > 0 && (offered ? all.length < 2 : present !== null) && (
        <div className={classes(layout.row, layout.high, text.quiet)} style={{ width: places[0]?.left }}>
          {offered ? (
            <Button
              look="small"
              className={text.oneLine}
              style={{ maxWidth: '100%' }}
              onClick={() => void replay()}
            >
              {t('timeline.load')}
            </Button>
          ) : (
            t('timeline.empty')
          )}
        </div>
      )}
      {places.map(({ step, left }) => (
        <Step key={step} step={step} left={left} side={side} numbered={numbered} current={step === current} />
      ))}
    </section>
  );
}

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

interface StepProps extends Place {
  side: number;
  numbered: boolean;
  current: boolean;
}

const Step = memo(function Step({ step, left, side, numbered, current }: StepProps) {
  const { t, number } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const snapshot = useStore(() => snapshotAt(step));
  const directions = useDirections();
  const shown = useStore((s) => s.look.classes);
  const label = useStore((s) => s.label);
  const labels = useStore((s) => s.data.test?.labels);
  useEffect(() => {
    const element = canvas.current;
    if (!element || side <= 0) return;
    const draw = () => {
      const density = densityOf(element);
      element.width = element.height = Math.round(side * density);
      const pictured = picturedAt(step);
      const hidden = hiddenOf(shown);
      const known = labels ?? live.latest().points?.labels ?? null;
      if (pictured) drawPicture(element, pictured, { directions, labels: known, hidden, label });
    };
    draw();
    const stops = [onTheme(draw), ...(snapshot ? [] : [live.subscribe('points', draw)])];
    return () => {
      for (const stop of stops) stop();
    };
  }, [step, snapshot, side, directions, shown, label, labels]);
  return (
    <button
      type="button"
      className={classes(layout.row, layout.close, layout.inside, styles.step)}
      style={{ left }}
      aria-label={t('timeline.step', { step })}
      aria-current={current || undefined}
      title={t('timeline.step', { step })}
      onClick={() => showStep(step)}
    >
      <canvas ref={canvas} className={layout.ownColours} style={{ width: side, height: side }} />
      {numbered && number.plain(step)}
    </button>
  );
});

/** Those of the plane; the same object while they are the same. */
function useDirections(): Directions {
  const slice = useStore((s) => s.slice);
  const known = useRef<Directions>(slice);
  const same = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((x, i) => x === b[i]);
  if (!same(known.current.u, slice.u) || !same(known.current.v, slice.v)) known.current = slice;
  return known.current;
}

/** The model at a step: of a snapshot, or while there are none as it is published. */
function picturedAt(step: number): Pictured | null {
  const snapshot = snapshotAt(step);
  if (snapshot) return { ...snapshot, spec: specOf(snapshot.config) };
  const { weights, points } = live.latest();
  return weights && { spec: useStore.getState().run.spec, decoder: weights.decoder, points };
}
