/** The reader's own files before they are used: some images of each class, what was done, and what seems wrong. */
import { useId, useState } from 'react';
import { optionText } from '../../controls/settingWords';
import type { Finding, Report, Sample } from '../../data/formats/examine';
import { type Mends, mended, NO_MENDS } from '../../data/formats/mend';
import type { Note } from '../../data/formats/notes';
import { placesAmong, roomAmong } from '../../data/mix';
import { formText, GREY_28, type ImageForm, imageSize, sameForm } from '../../experiment/dataShape';
import { isSign, MOST_CLASSES } from '../../experiment/labels';
import { toProblem } from '../../experiment/problem';
import type { Slots } from '../../i18n/message';
import { notify } from '../../state/notices';
import { cancelOwnFiles, cutPicture, keepOwnFiles, pictureShown, takeOwnFiles } from '../../state/ownFiles';
import { useStore } from '../../state/store';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { Cell, Sheet } from '../Sheet';
import { useDrawing } from '../useDrawing';
import { labelName } from '../words';
import { words as own } from './words';

/** Digits get the rest: on a phone, the larger part. */
const NAME = { flex: '0 0 min(9rem, 25%)' };

export default function OwnFiles() {
  const { t } = useWords(own);
  const shown = useStore((s) => s.ownFiles);
  if (!shown) return null;
  return (
    <Dialog key={shown.opening} title={t('own.title')} closeName={t('about.close')} onClosed={cancelOwnFiles}>
      {shown.status === 'shown' ? (
        <Shown report={shown.report} />
      ) : (
        <p className={layout.part} role="status">
          {t('own.reading')}
        </p>
      )}
    </Dialog>
  );
}

function Shown({ report }: { report: Report }) {
  const { t } = useWords(own);
  const [mends, setMends] = useState<Mends>(NO_MENDS);
  const { notes, findings, samples, form, natural } = report;
  const labelled = samples[0]?.label !== null;
  const [mixes, setMixes] = useState(false);
  const into = useInto(report);
  const replaces = useStore((s) => s.data.id === 'own');
  const mixed = mixes && mends.labels ? into : null;
  const use = () => void takeOwnFiles(mends, mixed).catch((error) => notify(toProblem(error)));
  return (
    <>
      <div className={classes(layout.column, layout.loose, layout.part, layout.scrolls)}>
        <p>
          {t('own.counts', { train: report.train, test: report.test })}{' '}
          <span className={text.quiet}>{t('own.unused')}</span>
        </p>
        {pictureShown() && (
          <div className={classes(layout.row, layout.wrap)}>
            <Button onClick={cutPicture}>{t('own.cut')}</Button>
            <span className={text.quiet}>{t('own.cut.text')}</span>
          </div>
        )}
        {findings.length > 0 && (
          <Lines title={t('own.wrong')}>
            {findings.map((finding) => (
              <FindingLine key={finding.code} finding={finding} mends={mends} onMends={setMends} />
            ))}
          </Lines>
        )}
        {notes.length > 0 && (
          <Lines title={t('own.done')}>
            {notes.map((note) => (
              <NoteLine key={JSON.stringify(note)} note={note} />
            ))}
          </Lines>
        )}
        {natural && (
          <Check
            name={t('own.keep', { form: formText(natural) })}
            checked={sameForm(form, natural)}
            onChange={(keep) =>
              void keepOwnFiles(keep ? natural : GREY_28).catch((error) => notify(toProblem(error)))
            }
          />
        )}
        {labelled && (
          <Check
            name={t('own.labels')}
            checked={mends.labels}
            onChange={(labels) => setMends({ ...mends, labels })}
          />
        )}
        {replaces && <p className={text.quiet}>{t('own.mix.own')}</p>}
        {into && mends.labels && (
          <div className={classes(layout.column, layout.joined)}>
            <Check name={t('own.mix', { dataset: into.name })} checked={mixes} onChange={setMixes} />
            {mixed && <p className={text.quiet}>{into.said}</p>}
          </div>
        )}
        <ul className={layout.column}>
          {samples.map((sample) => (
            <SampleRow
              key={sample.label}
              sample={sample}
              form={report.form}
              names={report.names}
              mends={mends}
            />
          ))}
        </ul>
      </div>
      <div className={classes(layout.row, layout.ruled, layout.part)}>
        <Button onClick={use} autoFocus>
          {t('own.use')}
        </Button>
        <Button onClick={cancelOwnFiles}>{t('own.cancel')}</Button>
      </div>
    </>
  );
}

