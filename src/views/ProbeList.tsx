/**
 * The probes as a list: which one is shown large, and its coordinates as numbers. A latent of more
 * than two has a slider a coordinate for the selected probe, as the plane shows only two of them.
 */
import { useEffect, useRef } from 'react';
import { live } from '../state/live';
import { move, probeNamed, remove } from '../state/probes';
import { useStore } from '../state/store';
import { createDrawer, WORDS } from '../ui/frame';
import { useWords } from '../ui/words';
import styles from './ProbeList.module.css';
import { axisName, coordinate, fieldText } from './words';

export function ProbeList() {
  const { t } = useWords();
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  const latent = useStore((s) => s.run.spec.latent);
  const axes = useStore((s) => s.axes);
  const selected = useStore((s) => s.selectedProbe);
  const shown = [...new Set(axes)];
  return (
    <section className={styles.probes} aria-label={t('plane.probes')}>
      <ul className={styles.list}>
        {[...names].map((name) => (
          <li key={name} className={styles.row} data-selected={name === selected}>
            <button
              type="button"
              className={styles.letter}
              aria-pressed={name === selected}
              aria-label={t('plane.select', { name })}
              onClick={() => useStore.setState({ selectedProbe: name })}
            >
              {name}
            </button>
            {shown.map((axis) => (
              <Coordinate key={axis} name={name} axis={axis} kind="number" />
            ))}
            <button
              type="button"
              className={styles.remove}
              disabled={names.length === 1}
              aria-label={t('plane.remove', { name })}
              title={t('plane.remove', { name })}
              onClick={() => useStore.setState(remove(name))}
            >
              <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M4 4l8 8M12 4l-8 8" />
              </svg>
            </button>
          </li>
        ))}
      </ul>
      {latent > 2 && (
        <div className={styles.sliders}>
          {Array.from({ length: latent }, (_, axis) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate is its index
            <Coordinate key={axis} name={selected} axis={axis} kind="range" />
          ))}
        </div>
      )}
    </section>
  );
}

const reaches = new WeakMap<Float32Array, number[]>();

/** How far a slider goes either way: past every code of the test images, and at least four. */
function reachOf(axis: number): number {
  const { points } = live.get();
  if (!points) return 4;
  let reach = reaches.get(points.mu);
  if (!reach) {
    reach = Array.from({ length: points.mu.length / points.count }, () => 4);
    for (let i = 0; i < points.mu.length; i++) {
      const far = Math.ceil(Math.abs(points.mu[i]));
      if (far > reach[i % reach.length]) reach[i % reach.length] = far;
    }
    reaches.set(points.mu, reach);
  }
  return reach[axis] ?? 4;
}

/** One coordinate of one probe, as a number to type or a slider; set by the store outside React. */
function Coordinate({ name, axis, kind }: { name: string; axis: number; kind: 'number' | 'range' }) {
  const { t, number } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const value = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const drawer = createDrawer(() => {
      const z = probeNamed(useStore.getState(), name)?.z[axis];
      const element = input.current;
      if (z === undefined || !element) return false;
      // What is being typed is left alone.
      if (kind === 'range') {
        const reach = Math.max(reachOf(axis), Math.ceil(Math.abs(z)));
        element.min = String(-reach);
        element.max = String(reach);
        element.value = String(z);
      } else if (document.activeElement !== element || element.valueAsNumber !== z) {
        const typing = document.activeElement === element && !Number.isFinite(element.valueAsNumber);
        if (!typing) element.value = fieldText(z);
      }
      if (value.current) value.current.textContent = coordinate(z, number);
      return false;
    }, WORDS);
    drawer.mark();
    const stops = [
      useStore.subscribe((s, before) => {
        if (s.probes !== before.probes || s.label !== before.label) drawer.mark();
      }),
      live.subscribe('points', drawer.mark),
    ];
    return () => {
      for (const stop of stops) stop();
      drawer.stop();
    };
  }, [name, axis, kind, number]);

  const change = (next: number) => {
    const probe = probeNamed(useStore.getState(), name);
    if (!probe || !Number.isFinite(next)) return;
    const z = [...probe.z];
    z[axis] = next;
    useStore.setState(move(name, z));
  };
  return (
    <label className={styles.coordinate} data-kind={kind}>
      <span translate="no" aria-hidden="true">
        {axisName(axis)}
      </span>
      <input
        ref={input}
        type={kind}
        step={kind === 'range' ? 0.01 : 0.1}
        aria-label={t('plane.coordinate', { name, axis: `z${axis + 1}` })}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
        onFocus={() => useStore.setState({ selectedProbe: name })}
      />
      {kind === 'range' && <span ref={value} className={styles.value} translate="no" />}
    </label>
  );
}
