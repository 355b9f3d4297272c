/**
 * The losses during training: the objective, the chart, and beside it a table of values that is also the legend. The
 * chart draws outside React, at most once a frame and only when something has changed.
 */
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Words } from '../i18n/words';
import { termsOf } from '../model/compile';
import type { Hyper, ModelSpec } from '../model/spec';
import type { Series, Term } from '../state/series';
import { Button } from '../ui/Button';
import { Choices } from '../ui/Choices';
import { classes } from '../ui/classes';
import { CALM_INTERVAL, createDrawer, type Drawer } from '../ui/frame';
import layout from '../ui/layout.module.css';
import { Popover } from '../ui/Popover';
import { onTheme } from '../ui/palette';
import { capture, onDensity } from '../ui/pointer';
import { takesWheel } from '../ui/scrolling';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { type Beside, besideTerm, extentOf, type Interval } from './domain';
import styles from './LossChart.module.css';
import { LossTable } from './LossTable';
import { type CanvasLook, lookOf, pointerStep } from './lossCanvas';
import { drawLosses, onSide, type Panel, type SetName, type Side, sidesOf } from './lossPicture';
import { inDigits, shortNames, termNames, whenOf } from './lossWords';
import { movePlayhead, type Past } from './playhead';
import { type ReadOut, readOutAt } from './readOut';
import { type ChartAxis, pannedSteps, shareAt, stepAtShare, zoomedSteps } from './steps';

/** New losses are drawn ten times a second at most. */
const REDRAW_MS = 100;
/** The table follows the chart at a slower pace, since nobody can read sixty numbers a second. */
const READ_OUT_MS = 150;

export interface LossChartProps {
  series: Series;
  /** The losses of another run, drawn as one line; null: none. */
  beside: Beside | null;
  /** A new run has other steps: zoom and cursor are reset. */
  runId: number;
  spec: ModelSpec;
  /** The training settings used last. */
  hyper: Hyper;
  /** Steps per epoch; 0 before there is data. */
  stepsPerEpoch: number;
  /** The losses in the table: those of the step under the pointer, or the latest. */
  readOut: ReadOut | null;
  /** Called when the table should show others, at its own pace. Must be a stable function. */
  onReadOut: (readOut: ReadOut | null) => void;
  /** The steps that can be shown again; with fewer than two, there is no playhead. */
  past: Past;
  /** Controls beside the options of the chart. */
  controls: ReactNode;
  /** Content above the chart, such as the equation. */
  children: ReactNode;
  /** A row between it and the chart, which gets the chart's axis by `onAxis` when it is drawn. */
  row: ReactNode;
  onAxis: (axis: ChartAxis | null) => void;
}

