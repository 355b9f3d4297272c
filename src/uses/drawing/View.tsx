/** A digit drawn by hand: where the model sees it, and what it makes of it, at every stroke. */
import { useEffect, useRef, useState } from 'react';
import { createDecoded } from '../../decode/published';
import { centred } from '../../math/centre';
import { INPUT_SIZE } from '../../model/spec';
import { chooseLabel } from '../../state/actions';
import { followDrawing } from '../../state/drawing';
import { live } from '../../state/live';
import { add, MAX_PROBES } from '../../state/probes';
import { useStore } from '../../state/store';
import { createDrawer, WORDS } from '../../ui/frame';
import { onTheme } from '../../ui/palette';
import { useWords } from '../../ui/words';
import { createDigitPainter } from '../../views/digit';
import { Brushes } from '../../views/pad/Brushes';
import { Pad } from '../../views/pad/Pad';
import tools from '../../views/pad/Pad.module.css';
import { type Brush, createSheet } from '../../views/pad/sheet';
import { neighbourhood, voteNear } from '../../views/words';
import { codeInWords, errorOf } from './reading';
import styles from './View.module.css';
import { words as ofUse } from './words';

const BRUSHES: readonly Brush[] = ['ink', 'erase'];
/** Finer than what the model sees, so that what is drawn small or large comes out as smooth. */
const sheet = createSheet(4);
// The drawing outlives this view: it stays on the plane while another tab is open.
sheet.subscribe(() => useStore.setState({ drawing: centred(sheet.ink, sheet.side) }));
followDrawing();

export default function Drawing() {
  const { t, lang } = useWords(ofUse);
  const [brush, setBrush] = useState<Brush>('ink');
  const test = useStore((s) => s.data.test);
  const blank = useStore((s) => s.drawing === null);
  const full = useStore((s) => s.probes.length >= MAX_PROBES);

  const putSample = () => {
    if (!test) return;
    const index = Math.floor(Math.random() * test.count);
    const label = test.labels?.[index];
    if (label !== undefined && useStore.getState().run.spec.condition === 'label') chooseLabel(label);
    sheet.put(test.images.subarray(index * INPUT_SIZE, (index + 1) * INPUT_SIZE));
  };
  const putProbe = () => {
    const code = live.get().drawing;
    if (code?.mu.every(Number.isFinite)) useStore.setState(add([...code.mu]));
  };

  return (
    <section className={styles.drawing} aria-label={t('drawing.region')} lang={lang('drawing.region')}>
      <div className={styles.layout}>
        <div className={styles.pad}>
          <Pad sheet={sheet} brush={brush} name={t('drawing.pad')} onClear={sheet.clear} />
        </div>
        <Understood />
        <div className={`${tools.tools} ${styles.tools}`}>
          <Brushes offered={BRUSHES} chosen={brush} choose={setBrush} />
          <button type="button" disabled={blank} onClick={sheet.clear}>
            {t('drawing.clear')}
          </button>
          <button type="button" disabled={!test} onClick={putSample}>
            {t('drawing.sample')}
          </button>
          <button type="button" disabled={blank || full} title={t('drawing.probe.hint')} onClick={putProbe}>
            {t('drawing.probe')}
          </button>
        </div>
      </div>
    </section>
  );
}

/** What the model sees, what it makes of it, and its code in words. */
function Understood() {
  const words = useWords(ofUse);
  const { t } = words;
  const seen = useRef<HTMLCanvasElement>(null);
  const made = useRef<HTMLCanvasElement>(null);
  const code = useRef<HTMLParagraphElement>(null);
  const error = useRef<HTMLParagraphElement>(null);
  const vote = useRef<HTMLParagraphElement>(null);
  const blank = useStore((s) => s.drawing === null);

  useEffect(() => {
    if (!seen.current || !made.current) return;
    const seenPainter = createDigitPainter(seen.current);
    const madePainter = createDigitPainter(made.current);
    const decoded = createDecoded();
    const understood = () => {
      const { drawing } = live.get();
      return drawing && decoded.at([...drawing.mu]) ? drawing : null;
    };
    const drawer = createDrawer(() => {
      seenPainter.paint(useStore.getState().drawing);
      madePainter.paint(understood() && decoded.pixels);
      return false;
    });
    // The pictures follow at once, their words when there is time.
    const caption = createDrawer(() => {
      const { axes, run } = useStore.getState();
      const drawing = understood();
      const lines: [typeof code, string][] = [
        [code, drawing ? codeInWords(drawing, axes, words) : ''],
        [error, drawing ? errorOf(run.spec, drawing, decoded.pixels, words) : ''],
        [vote, drawing ? neighbourhood(voteNear([...drawing.mu]), words) : ''],
      ];
      for (const [line, text] of lines) if (line.current) line.current.textContent = text;
      return false;
    }, WORDS);
    const mark = () => {
      drawer.mark();
      caption.mark();
    };
    mark();
    const stops = [
      drawer.stop,
      caption.stop,
      live.subscribe('drawing', mark),
      live.subscribe('weights', mark),
      live.subscribe('points', caption.mark),
      onTheme(drawer.mark),
      useStore.subscribe((s, before) => {
        if (s.drawing !== before.drawing || s.axes !== before.axes || s.run.spec !== before.run.spec) mark();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [words]);

  return (
    <div className={styles.understood}>
      <div className={styles.pictures}>
        <span className={styles.arrow} aria-hidden="true">
          →
        </span>
        <figure>
          <canvas ref={seen} className={styles.seen} role="img" aria-label={t('drawing.seen')} />
          <figcaption aria-hidden="true">{t('drawing.seen')}</figcaption>
        </figure>
        <span className={styles.arrow} aria-hidden="true">
          →
        </span>
        <figure>
          <canvas ref={made} className={styles.made} role="img" aria-label={t('drawing.reconstruction')} />
          <figcaption aria-hidden="true">{t('drawing.reconstruction')}</figcaption>
        </figure>
      </div>
      {/* The lines keep their place, and are spoken once the hand rests. */}
      <div className={styles.words} hidden={blank}>
        <p ref={code} className={styles.code} />
        <p ref={error} className={styles.error} />
        <p ref={vote} />
      </div>
      {blank && <p className={styles.hint}>{t('drawing.hint')}</p>}
    </div>
  );
}
