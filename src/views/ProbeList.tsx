/**
 * The list of probes: which one is selected, and their coordinates as numbers. With more than two latent dimensions,
 * the selected probe has a slider for each, as the plane shows only two.
 */

import { useEffect, useRef } from 'react';
import { imageAt } from '../data/images';
import { live } from '../state/live';
import { move, probeNamed, remove } from '../state/probes';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { Slider, TextField } from '../ui/Field';
import { createDrawer, TEXT_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { AddProbe } from './AddProbe';
import styles from './ProbeList.module.css';
import pins from './plane/Probes.module.css';
import { Digit } from './Sheet';
import { useDrawing } from './useDrawing';
import { axisName, coordinate, fieldText, labelName } from './words';

export function ProbeList() {
  const { t } = useWords();
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  const latent = useStore((s) => s.run.spec.latent);
  const choice = useStore((s) => s.slice.shown);
  const selected = useStore((s) => s.selectedProbe);
  // Those of an oblique plane are none of the latent point's own.
  const shown = choice.by === 'axes' ? [...new Set(choice.axes)] : [];
  return (
    <div className={classes(layout.column, layout.under, text.twoLines)}>
      {/* With two dimensions the plane shows everything; with more, this is where the others are set. */}
      <details key={String(latent > 2)} open={latent > 2} className={layout.scrolls}>
        <summary>{t('plane.probes')}</summary>
        <ul aria-label={t('plane.probes')}>
          {[...names].map((name) => (
            <li key={name} className={classes(layout.row, styles.row)}>
              <button
                type="button"
                className={classes(layout.centre, layout.fixed, styles.letter)}
                data-selected={name === selected}
                aria-pressed={name === selected}
                aria-label={t('plane.select', { name })}
                onClick={() => useStore.setState({ selectedProbe: name })}
              >
                <span className={classes(layout.centre, layout.ownColours, pins.pin)}>{name}</span>
              </button>
              <PinnedImage name={name} />
              {shown.map((axis) => (
                <Coordinate key={axis} name={name} axis={axis} kind="number" />
              ))}
              {names.length > 1 && (
                <IconButton
                  icon="close"
                  size={16}
                  className={layout.last}
                  name={t('plane.remove', { name })}
                  onClick={() => useStore.setState(remove(name))}
                />
              )}
            </li>
          ))}
        </ul>
        {latent > 2 && (
          <div className={classes(layout.ruled, layout.scrolls, styles.sliders)}>
            {Array.from({ length: latent }, (_, axis) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a coordinate is identified by its index
              <Coordinate key={axis} name={selected} axis={axis} kind="range" />
            ))}
          </div>
        )}
      </details>
      <span className={styles.add}>
        <AddProbe />
      </span>
    </div>
  );
}

/** The test image whose code the probe follows. */
function PinnedImage({ name }: { name: string }) {
  const words = useWords();
  const image = useStore((s) => probeNamed(s, name)?.image);
  const test = useStore((s) => s.data.test);
  if (image === undefined || !test || image >= test.count) return null;
  const label = test.labels?.[image];
  const title =
    label === undefined
      ? words.t('plane.unlabelled')
      : words.t('plane.labelled', { label: labelName(label, words) });
  return <Pinned pixels={imageAt(test, image)} title={title} />;
}

function Pinned({ pixels, title }: { pixels: Uint8Array; title: string }) {
  const { t } = useWords();
  const canvas = useDrawing(
    (painter) => {
      painter.paint(pixels);
      return false;
    },
    {},
    [pixels.byteOffset, pixels.buffer],
  );
  return (
    <Digit
      of="input"
      ref={canvas}
      className={classes(layout.fixed, styles.pinned)}
      role="img"
      aria-label={t('plane.pinned', { label: title })}
      title={title}
    />
  );
}

const reaches = new WeakMap<Float32Array, number[]>();

/** The limit of a slider on both sides: beyond all codes of the test images, and at least 4. */
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

/** One coordinate of a probe, as a number field or a slider; its value is set outside React. */
function Coordinate({ name, axis, kind }: { name: string; axis: number; kind: 'number' | 'range' }) {
  const { t, number } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const value = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const drawer = createDrawer(() => {
      const z = probeNamed(useStore.getState(), name)?.z[axis];
      const element = input.current;
      if (z === undefined || !element) return false;
      // Text that is being typed is not replaced.
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
    }, TEXT_INTERVAL);
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
  const Input = kind === 'range' ? Slider : TextField;
  return (
    <label className={classes(layout.row, layout.close, styles.coordinate)} data-kind={kind}>
      <span className={classes(text.latent, text.strong)} translate="no" aria-hidden="true">
        {axisName(axis)}
      </span>
      <Input
        ref={input}
        type={kind}
        step={kind === 'range' ? 0.01 : 0.1}
        aria-label={t('plane.coordinate', { name, axis: `z${axis + 1}` })}
        onChange={(event) => change(event.currentTarget.valueAsNumber)}
        onFocus={() => useStore.setState({ selectedProbe: name })}
      />
      {kind === 'range' && <span ref={value} translate="no" />}
    </label>
  );
}
