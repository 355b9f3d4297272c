/**
 * The decoded digit, large: at the place under the pointer, or else at the selected probe. The canvas has exactly 28×28
 * pixels with the decoder's values in grey (see `digit.ts`), enlarged by the browser without smoothing.
 */
import { type ReactNode, useRef } from 'react';
import type { Words } from '../i18n/words';
import { onPlane } from '../latent/slice';
import { hasEncoder } from '../model/predicates';
import { live } from '../state/live';
import { pathNow, placeOnPath } from '../state/path';
import { selectedProbe } from '../state/probes';
import { createDecoded, type Decoded, decodedProbe } from '../state/published';
import { codesAt } from '../state/slice';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { TEXT_INTERVAL } from '../ui/frame';
import layout from '../ui/layout.module.css';
import { isDark } from '../ui/palette';
import text from '../ui/text.module.css';
import { useDrawer, type When } from '../ui/useDrawer';
import { useWords } from '../ui/words';
import styles from './DigitView.module.css';
import type { DigitPainter } from './digit';
import { Digit } from './Sheet';
import { useDrawing } from './useDrawing';
import { codeOf, labelName, neighbourhoodOfDigit, placeText, pointLabels, voteNear } from './words';

/** Everything that the digit and its description depend on. */
const whenDecoded: When = (mark) => [
  live.subscribe('weights', mark),
  useStore.subscribe((s, before) => {
    if (
      s.probes !== before.probes ||
      s.label !== before.label ||
      s.selectedProbe !== before.selectedProbe ||
      s.pointer !== before.pointer ||
      s.hovered !== before.hovered ||
      s.pathStep !== before.pathStep ||
      s.run.spec !== before.run.spec
    )
      mark();
  }),
];

const underPointer = createDecoded();

/**
 * What is shown: the place on the path that is played or pointed at, the code of the test image under the pointer, the
 * place under the pointer, or the selected probe.
 */
function shown(): {
  z: readonly number[];
  decoded: Decoded;
  of: 'path' | 'image' | 'place' | 'probe';
  name: string;
} {
  const state = useStore.getState();
  const probe = selectedProbe(state);
  const { hovered, pointer, pathStep } = state;
  const path = pathStep === null ? null : pathNow();
  if (path && pathStep !== null)
    return { z: placeOnPath(path, pathStep), decoded: underPointer, of: 'path', name: '' };
  const code = hovered === null ? null : codeOf(hovered);
  if (code) return { z: code, decoded: underPointer, of: 'image', name: '' };
  if (pointer) return { z: [...codesAt(state, [pointer])], decoded: underPointer, of: 'place', name: '' };
  return { z: probe.z, decoded: decodedProbe(probe.name), of: 'probe', name: probe.name };
}

/** Describes the digit and its place on the plane. */
function description(words: Words): string {
  const state = useStore.getState();
  const { z, of, name } = shown();
  const place = placeText(z.length > 2 ? onPlane(z, state.slice) : z, words);
  const image = of === 'image' ? state.hovered : selectedProbe(state).image;
  const label = image === null || image === undefined ? undefined : pointLabels()?.[image];
  const labelled =
    label === undefined
      ? words.t('plane.unlabelled')
      : words.t('plane.labelled', { label: labelName(label, words) });
  if (of === 'path') return words.t('path.at', { place });
  if (of === 'place') return words.t('plane.underPointer', { place });
  if (of === 'image') return words.t('plane.imageAt', { label: labelled, place });
  if (image !== undefined) return words.t('plane.pinnedAt', { name, label: labelled, place });
  return words.t('plane.probeAt', { name, place });
}

/** `beside`: what the pinned run decodes, if there is one. */
export function DigitView({ beside }: { beside: ReactNode }) {
  const words = useWords();
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const where = useRef<HTMLParagraphElement>(null);
  const what = useRef<HTMLParagraphElement>(null);
  const painted = useRef<{ by?: DigitPainter; what: string }>({ what: '' });
  const canvas = useDrawing(
    (painter) => {
      const { z, decoded, name } = shown();
      const some = decoded.at(z);
      const wanted = `${some}${name}${decoded.version}${isDark()}`;
      const { by, what } = painted.current;
      if (by !== painter || what !== wanted) painter.paint(some ? decoded.pixels : null);
      painted.current = { by: painter, what: wanted };
      return false;
    },
    { when: whenDecoded },
    [],
  );
  // The digit follows in every frame; its description can wait.
  useDrawer(
    () => {
      const { z, decoded } = shown();
      const some = decoded.at(z);
      if (where.current) where.current.textContent = description(words);
      if (what.current)
        what.current.textContent = some ? neighbourhoodOfDigit(voteNear(z), words) : words.t('plane.noDigit');
    },
    (mark) => [...whenDecoded(mark), live.subscribe('points', mark)],
    TEXT_INTERVAL,
    [words],
  );

  return (
    <figure className={classes(layout.row, layout.airy, styles.view)} data-votes={encodes}>
      <Digit of="decoder" ref={canvas} role="img" aria-label={words.t('plane.digit')} />
      {beside}
      <figcaption>
        <p ref={where} className={text.strong} />
        <p ref={what} className={text.quiet} />
      </figcaption>
    </figure>
  );
}