/** The data set in use, if these images can be mixed into it, and where their classes would go. */
function useInto({ form, samples, names, train: found }: Report) {
  const words = useWords(own);
  const { t, number } = words;
  const { id, classes: count, test, trainTotal } = useStore((s) => s.data);
  if (id === null || id === 'own' || !test || !sameForm(test, form)) return null;
  if (samples.some(({ label }) => label === null)) return null;
  const called = samples.map(({ label }) => names?.[label ?? 0] ?? String(label));
  const theirs = Array.from({ length: count }, (_, label) => labelName(label, words));
  const { all } = placesAmong(theirs, called);
  if (all.length > MOST_CLASSES) return null;
  const joined = called.filter((name) => theirs.includes(name));
  const used = roomAmong(form, trainTotal, found);
  const said = [
    ...(all.length > count ? [t('own.mix.new', { classes: number.row(all.slice(count)) })] : []),
    ...(joined.length > 0 ? [t('own.mix.joined', { classes: number.row(joined) })] : []),
    ...(used < found ? [t('own.mix.some', { count: used, found })] : []),
  ].join(t('text.betweenSentences'));
  return { id, names: theirs, name: optionText('dataset', id, words), said };
}

function Lines({ title, children }: { title: string; children: React.ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul className={text.list}>{children}</ul>
    </section>
  );
}

function NoteLine({ note }: { note: Note }) {
  const { t, lang } = useWords(own);
  return <li lang={lang(`own.note.${note.code}`)}>{t(`own.note.${note.code}`, { ...note.params })}</li>;
}

interface FindingLineProps {
  finding: Finding;
  mends: Mends;
  onMends: (mends: Mends) => void;
}

function FindingLine({ finding: { code, params }, mends, onMends }: FindingLineProps) {
  const { t, number } = useWords(own);
  const slots: Slots = 'share' in params ? { share: number.percent(params.share, 0) } : { ...params };
  return (
    <li>
      {t(`own.finding.${code}`, slots)}
      {code === 'turned' && (
        <Check name={t('own.turn')} checked={mends.turn} onChange={(turn) => onMends({ ...mends, turn })} />
      )}
      {code === 'inverted' && (
        <Check
          name={t('own.invert')}
          checked={mends.invert}
          onChange={(invert) => onMends({ ...mends, invert })}
        />
      )}
    </li>
  );
}

function Check(props: { name: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const { name, checked, onChange } = props;
  return (
    <label className={layout.row}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {name}
    </label>
  );
}

const COLUMNS = 10;

function SampleRow(props: { sample: Sample; form: ImageForm; names: string[] | null; mends: Mends }) {
  const { sample, form, names, mends } = props;
  const { t } = useWords(own);
  const { label, count, images } = sample;
  const size = imageSize(form);
  const shown = images.length / size;
  const shape = { columns: COLUMNS, rows: Math.ceil(shown / COLUMNS), gap: 2 };
  const sheet = useDrawing(
    (painter) => {
      const seen = mended({ images, ...form }, mends);
      for (let i = 0; i < shown; i++)
        painter.paint(seen.subarray(i * size, (i + 1) * size), i % COLUMNS, Math.floor(i / COLUMNS));
      return false;
    },
    { sheet: shape, form },
    [images, mends],
  );
  const called = label === null ? t('own.unlabelled') : (names?.[label] ?? String(label));
  const name = label === null || isSign(called) ? called : `${label} = ${called}`;
  // The sheet's list goes column by column.
  const columns = Array.from({ length: COLUMNS }, (_, x) =>
    Array.from({ length: shape.rows }, (_, y) => y * COLUMNS + x).filter((i) => i < shown),
  );
  return (
    <li className={layout.row}>
      <span style={NAME}>{t('own.class', { name, count })}</span>
      <Sheet shape={shape} side={form.side} canvas={sheet} className={layout.rest}>
        {columns.map((places, x) => (
          <li key={places[0] ?? -x}>
            {places.map((i) => (
              <Cell key={i} of="input" name={t('own.image', { n: i + 1, name })} />
            ))}
          </li>
        ))}
      </Sheet>
    </li>
  );
}
