/** The signs of a photographed sheet, row by row, before they are kept as drawings: a name a row, or one for all. */
import { useEffect, useState } from 'react';
import { toProblem } from '../../experiment/problem';
import { INPUT_SIZE } from '../../model/spec';
import { openFiles } from '../../state/actions';
import {
  collectionFile,
  type Kept,
  keepAll,
  MOST_CHARACTERS,
  MOST_KEPT,
  readOnce,
  useCollection,
} from '../../state/collection';
import { notify } from '../../state/notices';
import { signsOfPhotograph } from '../../state/photograph';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { CellButton, Sheet } from '../../views/Sheet';
import { useDrawing } from '../../views/useDrawing';
import { words as ofUse } from './words';

/** Below the name where there is little room: a finger finds each sign. */
const SIGNS = { flex: '1 0 18rem' };
const COLUMNS = 12;

interface Props {
  file: File;
  onClosed: () => void;
  /** Whether all kept drawings are shown as files when the signs are kept. */
  trains?: boolean;
}

export default function Photograph({ file, onClosed, trains = false }: Props) {
  const { t } = useWords(ofUse);
  const [rows, setRows] = useState<Uint8Array[][] | null>(null);
  useEffect(readOnce, []);
  useEffect(() => {
    let over = false;
    signsOfPhotograph(file).then(
      (found) => !over && setRows(found),
      (error) => {
        if (over) return;
        notify(toProblem(error));
        onClosed();
      },
    );
    return () => {
      over = true;
    };
  }, [file, onClosed]);
  return (
    <Dialog title={t('photo.title')} closeName={t('photo.cancel')} onClosed={onClosed}>
      {rows === null || rows.length === 0 ? (
        <p className={layout.part} role="status">
          {t(rows === null ? 'photo.reading' : 'photo.none')}
        </p>
      ) : (
        <Rows
          rows={rows}
          onClosed={onClosed}
          onKept={() => {
            onClosed();
            if (trains) void openFiles([collectionFile()]);
          }}
        />
      )}
    </Dialog>
  );
}

interface RowsProps {
  rows: Uint8Array[][];
  onClosed: () => void;
  onKept: () => void;
}

function Rows({ rows, onClosed, onKept }: RowsProps) {
  const { t } = useWords(ofUse);
  const [names, setNames] = useState<string[]>(() => rows.map(() => ''));
  const [left, setLeft] = useState<ReadonlySet<Uint8Array>>(new Set());
  const room = useCollection((s) => MOST_KEPT - s.kept.length);
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  const chosen: Kept[] = rows.flatMap((row, i) =>
    names[i].trim() === ''
      ? []
      : row.filter((image) => !left.has(image)).map((image) => ({ label: names[i], image })),
  );
  const toggle = (image: Uint8Array) => {
    const next = new Set(left);
    if (!next.delete(image)) next.add(image);
    setLeft(next);
  };
  const field = (name: string, value: string, onName: (typed: string) => void) => (
    <TextField
      small
      size={8}
      maxLength={MOST_CHARACTERS}
      aria-label={name}
      placeholder={t('drawing.collect.class')}
      value={value}
      onChange={({ currentTarget }) => onName(currentTarget.value)}
    />
  );
  const same = names.every((name) => name === names[0]) ? names[0] : '';
  return (
    <>
      <div className={classes(layout.column, layout.loose, layout.part, layout.scrolls)}>
        <p>
          {t('photo.found', { count, rows: rows.length })}{' '}
          <span className={text.quiet}>{t('photo.how')}</span>
        </p>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the field has its own name */}
        <label className={classes(layout.row, layout.close)}>
          {t('photo.all')}
          {field(t('photo.all'), same, (name) => setNames(rows.map(() => name)))}
        </label>
        <ul className={layout.column}>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is identified by its place
            <li key={i} className={classes(layout.row, layout.wrap)}>
              {field(t('photo.row', { row: i + 1 }), names[i], (name) =>
                setNames(names.map((one, k) => (k === i ? name : one))),
              )}
              <span className={classes(layout.fixed, text.quiet)}>
                {t('photo.count', { count: row.filter((image) => !left.has(image)).length })}
              </span>
              <div style={SIGNS}>
                <RowSheet row={row} number={i + 1} left={left} onToggle={toggle} />
              </div>
            </li>
          ))}
        </ul>
      </div>
      <div className={classes(layout.row, layout.ruled, layout.part)}>
        <Button
          disabled={chosen.length === 0}
          onClick={() => {
            keepAll(chosen.slice(0, room));
            onKept();
          }}
        >
          {t('photo.keep', { count: Math.min(room, chosen.length) })}
        </Button>
        <Button onClick={onClosed}>{t('photo.cancel')}</Button>
        {chosen.length > room && <p role="status">{t('photo.full', { most: MOST_KEPT })}</p>}
      </div>
    </>
  );
}

interface RowSheetProps {
  row: Uint8Array[];
  number: number;
  left: ReadonlySet<Uint8Array>;
  onToggle: (image: Uint8Array) => void;
}

function RowSheet({ row, number, left, onToggle }: RowSheetProps) {
  const { t } = useWords(ofUse);
  const shape = { columns: COLUMNS, rows: Math.ceil(row.length / COLUMNS), gap: 2 };
  const canvas = useDrawing(
    (painter) => {
      // Those that are left out become blank.
      row.forEach((image, i) => {
        const shown = left.has(image) ? new Uint8Array(INPUT_SIZE) : image;
        painter.paint(shown, i % COLUMNS, Math.floor(i / COLUMNS));
      });
      return false;
    },
    { sheet: shape },
    [row, left],
  );
  // The sheet's list goes column by column.
  const columns = Array.from({ length: Math.min(COLUMNS, row.length) }, (_, x) =>
    row.map((image, i) => ({ image, i })).filter(({ i }) => i % COLUMNS === x),
  );
  return (
    <Sheet shape={shape} canvas={canvas} className={layout.rest}>
      {columns.map((cells) => (
        <li key={cells[0].i}>
          {cells.map(({ image, i }) => (
            <CellButton
              key={i}
              of="input"
              name={t('photo.sign', { row: number, n: i + 1 })}
              aria-pressed={!left.has(image)}
              onClick={() => onToggle(image)}
            />
          ))}
        </li>
      ))}
    </Sheet>
  );
}
