/**
 * The latent plane: the decoded manifold, the test points and the probes. React renders the frame and reacts to slow
 * state; everything that moves is drawn by the renderer (`plane/planeRenderer.ts`).
 */
import { type ComponentType, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { specOf } from '../experiment/specOf';
import { wordsOf } from '../i18n/words';
import { onPlane } from '../latent/slice';
import type { Square } from '../math/viewport';
import { hasEncoder } from '../model/predicates';
import { useFlowShown } from '../state/flowShown';
import { live } from '../state/live';
import { fitProbes, MAX_PROBES, selectedProbe, spreadProbes } from '../state/probes';
import { followSlice } from '../state/slice';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { prefersReducedMotion } from '../ui/frame';
import { Later } from '../ui/Later';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import text from '../ui/text.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import { useWords } from '../ui/words';
import styles from './LatentPlane.module.css';
import { Caption } from './plane/captions/Caption';
import { watchCovers } from './plane/covers';
import { DigitChoice } from './plane/DigitChoice';
import { DrawingMark } from './plane/DrawingMark';
import { attachGestures } from './plane/gestures';
import { Hint, useHint } from './plane/Hint';
import { createHandlers } from './plane/handlers';
import { Layers } from './plane/Layers';
import { Legend } from './plane/Legend';
import { Path } from './plane/Path';
import { PathPen } from './plane/PathPen';
import { Probes } from './plane/Probes';
import { createPlaneRenderer, type PlaneRenderer, type PlaneView } from './plane/planeRenderer';
import { SliceMenu } from './plane/SliceMenu';
import { Tools } from './plane/Tools';
import { Tooltip } from './plane/Tooltip';
import { Trail } from './plane/Trail';
import { neighbourhood, placeText, voteNear } from './words';

/** The flow of a learned prior, fetched when there is one. */
const flowLayer = createLazyPart(() => import('./plane/flow/FlowLayer'));
const flowTime = createLazyPart(() => import('./plane/flow/FlowTime'));

const ANNOUNCE_MS = 700;
/** Elements that overlap the plot. */
const OVER = `.${styles.caption}, .${styles.bar} > *`;

interface LatentPlaneProps {
  onView: (view: PlaneView) => void;
  waiting: boolean;
  Beside: ComponentType<{ renderer: PlaneRenderer }>;
  title: ReactNode;
}

/**
 * `onView` gets the part of the manifold that should be covered, whenever that changes; its identity may change.
 * `waiting`: Train was pressed before the data was loaded. `Beside`: the plane of a pinned run, and `title` is that of
 * the present one, both while two runs are compared.
 */
export function LatentPlane({ onView, waiting, Beside, title }: LatentPlaneProps) {
  const { t } = useWords();
  const plot = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLCanvasElement>(null);
  const front = useRef<HTMLCanvasElement>(null);
  const empty = useRef<HTMLParagraphElement>(null);
  const announcement = useRef<HTMLOutputElement>(null);
  const latestOnView = useRef(onView);
  const [renderer, setRenderer] = useState<PlaneRenderer | null>(null);
  const latent = useStore((s) => s.run.spec.latent);
  const language = useStore((s) => s.language);
  const conditional = useStore(
    ({ run, pinned }) =>
      run.spec.condition === 'label' || (pinned !== null && specOf(pinned.config).condition === 'label'),
  );
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const labelled = useStore((s) => s.data.test?.labels !== null);
  const { hint, showHint } = useHint();
  const compares = useStore((s) => s.pinned !== null);
  const flows = useFlowShown((s) => s.paths !== null);

  useLayoutEffect(() => {
    latestOnView.current = onView;
  });
  useLayoutEffect(() => useStore.setState(fitProbes(latent)), [latent]);
  // Before the renderer listens, so that it finds the slice up to date.
  useLayoutEffect(followSlice, []);

  useEffect(() => {
    if (!plot.current || !back.current || !front.current) return;
    const created = createPlaneRenderer({
      plot: plot.current,
      back: back.current,
      front: front.current,
      onView: (view) => latestOnView.current(view),
      onHome: placeProbes,
      words: () => wordsOf(useStore.getState().language),
      onContent: (some) => {
        if (empty.current && empty.current.hidden !== some) empty.current.hidden = some;
      },
    });
    const announce = (sentence: string) => {
      if (announcement.current) announcement.current.textContent = sentence;
    };
    const words = () => wordsOf(useStore.getState().language);
    const detach = attachGestures(plot.current, {
      camera: created.camera,
      placeOf: created.placeOf,
      changed: created.redraw,
      ...createHandlers(created, words, announce, () => {
        showHint('full');
        announce(words().t('plane.hint.full', { count: MAX_PROBES }));
      }),
      reset: () => created.camera.reset(!prefersReducedMotion()),
      hint: showHint,
    });
    const unsubscribe = [
      // Probes, path and tooltip follow the store and the weights in the renderer's frame.
      useStore.subscribe(created.place),
      live.subscribe('weights', created.place),
    ];
    setRenderer(created);
    return () => {
      setRenderer(null);
      detach();
      for (const stop of unsubscribe) stop();
      created.stop();
    };
  }, [showHint]);
  useEffect(() => {
    if (renderer && plot.current) return watchCovers(plot.current, OVER, renderer.setCovers);
  }, [renderer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: text on the canvas depends on the language
  useEffect(() => renderer?.redraw(), [renderer, language]);

  return (
    <section className={classes(layout.under, layout.high, styles.plane)} aria-label={t('plane.title')}>
      <div className={classes(layout.column, layout.high, !compares && styles.whole)}>
        <Caption waiting={waiting} className={styles.caption} />
        <div className={classes(layout.rest, styles.pair)} data-compares={compares || undefined}>
          {compares && renderer && <Beside renderer={renderer} />}
          <div className={classes(layout.column, layout.rest)}>
            {compares && title}
            {/* biome-ignore lint/a11y/useSemanticElements: a focusable group, not a fieldset of a form */}
            <div
              ref={plot}
              className={classes(layout.rest, layout.under, layout.inside, layout.ownColours, styles.plot)}
              role="group"
              aria-label={t('plane.plot')}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys, + and − work here
              tabIndex={0}
            >
              <canvas ref={back} hidden />
              <canvas ref={front} className={classes(layout.over, layout.untouched)} />
              <p
                ref={empty}
                className={classes(
                  layout.over,
                  layout.centre,
                  layout.untouched,
                  text.quiet,
                  text.late,
                  styles.empty,
                )}
              >
                {t('plane.empty')}
              </p>
              {hint && <Hint reason={hint} />}
              {renderer && (
                <>
                  {flows && <Later part={flowLayer} props={{ renderer }} />}
                  <Path renderer={renderer} />
                  <Probes renderer={renderer} />
                  <Trail renderer={renderer} />
                  <DrawingMark renderer={renderer} />
                  <Tooltip renderer={renderer} />
                  <PathPen renderer={renderer} />
                </>
              )}
            </div>
          </div>
        </div>
        <div className={classes(layout.row, layout.wrap, layout.loose, styles.bar)}>
          {flows && <Later part={flowTime} />}
          {labelled && encodes && <Legend />}
          {conditional && <DigitChoice />}
          {latent > 2 && <SliceMenu />}
          <Layers labelled={labelled} />
          <Tools renderer={renderer} />
        </div>
      </div>
      <Announcer />
      <VisuallyHidden as="output" ref={announcement} />
    </section>
  );
}

/** Called with every publication of points; the state is changed only if a probe has moved. */
function placeProbes(square: Square, middle: ArrayLike<number>): void {
  const { probes } = spreadProbes(square, middle)(useStore.getState());
  if (probes) useStore.setState({ probes });
}

/** Announces to screen readers where the selected probe is and what is near, once it has not moved for a while. */
function Announcer() {
  const words = useWords();
  const line = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = useStore.subscribe((state, before) => {
      const probe = selectedProbe(state);
      if (probe.z === selectedProbe(before).z) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const vote = neighbourhood(voteNear(probe.z), words);
        const place = placeText(probe.z.length > 2 ? onPlane(probe.z, state.slice) : probe.z, words);
        if (line.current)
          line.current.textContent = words.t('plane.announce', { name: probe.name, place, vote });
      }, ANNOUNCE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [words]);
  return <VisuallyHidden as="output" ref={line} />;
}