export function LossChart(given: LossChartProps) {
  const { series, beside, runId, spec, hyper, stepsPerEpoch, readOut, onReadOut, past, controls, children } =
    given;
  const { row, onAxis } = given;
  const words = useWords();
  const { t, number } = words;

  const [hidden, setHidden] = useState<ReadonlySet<Term | SetName>>(new Set());
  const [inEpochs, setInEpochs] = useState(false);
  const [log, setLog] = useState(false);
  /** The visible steps; null for all. */
  const [zoom, setZoom] = useState<Interval | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [brush, setBrush] = useState<Interval | null>(null);
  const [scrubbing, setScrubbing] = useState(false);
  const scrubs = past.steps.length > 1;

  const [preferredSide, setSide] = useState<Side>('error');

  const canvas = useRef<HTMLCanvasElement>(null);
  /** The panels as last drawn. */
  const panels = useRef<Panel[]>([]);
  const drawer = useRef<Drawer>(null);

  const all = useMemo(() => termsOf(spec), [spec]);
  const sides = useMemo(() => sidesOf(all), [all]);
  const side = sides.includes(preferredSide) ? preferredSide : sides[0];
  const terms = useMemo(() => onSide(all, side).filter((term) => !hidden.has(term)), [all, side, hidden]);
  const sets = useMemo(() => (['train', 'test'] as const).filter((set) => !hidden.has(set)), [hidden]);
  const epochs = inEpochs && stepsPerEpoch > 0;
  const wanted = {
    beside,
    terms,
    sets,
    zoom,
    log,
    cursor,
    brush,
    past: scrubs ? past : null,
    unit: epochs ? stepsPerEpoch : 1,
    labels: {
      x: t(epochs ? 'loss.epochs' : 'loss.steps'),
      y: {
        loss: t('loss.axis.loss'),
        kl: t('loss.axis.kl'),
        cost: t('loss.axis.cost'),
        game: t('loss.axis.game'),
        probability: t('loss.axis.probability'),
      },
      terms: shortNames(words, spec),
    },
    number,
  };
  const props = useRef(wanted);
  props.current = wanted;
  const full = () => extentOf(allOf(series, props.current.beside));
  const shown = (): Interval | null => zoom ?? full();

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    let look: CanvasLook | null = null;
    const created = createDrawer(
      () => {
        look ??= lookOf(element);
        const { density, ...place } = look;
        context.setTransform(density, 0, 0, density, 0, 0);
        const range = props.current.zoom ?? extentOf(allOf(series, props.current.beside));
        if (range) {
          panels.current = drawLosses(context, { ...props.current, ...place, series, range });
          const frames = panels.current.map(({ frame }) => frame);
          const left = frames[0]?.left ?? 0;
          const right = Math.max(0, ...frames.map((frame) => frame.left + frame.width));
          onAxis({ range, left, width: right - left, panels: frames.length });
        } else {
          context.clearRect(0, 0, place.width, place.height);
          onAxis(null);
        }
        return false;
      },
      REDRAW_MS,
      CALM_INTERVAL,
    );
    drawer.current = created;
    // New losses wait for the next redraw; the reader's actions do not.
    const lookAnew = () => {
      look = null;
      created.hurry();
    };
    const sizes = new ResizeObserver(lookAnew);
    sizes.observe(element);
    const cleanups = [
      series.subscribe(created.mark),
      onTheme(lookAnew),
      onDensity(lookAnew),
      () => sizes.disconnect(),
      created.stop,
    ];
    created.mark();
    return () => {
      for (const cleanup of cleanups) cleanup();
    };
  }, [series, onAxis]);

  useEffect(() => {
    const report = () => onReadOut(readOutAt(series, cursor ?? past.shown));
    // The table is updated at its own pace.
    const later = createDrawer(
      () => {
        report();
        return false;
      },
      READ_OUT_MS,
      CALM_INTERVAL,
    );
    const unsubscribe = series.subscribe(later.mark);
    report();
    return () => {
      unsubscribe();
      later.stop();
    };
  }, [series, cursor, past.shown, onReadOut]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run has other steps
  useEffect(() => {
    setZoom(null);
    setCursor(null);
  }, [runId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: everything that the drawing depends on
  useEffect(
    () => drawer.current?.hurry(),
    [terms, sets, zoom, log, cursor, brush, epochs, past.shown, past.steps, beside, t],
  );

  // React adds passive wheel listeners, which cannot keep the page from scrolling.
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const range = props.current.zoom ?? extentOf(allOf(series, props.current.beside));
      const all = extentOf(allOf(series, props.current.beside));
      const at = range && pointerStep(element, panels.current, range, event);
      if (!range || !all || at === null || !takesWheel(event)) return;
      event.preventDefault();
      setZoom(orAll(zoomedSteps(range, all, at, 1.002 ** event.deltaY), all));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [series]);

  const stepUnder = (event: PointerEvent<HTMLElement>): number | null => {
    const range = shown();
    return range && canvas.current && pointerStep(canvas.current, panels.current, range, event.nativeEvent);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const at = event.button === 0 ? stepUnder(event) : null;
    if (at === null) return;
    capture(event.currentTarget, event.pointerId);
    if (scrubs && !event.shiftKey) {
      setScrubbing(true);
      past.onShow(at);
    } else setBrush([at, at]);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const at = stepUnder(event);
    if (brush && at !== null) setBrush([brush[0], at]);
    if (scrubbing && at !== null) past.onShow(at);
    // The table shows the losses at the playhead while it moves.
    setCursor(scrubbing ? null : at);
  };
  const onPointerUp = () => {
    const range = shown();
    setScrubbing(false);
    setBrush(null);
    if (!brush || !range) return;
    const [from, to] = [Math.min(...brush), Math.max(...brush)];
    // Less than a fiftieth of the width is a click, not a selection.
    if (shareAt(range, to) - shareAt(range, from) > 1 / 50 && to - from >= 2) setZoom([from, to]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = full();
    const range = shown();
    if (!all || !range || event.altKey || event.metaKey || event.ctrlKey) return;
    if (scrubs && movePlayhead(past, event.key)) {
      setCursor(null);
      event.preventDefault();
      return;
    }
    const at = Math.round(cursor ?? range[1]);
    // The same distance on the screen everywhere, but at least one step.
    const stepBy = (fiftieths: number) => {
      const to = Math.round(stepAtShare(range, shareAt(range, at) + fiftieths / 50));
      return to === at ? at + Math.sign(fiftieths) : to;
    };
    const moved = {
      ArrowLeft: stepBy(-1),
      ArrowDown: stepBy(-1),
      ArrowRight: stepBy(1),
      ArrowUp: stepBy(1),
      PageDown: stepBy(-10),
      PageUp: stepBy(10),
      Home: all[0],
      End: all[1],
    }[event.key];
    if (moved !== undefined) {
      const next = Math.min(all[1], Math.max(all[0], moved));
      setCursor(next);
      if (zoom && next < zoom[0]) setZoom(pannedSteps(zoom, all, zoom[0], next));
      if (zoom && next > zoom[1]) setZoom(pannedSteps(zoom, all, zoom[1], next));
    } else if (event.key === '+' || event.key === '=') setZoom(orAll(zoomedSteps(range, all, at, 0.5), all));
    else if (event.key === '-') setZoom(orAll(zoomedSteps(range, all, at, 2), all));
    else if (event.key === 'Escape' || event.key === '0') {
      setZoom(null);
      setCursor(null);
      past.onLatest();
    } else return;
    event.preventDefault();
  };

  const toggle = (what: Term | SetName) => {
    const next = new Set(hidden);
    if (!next.delete(what)) next.add(what);
    setHidden(next);
  };
  const range = readOut ? shown() : null;
  return (
    <section className={classes(layout.column, layout.high, styles.chart)} aria-label={t('loss.region')}>
      <div className={classes(layout.row, layout.top, layout.fixed, styles.head)}>
        {children}
        <div className={classes(layout.row, layout.close, layout.fixed, layout.last)}>
          {sides.length > 1 && (
            <Choices
              aria-label={t('loss.side')}
              options={sides}
              chosen={side}
              onChoose={setSide}
              textOf={(option) => t(`loss.side.${option}`)}
            />
          )}
          {zoom !== null && (
            <Button look="small" onClick={() => setZoom(null)}>
              {t('loss.resetZoom')}
            </Button>
          )}
          {controls}
          <Popover name={t('loss.options')} icon="more">
            <Check name={t('loss.inEpochs')} checked={inEpochs} onChange={setInEpochs} />
            <Check name={t('loss.log')} checked={log} onChange={setLog} />
          </Popover>
        </div>
      </div>
      {row}
      <div className={classes(layout.rest, styles.body)}>
        <div
          className={classes(layout.rest, layout.under, layout.ownColours, text.sized, styles.plot)}
          role="slider"
          tabIndex={0}
          aria-label={t(scrubs ? 'loss.plot.past' : 'loss.plot')}
          aria-valuemin={Math.floor(range?.[0] ?? 0)}
          aria-valuemax={Math.ceil(range?.[1] ?? 0)}
          aria-valuenow={readOut?.train?.to ?? readOut?.test?.to ?? 0}
          aria-valuetext={readOut ? inWords(readOut, spec, words) : t('loss.empty')}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => {
            setScrubbing(false);
            setBrush(null);
          }}
          onPointerLeave={() => setCursor(null)}
          onDoubleClick={() => setZoom(null)}
          onKeyDown={onKeyDown}
          onBlur={() => setCursor(null)}
        >
          <canvas ref={canvas} className={layout.over} />
          {readOut === null && !beside && (
            <p className={classes(layout.over, layout.centre, text.quiet)}>{t('loss.empty')}</p>
          )}
        </div>
        <LossTable
          spec={spec}
          hyper={hyper}
          terms={all}
          beside={beside && besideTerm(beside) && side === 'error' ? beside.name : null}
          readOut={readOut}
          hidden={hidden}
          onToggle={toggle}
        />
      </div>
    </section>
  );
}

const allOf = ({ train, test }: Series, beside: Beside | null) =>
  beside ? [train, test, beside.train] : [train, test];

function Check(props: { name: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const { name, checked, onChange } = props;
  return (
    <label className={layout.row}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {name}
    </label>
  );
}

/** A zoom that shows everything becomes null, so that the chart continues to follow the run. */
const orAll = (range: Interval, full: Interval): Interval | null =>
  range[0] <= full[0] && range[1] >= full[1] ? null : range;

function inWords(readOut: ReadOut, spec: ModelSpec, words: Words): string {
  const read = readOut.train ?? readOut.test;
  if (!read) return words.t('loss.empty');
  const names = termNames(words, spec);
  const list = termsOf(spec).map((term) => {
    const value = read.values[term];
    return `${names[term]} ${value === undefined ? '–' : inDigits(term, value, words.number)}`;
  });
  const when = whenOf(read, read !== readOut.train, words);
  return words.t('loss.readout', { when, list: words.number.row(list) });
}
