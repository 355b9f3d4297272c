/**
 * The probes on the plane: each has a handle, with its decoded digit beside it. A handle is a group with two hidden
 * sliders, one per coordinate, so that it can be moved with keys and is announced by screen readers. Positions and
 * digits are set in the renderer's frame, not by React.
 */

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react';
import { isFlat, onPlane, withPlane } from '../../latent/slice';
import { planeX, planeY, screenX, screenY } from '../../math/viewport';
import { reportMovement } from '../../state/actions';
import { useForm } from '../../state/form';
import { move, probeNamed, remove } from '../../state/probes';
import { decodedProbe } from '../../state/published';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import { afterInteraction, noteInteraction } from '../../ui/frame';
import layout from '../../ui/layout.module.css';
import { isDark } from '../../ui/palette';
import { isPalm } from '../../ui/palm';
import { capture } from '../../ui/pointer';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { useWords } from '../../ui/words';
import { createDigitPainter, ONE_DIGIT } from '../digit';
import { Digit } from '../Sheet';
import { coordinate, sliderNames } from '../words';
import { OWN_GESTURES } from './gestures';
import { INSET, inFrom, moveTo } from './overlay';
import styles from './Probes.module.css';
import type { PlaneRenderer } from './planeRenderer';
import { sideOf } from './probeDigit';

const STEP = 0.1;
const PAGE = 0.5;
export function Probes({ renderer }: { renderer: PlaneRenderer }) {
  const names = useStore((s) => s.probes.map((p) => p.name).join(''));
  return [...names].map((name) => <ProbeHandle key={name} name={name} renderer={renderer} />);
}

/** Moves a probe on the plane, by an amount along each shown axis. */
function nudge(name: string, dx: number, dy: number): void {
  const state = useStore.getState();
  const probe = probeNamed(state, name);
  if (!probe) return;
  const [x, y] = onPlane(probe.z, state.slice);
  // Rounded, so that steps back and forth end where they started.
  const round = (v: number) => Math.round(v * 1e6) / 1e6;
  useStore.setState(move(name, withPlane(probe.z, state.slice, round(x + dx), round(y + dy))));
}

