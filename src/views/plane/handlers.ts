/** Connects pointing, clicking and keyboard navigation on the plane to the page's state. */
import type { Words } from '../../i18n/words';
import { onPlane } from '../../latent/slice';
import { planeX, planeY, screenX, screenY } from '../../math/viewport';
import { add, MAX_PROBES, selectedProbe } from '../../state/probes';
import { codesAt } from '../../state/slice';
import { useStore } from '../../state/store';
import { codeOf, labelName, placeText, pointLabels } from '../words';
import type { GestureOptions, Place } from './gestures';
import type { PlaneRenderer } from './planeRenderer';

/** Points reached by keyboard are kept this far inside the view, in units. */
const MARGIN = 40;

/** Sets what the pointer is at: a test image, or a place on the plane. */
function point(hovered: number | null, pointer: readonly [number, number] | null): void {
  const state = useStore.getState();
  const [x, y] = pointer ?? [];
  if (state.hovered === hovered && state.pointer?.[0] === x && state.pointer?.[1] === y) return;
  useStore.setState({ hovered, pointer });
}

/** Adds a probe on the plane. */
export function addProbe(x: number, y: number): void {
  useStore.setState(add([...codesAt(useStore.getState(), [[x, y]])]));
}

/** Adds a probe at the code of a test image. */
function pin(image: number): void {
  const code = codeOf(image);
  if (code) useStore.setState(add(code, image));
}

/** `announce` passes a text to screen readers; `full` is called when no further probe can be added. */
export function createHandlers(
  renderer: Pick<PlaneRenderer, 'camera' | 'redraw' | 'pick' | 'whereIs' | 'next'>,
  words: () => Words,
  announce: (sentence: string) => void,
  full: () => void,
): Pick<GestureOptions, 'hover' | 'click' | 'walk'> {
  let walks = false;

  const placeOn = ({ x, y }: Place): [number, number] => [
    planeX(renderer.camera.view, x),
    planeY(renderer.camera.view, y),
  ];

  /** Announces the point that was reached, and brings it into view. */
  function reach(image: number): void {
    const place = renderer.whereIs(image);
    if (!place) return;
    const v = renderer.camera.view;
    const [px, py] = [screenX(v, place[0]), screenY(v, place[1])];
    const out = (at: number, from: number, to: number) =>
      at < from + MARGIN ? from + MARGIN - at : at > to - MARGIN ? to - MARGIN - at : 0;
    const [dx, dy] = [out(px, v.left, v.left + v.width), out(py, v.top, v.top + v.height)];
    if (dx !== 0 || dy !== 0) {
      renderer.camera.pan(dx, dy);
      renderer.redraw();
    }
    point(image, null);
    const { t } = words();
    const label = pointLabels()?.[image];
    const name =
      label === undefined ? t('plane.unlabelled') : t('plane.labelled', { label: labelName(label, words()) });
    announce(t('plane.point', { name, place: placeText(place, words()) }));
  }

  return {
    hover(place) {
      if (walks) return;
      if (place) point(renderer.pick(place.x, place.y, place.reach), placeOn(place));
      else point(null, null);
    },
    click(place) {
      const { probes } = useStore.getState();
      const image = renderer.pick(place.x, place.y, place.reach);
      const pinned = image !== null && probes.some((p) => p.image === image);
      if (probes.length >= MAX_PROBES && !pinned) full();
      else if (image !== null && codeOf(image)) pin(image);
      else addProbe(...placeOn(place));
    },
    walk: {
      get walks() {
        return walks;
      },
      enter() {
        const state = useStore.getState();
        if (walks) {
          if (state.hovered === null) return;
          if (state.probes.length >= MAX_PROBES) full();
          else pin(state.hovered);
          return;
        }
        const v = renderer.camera.view;
        const [x, y] = onPlane(selectedProbe(state).z, state.slice);
        // At any distance, since there may be no code in view.
        const from = renderer.pick(screenX(v, x), screenY(v, y), Number.POSITIVE_INFINITY);
        if (from === null) return;
        walks = true;
        announce(words().t('plane.walk'));
        reach(from);
      },
      go(dx, dy) {
        const { hovered } = useStore.getState();
        const from = hovered === null ? null : renderer.whereIs(hovered);
        const next = from && renderer.next(from[0], from[1], dx, dy);
        if (next !== null) reach(next);
      },
      end() {
        if (!walks) return;
        walks = false;
        point(null, null);
      },
    },
  };
}
