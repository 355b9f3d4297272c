/** What is decoded on the straight way from one probe to another, step by step. */
import { useEffect, useRef } from 'react';
import { decodePublished } from '../decode/published';
import { stepOfPath } from '../math/interpolation';
import { INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { choosePathEnd, PATH_STEPS, probeNamed } from '../state/probes';
import { useStore } from '../state/store';
import { createDrawer, EACH_FRAME } from '../ui/frame';
import { onTheme } from '../ui/palette';
import { useWords } from '../ui/words';
import { createDigitPainter } from './digit';
import styles from './Filmstrip.module.css';

const STEPS = Array.from({ length: PATH_STEPS }, (_, i) => i);

export function Filmstrip() {
  const { t } = useWords();
  const sheet = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLOListElement>(null);
  const some = useStore((s) => s.path !== null);

  useEffect(() => {
    const element = strip.current;
    if (!element || !sheet.current) return;
    const painter = createDigitPainter(sheet.current, { columns: PATH_STEPS, rows: 1, gap: 0 });
    const pixels = new Float32Array(PATH_STEPS * INPUT_SIZE);
    const frames = STEPS.map((i) => pixels.subarray(i * INPUT_SIZE, (i + 1) * INPUT_SIZE));
    const z: number[] = [];
    const path: number[] = [];
    const drawer = createDrawer(() => {
      const state = useStore.getState();
      const [a, b] = state.path?.map((name) => probeNamed(state, name)) ?? [];
      if (!a || !b) return false;
      path.length = 0;
      for (const step of STEPS) {
        stepOfPath(z, a.z, b.z, step, PATH_STEPS);
        path.push(...z);
      }
      const some = decodePublished(path, pixels, PATH_STEPS);
      for (const step of STEPS) painter.paint(some ? frames[step] : null, step);
      return false;
    }, EACH_FRAME);
    const refresh = drawer.mark;
    const light = () => {
      const { pathStep } = useStore.getState();
      for (const [step, item] of [...element.children].entries()) {
        if (item instanceof HTMLElement) item.dataset.lit = String(step === pathStep);
      }
    };
    refresh();
    const stops = [
      drawer.stop,
      live.subscribe('weights', refresh),
      onTheme(refresh),
      useStore.subscribe((s, before) => {
        const end = (state: typeof s, i: 0 | 1) => state.path && probeNamed(state, state.path[i])?.z;
        const same =
          s.run.spec === before.run.spec &&
          s.label === before.label &&
          [0, 1].every((i) => end(s, i === 0 ? 0 : 1) === end(before, i === 0 ? 0 : 1));
        if (!same) refresh();
        if (s.pathStep !== before.pathStep) light();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);

  return (
    <section className={styles.film} aria-label={t('plane.path')}>
      <header className={styles.ends} hidden={!some}>
        <b>{t('plane.path')}</b>
        <End end={0} />
        <End end={1} />
      </header>
      <p className={styles.none} hidden={some}>
        {t('plane.pathNone')}
      </p>
      <div className={styles.strip} hidden={!some}>
        <canvas ref={sheet} />
        <ol ref={strip}>
          {STEPS.map((step) => (
            <li
              key={step}
              onPointerEnter={() => useStore.setState({ pathStep: step })}
              onPointerLeave={() => useStore.setState({ pathStep: null })}
            >
              <span role="img" aria-label={t('plane.frame', { step: step + 1, steps: PATH_STEPS })} />
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function End({ end }: { end: 0 | 1 }) {
  const { t } = useWords();
  const chosen = useStore((s) => s.path?.[end] ?? '');
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  return (
    <label>
      <span aria-hidden="true">{t(end === 0 ? 'plane.pathFrom' : 'plane.pathTo')}</span>
      <select
        aria-label={t(end === 0 ? 'plane.pathFromProbe' : 'plane.pathToProbe')}
        value={chosen}
        onChange={(event) => useStore.setState(choosePathEnd(end, event.currentTarget.value))}
      >
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
