/**
 * Probes from elsewhere than the plane: the code of a test image, chosen by its class, the mean code of a class, the
 * code of the reader's drawing, and arithmetic with other probes.
 */

import { useMemo, useState, useSyncExternalStore } from 'react';
import { imageAt } from '../data/images';
import { analogy, classMean } from '../latent/arithmetic';
import { hasEncoder } from '../model/predicates';
import { live } from '../state/live';
import { add, MAX_PROBES, probeNamed } from '../state/probes';
import { createDecoded } from '../state/published';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Select } from '../ui/Field';
import layout from '../ui/layout.module.css';
import { paced } from '../ui/paced';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { ClassChoice } from './ClassChoice';
import styles from './ProbeSources.module.css';
import { CellButton, Digit, Sheet } from './Sheet';
import { useDrawing } from './useDrawing';
import { codeOf, labelName, pointLabels } from './words';

/** Test images at a time. */
const SHOWN = 8;

export default function ProbeSources() {
  const { t } = useWords();
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const full = useStore((s) => s.probes.length >= MAX_PROBES);
  return (
    <div className={layout.column}>
      {full && <p>{t('plane.hint.full', { count: MAX_PROBES })}</p>}
      {encodes ? <FromImages full={full} /> : <p className={text.quiet}>{t('probe.noEncoder')}</p>}
      {encodes && <FromDrawing full={full} />}
      <Arithmetic full={full} />
    </div>
  );
}

const subscribePoints = paced((changed) => live.subscribe('points', changed));
const readLabels = () => pointLabels();

function FromImages({ full }: { full: boolean }) {
  const words = useWords();
  const { t } = words;
  const [label, setLabel] = useState(0);
  const [page, setPage] = useState(0);
  const labels = useSyncExternalStore(subscribePoints, readLabels);
  const test = useStore((s) => s.data.test);
  const count = useStore((s) => s.data.classes);
  const all = useMemo(
    () => Array.from(labels?.keys() ?? []).filter((i) => labels?.[i] === label && i < (test?.count ?? 0)),
    [labels, label, test],
  );
  const pages = Math.max(1, Math.ceil(all.length / SHOWN));
  const images = all.slice((page % pages) * SHOWN, ((page % pages) + 1) * SHOWN);
  if (!labels) return <p className={text.quiet}>{t('probe.noLabels')}</p>;
  return (
    <>
      <ClassChoice
        legend={t('probe.testImage')}
        count={count}
        chosen={label}
        onChoose={(next) => {
          setLabel(next);
          setPage(0);
        }}
      />
      {images.length > 0 ? (
        <Images key={`${label} ${page}`} images={images} full={full} />
      ) : (
        <p className={text.quiet}>{t('probe.noneOfClass')}</p>
      )}
      <div className={classes(layout.row, layout.wrap)}>
        <Button look="small" disabled={pages < 2} onClick={() => setPage(page + 1)}>
          {t('probe.others')}
        </Button>
        <Button
          look="small"
          disabled={full || images.length === 0}
          onClick={() => {
            const { points } = live.get();
            const mean =
              points?.labels && classMean(points.mu, points.labels, points.mu.length / points.count, label);
            if (mean) useStore.setState(add(mean));
          }}
        >
          {t('probe.mean', { label: labelName(label, words) })}
        </Button>
      </div>
    </>
  );
}

function Images({ images, full }: { images: readonly number[]; full: boolean }) {
  const { t } = useWords();
  const test = useStore((s) => s.data.test);
  const shape = { columns: SHOWN, rows: 1, gap: 2 };
  const sheet = useDrawing(
    (painter) => {
      images.forEach((image, i) => {
        painter.paint(test && imageAt(test, image), i);
      });
      return false;
    },
    { sheet: shape },
    [images, test],
  );
  return (
    <Sheet shape={shape} canvas={sheet}>
      {images.map((image) => (
        <li key={image}>
          <CellButton
            of="input"
            name={t('probe.pin', { index: image })}
            disabled={full}
            onClick={() => {
              const code = codeOf(image);
              if (code) useStore.setState(add(code, image));
            }}
          />
        </li>
      ))}
    </Sheet>
  );
}

const subscribeDrawing = paced((changed) => live.subscribe('drawing', changed));
const readDrawing = () => live.get().drawing;

function FromDrawing({ full }: { full: boolean }) {
  const { t } = useWords();
  const drawing = useSyncExternalStore(subscribeDrawing, readDrawing);
  return (
    <div className={classes(layout.row, layout.wrap)}>
      <Button
        look="small"
        disabled={full || !drawing}
        onClick={() => drawing && useStore.setState(add([...drawing.mu]))}
      >
        {t('probe.drawing')}
      </Button>
      {!drawing && <span className={text.quiet}>{t('probe.drawing.none')}</span>}
    </div>
  );
}

/** A − B + C with three probes, each with its digit, and the result. */
function Arithmetic({ full }: { full: boolean }) {
  const { t } = useWords();
  const probes = useStore((s) => s.probes);
  const [chosen, choose] = useState(['A', 'B', 'C']);
  const terms = chosen.map((name, i) =>
    probes.some((p) => p.name === name) ? name : probes[i % probes.length].name,
  );
  const result = () => {
    const [a, b, c] = terms.map((name) => probeNamed(useStore.getState(), name)?.z ?? []);
    return analogy(a, b, c);
  };
  return (
    <div className={classes(layout.row, layout.ruled)}>
      {terms.map((name, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a term is identified by its place
        <span key={i} className={layout.row}>
          {i > 0 && (i === 1 ? '−' : '+')}
          <span className={layout.column}>
            <Decoded
              of={() => probeNamed(useStore.getState(), name)?.z ?? []}
              name={t('plane.probe', { name })}
            />
            <Select
              small
              aria-label={t('probe.term', { number: i + 1 })}
              value={name}
              onChange={({ currentTarget: { value } }) =>
                choose(terms.map((one, k) => (k === i ? value : one)))
              }
            >
              {probes.map((p) => (
                <option key={p.name}>{p.name}</option>
              ))}
            </Select>
          </span>
        </span>
      ))}
      =
      <span className={layout.column}>
        <Decoded of={result} name={t('probe.result')} />
        <Button
          look="small"
          disabled={full}
          aria-label={t('probe.addResult')}
          onClick={() => useStore.setState(add(result()))}
        >
          +
        </Button>
      </span>
    </div>
  );
}

function Decoded({ of, name }: { of: () => number[]; name: string }) {
  const decoded = useMemo(createDecoded, []);
  const canvas = useDrawing(
    (painter) => {
      painter.paint(decoded.at(of()) ? decoded.pixels : null);
      return false;
    },
    {
      when: (mark) => [
        live.subscribe('weights', mark),
        useStore.subscribe((s, before) => {
          if (s.probes !== before.probes || s.label !== before.label) mark();
        }),
      ],
    },
    [of, decoded],
  );
  return <Digit of="decoder" ref={canvas} role="img" aria-label={name} className={styles.digit} />;
}
