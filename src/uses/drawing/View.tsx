/** A digit drawn by hand: its code on the plane, and its reconstruction, at every stroke. */

import { useRef, useState } from 'react';
import { imageAt } from '../../data/images';
import { centred } from '../../math/centre';
import { chooseLabel } from '../../state/actions';
import { followDrawing } from '../../state/drawing';
import { live } from '../../state/live';
import { add, MAX_PROBES } from '../../state/probes';
import { createDecoded } from '../../state/published';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { TEXT_INTERVAL } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useDrawer, type When } from '../../ui/useDrawer';
import { useWords } from '../../ui/words';
import { Brushes } from '../../views/pad/Brushes';
import { Pad } from '../../views/pad/Pad';
import { type Brush, createSheet } from '../../views/pad/sheet';
import { Digit } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { labelName, voteNear } from '../../views/words';
import { Finding } from '../Finding';
import { region } from '../region';
import { Collection } from './Collection';
import { findingOf } from './finding';
import { codeInWords, errorOf, natsOf } from './sentences';
import styles from './View.module.css';
import { words as ofUse } from './words';

const BRUSHES: readonly Brush[] = ['ink', 'erase'];
/** Finer than the model's input, so that small and large drawings come out equally smooth. */
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
    sheet.put(imageAt(test, index));
  };
  const putProbe = () => {
    const code = live.get().drawing;
    if (code?.mu.every(Number.isFinite)) useStore.setState(add([...code.mu]));
  };

  return (
    <section className={region} aria-label={t('drawing.region')} lang={lang('drawing.region')}>
      <Result />
      <div className={styles.layout}>
        <div>
          <Pad sheet={sheet} brush={brush} name={t('drawing.pad')} onClear={sheet.clear} />
        </div>
        <Understood />
        <div className={styles.tools}>
          <div className={classes(layout.row, layout.wrap)}>
            <Brushes offered={BRUSHES} chosen={brush} choose={setBrush} />
            <Button look="small" disabled={blank} onClick={sheet.clear}>
              {t('drawing.clear')}
            </Button>
            <Button look="small" disabled={!test} onClick={putSample}>
              {t('drawing.sample')}
            </Button>
            <Button look="small" disabled={blank || full} title={t('drawing.probe.hint')} onClick={putProbe}>
              {t('drawing.probe')}
            </Button>
          </div>
          <Collection onKept={sheet.clear} />
        </div>
      </div>
    </section>
  );
}

const when: When = (mark) => [
  live.subscribe('drawing', mark),
  live.subscribe('weights', mark),
  useStore.subscribe((s, before) => {
    if (s.drawing !== before.drawing || s.slice !== before.slice || s.run.spec !== before.run.spec) mark();
  }),
];

const decoded = createDecoded();
/** The drawing with its code, if `decoded` has pixels for that code. */
function understood() {
  const { drawing } = live.get();
  return drawing && decoded.at([...drawing.mu]) ? drawing : null;
}

/** The finding, with a fixed height. */
function Result() {
  const words = useWords(ofUse);
  const [finding, setFinding] = useState('');
  useDrawer(
    () => {
      const { run, drawing, shownStep } = useStore.getState();
      const code = understood();
      // The worker is still encoding the first stroke.
      if (drawing && !code && shownStep === null && !live.get().drawing) return;
      const vote = code && voteNear([...code.mu]);
      setFinding(
        findingOf(
          {
            blank: drawing === null,
            step: live.get().points?.step ?? null,
            vote,
            name: vote ? labelName(vote.label, words) : '',
            error: code && natsOf(run.spec, code.image, decoded.pixels),
          },
          words,
        ),
      );
    },
    (mark) => [...when(mark), live.subscribe('points', mark)],
    TEXT_INTERVAL,
    [words],
  );
  return (
    <div className={styles.finding}>
      <Finding>{finding}</Finding>
    </div>
  );
}

/** The model's input, its reconstruction, and its code in words. */
function Understood() {
  const words = useWords(ofUse);
  const { t } = words;
  const code = useRef<HTMLParagraphElement>(null);
  const error = useRef<HTMLParagraphElement>(null);
  const basis = useRef<HTMLParagraphElement>(null);
  const blank = useStore((s) => s.drawing === null);
  const seen = useDrawing(
    (painter) => {
      painter.paint(useStore.getState().drawing);
      return false;
    },
    { when },
    [],
  );
  const made = useDrawing(
    (painter) => {
      painter.paint(understood() && decoded.pixels);
      return false;
    },
    { when },
    [],
  );
  // The pictures are updated at once; the text can wait.
  useDrawer(
    () => {
      const { slice, run } = useStore.getState();
      const { points } = live.get();
      const drawing = understood();
      const basisOf = ({ count, step }: { count: number; step: number }) =>
        [t('drawing.basis', { count }), t('uses.step', { step })].join(t('uses.basis'));
      const lines: [typeof code, string][] = [
        [code, drawing ? codeInWords(drawing, slice, words) : ''],
        [error, drawing ? errorOf(run.spec, drawing, decoded.pixels, words) : ''],
        [basis, drawing && points ? basisOf(points) : ''],
      ];
      for (const [line, text] of lines) if (line.current) line.current.textContent = text;
    },
    (mark) => [...when(mark), live.subscribe('points', mark)],
    TEXT_INTERVAL,
    [words],
  );

  return (
    <>
      <div className={styles.pictures}>
        <figure>
          <Digit of="input" ref={seen} role="img" aria-label={t('drawing.seen')} title={t('drawing.seen')} />
          <figcaption className={classes(text.oneLine, text.quiet)} aria-hidden="true">
            {t('drawing.seen')}
          </figcaption>
        </figure>
        <figure>
          <Digit
            of="decoder"
            ref={made}
            role="img"
            aria-label={t('drawing.reconstruction')}
            title={t('drawing.reconstruction')}
          />
          <figcaption className={classes(text.oneLine, text.quiet)} aria-hidden="true">
            {t('drawing.reconstruction')}
          </figcaption>
        </figure>
      </div>
      {/* The text keeps its place, and is announced once the pointer has stopped. */}
      <div className={styles.words} hidden={blank}>
        <p ref={code} className={classes(text.strong, text.latent)} />
        <p ref={error} className={text.recon} />
        <p ref={basis} className={text.quiet} />
      </div>
      {blank && <p className={classes(styles.words, text.quiet)}>{t('drawing.hint')}</p>}
    </>
  );
}
