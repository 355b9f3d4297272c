/** The images decoded along the straight path between two probes. */
import { useEffect, useRef } from 'react';
import { stepOfPath } from '../math/interpolation';
import { INPUT_SIZE } from '../model/spec';
import { live } from '../state/live';
import { choosePathEnd, PATH_STEPS, probeNamed } from '../state/probes';
import { decodePublished } from '../state/published';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Select } from '../ui/Field';
import { FRAME_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './Filmstrip.module.css';
import { Cell, Sheet } from './Sheet';
import { useDrawing } from './useDrawing';

const STEPS = Array.from({ length: PATH_STEPS }, (_, i) => i);
const SHEET = { columns: PATH_STEPS, rows: 1, gap: 0 };
/** Reused in every frame, to spare the garbage collector during a drag. */
const scratch = {
  pixels: new Float32Array(PATH_STEPS * INPUT_SIZE),
  path: [] as number[],
  z: [] as number[],
};

export function Filmstrip() {
  const { t } = useWords();
  const strip = useRef<HTMLUListElement>(null);
  const some = useStore((s) => s.path !== null);
  const sheet = useDrawing(
    (painter) => {
      const state = useStore.getState();
      const [a, b] = state.path?.map((name) => probeNamed(state, name)) ?? [];
      if (!a || !b) return false;
      const { pixels, path, z } = scratch;
      path.length = 0;
      for (const step of STEPS) {
        stepOfPath(z, a.z, b.z, step, PATH_STEPS);
        path.push(...z);
      }
      const some = decodePublished(path, pixels, PATH_STEPS);
      for (const step of STEPS)
        painter.paint(some ? pixels.subarray(step * INPUT_SIZE, (step + 1) * INPUT_SIZE) : null, step);
      return false;
    },
    {
      sheet: SHEET,
      every: FRAME_INTERVAL,
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          const end = (state: typeof s, i: 0 | 1) => state.path && probeNamed(state, state.path[i])?.z;
          const same =
            s.run.spec === before.run.spec &&
            s.label === before.label &&
            [0, 1].every((i) => end(s, i === 0 ? 0 : 1) === end(before, i === 0 ? 0 : 1));
          if (!same) mark();
        }),
      ],
    },
    [],
  );
  useEffect(
    () =>
      useStore.subscribe(({ pathStep }, before) => {
        if (pathStep === before.pathStep) return;
        for (const [step, item] of [...(strip.current?.children ?? [])].entries()) {
          if (item instanceof HTMLElement) item.dataset.lit = String(step === pathStep);
        }
      }),
    [],
  );

  return (
    <section aria-label={t('plane.path')}>
      <header className={classes(layout.row, styles.ends)} hidden={!some}>
        <b>{t('plane.path')}</b>
        <End end={0} />
        <End end={1} />
      </header>
      <p className={text.quiet} hidden={some}>
        {t('plane.pathNone')}
      </p>
      <div hidden={!some}>
        <Sheet shape={SHEET} canvas={sheet} list={strip} className={styles.strip}>
          {STEPS.map((step) => (
            <li
              key={step}
              onPointerEnter={() => useStore.setState({ pathStep: step })}
              onPointerLeave={() => useStore.setState({ pathStep: null })}
            >
              <Cell
                of="decoder"
                name={t('plane.frame', { step: step + 1, steps: PATH_STEPS })}
                title={undefined}
              />
            </li>
          ))}
        </Sheet>
      </div>
    </section>
  );
}

function End({ end }: { end: 0 | 1 }) {
  const { t } = useWords();
  const chosen = useStore((s) => s.path?.[end] ?? '');
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  return (
    <label className={classes(layout.row, text.quiet)}>
      <span aria-hidden="true">{t(end === 0 ? 'plane.pathFrom' : 'plane.pathTo')}</span>
      <Select
        small
        aria-label={t(end === 0 ? 'plane.pathFromProbe' : 'plane.pathToProbe')}
        value={chosen}
        onChange={(event) => useStore.setState(choosePathEnd(end, event.currentTarget.value))}
      >
        {[...names].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </label>
  );
}