function ProbeHandle({ name, renderer }: { name: string; renderer: PlaneRenderer }) {
  const words = useWords();
  const { t, number } = words;
  const selected = useStore((s) => s.selectedProbe === name);
  const slice = useStore((s) => s.slice);
  const flat = isFlat(slice);
  const sliders = sliderNames(slice, words);
  const group = useRef<HTMLFieldSetElement>(null);
  const digit = useRef<HTMLCanvasElement>(null);
  const inputs = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)] as const;
  const [first] = inputs;
  const grip = useRef<{ pointer: number; dx: number; dy: number } | null>(null);

  /** Sets the sliders to the probe's coordinates. */
  const slide = useRef(() => {});
  slide.current = () => {
    const state = useStore.getState();
    const probe = probeNamed(state, name);
    if (!probe) return;
    const v = renderer.camera.view;
    const [x, y] = onPlane(probe.z, state.slice);
    // A slider needs limits: far enough for the arrow keys to leave the view.
    const reach = Math.ceil((4 * Math.max(v.width, v.height)) / v.scale + Math.hypot(x, y));
    [x, y].forEach((value, i) => {
      const slider = inputs[i].current;
      if (!slider) return;
      slider.min = String(-reach);
      slider.max = String(reach);
      slider.value = String(value);
      slider.setAttribute('aria-valuetext', coordinate(value, number));
    });
  };

  const form = useForm();
  useEffect(() => {
    const painter = digit.current && createDigitPainter(digit.current, ONE_DIGIT, form);
    let painted = '';
    let placed = '';
    // Browsers lay a slider out again for every value, which nobody sees during a drag.
    const slideLater = afterInteraction(() => slide.current());
    return renderer.addLayer((v) => {
      const state = useStore.getState();
      const probe = probeNamed(state, name);
      const element = group.current;
      if (!probe || !element) return;
      const [x, y] = onPlane(probe.z, state.slice);
      const px = inFrom(screenX(v, x), v.left, v.left + v.width);
      const py = inFrom(screenY(v, y), v.top, v.top + v.height);
      moveTo(element, v, px, py);
      const side = sideOf(px, py, name, v);
      if (element.dataset.side !== side) element.dataset.side = side;
      const outside = String(px !== screenX(v, x) || py !== screenY(v, y));
      if (element.dataset.outside !== outside) element.dataset.outside = outside;
      const values = [x, y, v.scale].join();
      if (values !== placed) slideLater();
      placed = values;
      const decoded = decodedProbe(name);
      const some = decoded.at(probe.z);
      const wanted = `${some}${decoded.version}${isDark()}`;
      if (wanted !== painted) painter?.paint(some ? decoded.pixels : null);
      painted = wanted;
      if (digit.current && digit.current.hidden === some) digit.current.hidden = !some;
    });
  }, [renderer, name, form]);

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || isPalm(event)) return;
    // The default action would move the focus to the plane.
    event.preventDefault();
    capture(event.currentTarget, event.pointerId);
    first.current?.focus({ preventScroll: true });
    const state = useStore.getState();
    const probe = probeNamed(state, name);
    if (!probe) return;
    const [x, y] = onPlane(probe.z, state.slice);
    const v = renderer.camera.view;
    const at = renderer.placeOf(event);
    grip.current = { pointer: event.pointerId, dx: screenX(v, x) - at.x, dy: screenY(v, y) - at.y };
    useStore.setState({ selectedProbe: name, hovered: null });
  };
  const drag = (event: PointerEvent) => {
    const held = grip.current;
    const state = useStore.getState();
    const probe = probeNamed(state, name);
    if (held?.pointer !== event.pointerId || !probe || isPalm(event)) return;
    const v = renderer.camera.view;
    noteInteraction();
    reportMovement();
    const at = renderer.placeOf(event);
    const px = Math.min(v.left + v.width - INSET, Math.max(v.left + INSET, at.x + held.dx));
    const py = Math.min(v.top + v.height - INSET, Math.max(v.top + INSET, at.y + held.dy));
    useStore.setState(move(name, withPlane(probe.z, state.slice, planeX(v, px), planeY(v, py))));
  };
  const release = (event: PointerEvent) => {
    if (grip.current?.pointer !== event.pointerId) return;
    slide.current();
    grip.current = null;
  };
  const key = (event: KeyboardEvent, axis: 0 | 1) => {
    const step = event.shiftKey ? PAGE : STEP;
    // On the first slider, left and right move along the first axis; on the second one, along the second.
    const along = (d: number): [number, number] => (axis === 0 ? [d, 0] : [0, d]);
    const by: [number, number] | undefined = {
      ArrowLeft: along(-step),
      ArrowRight: along(step),
      ArrowUp: flat ? along(step) : ([0, step] as [number, number]),
      ArrowDown: flat ? along(-step) : ([0, -step] as [number, number]),
      PageUp: along(PAGE),
      PageDown: along(-PAGE),
    }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') useStore.setState(remove(name));
    else if (by) {
      nudge(name, ...by);
      // Screen readers announce the slider's value on the key press, so it cannot be delayed as during a drag.
      slide.current();
    } else return;
    event.preventDefault();
  };
  const input = (value: number, axis: 0 | 1) => {
    const state = useStore.getState();
    const probe = probeNamed(state, name);
    if (!probe) return;
    const [x, y] = onPlane(probe.z, state.slice);
    useStore.setState(
      move(name, withPlane(probe.z, state.slice, axis === 0 ? value : x, axis === 1 ? value : y)),
    );
  };

  return (
    <fieldset
      ref={group}
      className={classes(layout.centre, styles.probe)}
      aria-label={t('plane.probe', { name })}
      data-selected={selected}
      onPointerDown={down}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
      {...{ [OWN_GESTURES]: '' }}
    >
      {([0, 1] as const).map((axis) => (
        <VisuallyHidden
          as="input"
          key={axis}
          ref={inputs[axis]}
          type="range"
          step="any"
          defaultValue={0}
          disabled={axis === 1 && flat}
          aria-label={sliders[axis]}
          onKeyDown={(event) => key(event, axis)}
          onChange={(event) => input(event.currentTarget.valueAsNumber, axis)}
          onFocus={() => useStore.setState({ selectedProbe: name })}
        />
      ))}
      <span className={classes(layout.centre, styles.pin)} aria-hidden="true">
        {name}
      </span>
      <Digit of="decoder" ref={digit} className={classes(layout.untouched, styles.digit)} hidden />
    </fieldset>
  );
}
