/** The plane of the pinned run, beside that of the present one and under the same camera. */
import { useEffect, useRef } from 'react';
import { optionText } from '../../controls/settingWords';
import { wordsOf } from '../../i18n/words';
import { unpin } from '../../state/compare';
import type { Pinned } from '../../state/pinnedRun';
import { MAX_PROBES } from '../../state/probes';
import { useStore } from '../../state/store';
import { IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { prefersReducedMotion } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { useWords } from '../../ui/words';
import plane from '../LatentPlane.module.css';
import { attachGestures } from '../plane/gestures';
import { createHandlers } from '../plane/handlers';
import type { PlaneRenderer } from '../plane/planeRenderer';
import styles from './Compare.module.css';
import { PinnedPlayhead } from './PinnedPlayhead';
import { createPinnedRenderer, type PinnedRenderer } from './pinnedRenderer';
import { usePlacement } from './placement';
import { words as ofCompare, shortName } from './words';

/** `renderer` draws the plane of the present run. */
export function PinnedPlane({ renderer }: { renderer: PlaneRenderer }) {
  const { t } = useWords(ofCompare);
  const pinned = useStore((s) => s.pinned);
  if (!pinned) return null;
  return (
    <section aria-label={t('compare.plane')} className={classes(layout.column, layout.rest, styles.side)}>
      <Title pinned={pinned} />
      {pinned.decoder ? (
        <Plot pinned={pinned} renderer={renderer} />
      ) : (
        <p className={classes(layout.rest, layout.centre, text.quiet)}>{t('compare.noPlane')}</p>
      )}
    </section>
  );
}

function Title({ pinned }: { pinned: Pinned }) {
  const words = useWords(ofCompare);
  const { t, number } = words;
  const { residual, count, step, unlike } = usePlacement();
  return (
    <div className={classes(layout.row, layout.top, layout.joined, layout.fixed, text.sized, styles.title)}>
      <p className={classes(layout.row, layout.wrap, layout.rest)}>
        <strong className={text.oneLine}>{shortName(pinned.config, words)}</strong>
        <span className={text.quiet}>
          {pinned.step === pinned.end
            ? t('compare.pinned', { step: pinned.step })
            : t('compare.past', { step: pinned.step, end: pinned.end })}
        </span>
        {pinned.decoder && (
          <span
            className={classes(text.quiet, styles.aligned)}
            title={residual === null ? undefined : t('compare.aligned.help', { count })}
          >
            {residual === null
              ? t(`compare.unlike.${unlike ?? 'noCodes'}`, {
                  dataset: optionText('dataset', pinned.dataset, words),
                })
              : t('compare.aligned', { step, residual: number.fixed(residual, 2) })}
          </span>
        )}
      </p>
      <PinnedPlayhead pinned={pinned} />
      <IconButton icon="close" size={16} name={t('compare.stop')} onClick={unpin} />
    </div>
  );
}

/** The title of the present run's plane. */
export function PresentTitle() {
  const words = useWords(ofCompare);
  const { t } = words;
  const config = useStore((s) => s.run.config);
  const step = useStore((s) => s.shownStep ?? s.run.step);
  return (
    <div className={classes(layout.fixed, text.sized, styles.title)}>
      <p className={classes(layout.row, layout.wrap)}>
        <strong className={text.oneLine}>{shortName(config, words)}</strong>
        <span className={text.quiet}>{t('compare.present', { step })}</span>
      </p>
    </div>
  );
}

function Plot({ pinned, renderer }: { pinned: Pinned; renderer: PlaneRenderer }) {
  const { t } = useWords(ofCompare);
  const plot = useRef<HTMLDivElement>(null);
  const back = useRef<HTMLCanvasElement>(null);
  const front = useRef<HTMLCanvasElement>(null);
  const announcement = useRef<HTMLOutputElement>(null);
  const shown = useRef<PinnedRenderer>(null);
  // The run; another of its steps is shown by the same renderer.
  const { history } = pinned;
  // biome-ignore lint/correctness/useExhaustiveDependencies: its first step; others follow below
  useEffect(() => {
    if (!plot.current || !back.current || !front.current) return;
    const elements = { plot: plot.current, back: back.current, front: front.current };
    const created = createPinnedRenderer(pinned, elements, renderer);
    shown.current = created;
    const words = () => wordsOf(useStore.getState().language);
    const announce = (sentence: string) => {
      if (announcement.current) announcement.current.textContent = sentence;
    };
    const detach = attachGestures(plot.current, {
      camera: created.camera,
      placeOf: created.placeOf,
      changed: created.redraw,
      ...createHandlers(created, words, announce, () =>
        announce(words().t('plane.hint.full', { count: MAX_PROBES })),
      ),
      reset: () => created.camera.reset(!prefersReducedMotion()),
      hint: () => {},
    });
    return () => {
      detach();
      shown.current = null;
      created.stop();
    };
  }, [history, renderer]);
  useEffect(() => shown.current?.show(pinned), [pinned]);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a focusable group, not a fieldset of a form */}
      <div
        ref={plot}
        className={classes(layout.rest, layout.under, layout.inside, layout.ownColours, plane.plot)}
        role="group"
        aria-label={t('compare.plot')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys, + and − work here
        tabIndex={0}
      >
        <canvas ref={back} className={classes(layout.over, layout.untouched)} />
        <canvas ref={front} className={classes(layout.over, layout.untouched)} />
      </div>
      <VisuallyHidden as="output" ref={announcement} />
    </>
  );
}
