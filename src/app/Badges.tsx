/** Status lines: which engine computes and why, and which data the model is trained on and where it came from. */
import { Control } from '../controls/Control';
import { formatProgress } from '../controls/format';
import { optionText } from '../controls/settingWords';
import type { DatasetId } from '../experiment/config';
import { GREY_28 } from '../experiment/dataShape';
import { openFiles } from '../state/actions';
import { type DataState, type EngineState, useStore } from '../state/store';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { Popover } from '../ui/Popover';
import { pickFiles } from '../ui/pickFiles';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './Badges.module.css';

export function EngineBadge() {
  const { t } = useWords();
  const engine = useStore((s) => s.engine);
  const name = t('badge.engine');
  return (
    <div className={classes(layout.row, text.sized, styles.badge)}>
      <p className={layout.rest}>
        <span className={text.quiet} aria-hidden="true">
          {name}{' '}
        </span>
        <span role="status" aria-label={name}>
          <EngineWords engine={engine} />
        </span>
      </p>
      <Popover name={`${name}: ${t('badge.details')}`} icon="up" up>
        {engine.reason && <p>{t(`engine.because.${engine.reason}`)}</p>}
        {engine.device && <p className={text.quiet}>{engine.device}</p>}
        <Ladder ladder={engine.ladder} />
        <Control name="engine" help="below" />
      </Popover>
    </div>
  );
}

function EngineWords({ engine }: { engine: EngineState }) {
  const { t } = useWords();
  if (engine.status === 'starting') return t('engine.starting');
  if (engine.status === 'choosing')
    return engine.progress ? t('engine.compiling', engine.progress) : t('engine.choosing');
  if (engine.status === 'failed' || !engine.id) return t('engine.failed');
  return (
    <>
      <strong>{t(`engine.name.${engine.id}`)}</strong>
      {engine.reason && (
        <span className={text.quiet}>
          {t('badge.comma')}
          {t(`engine.why.${engine.reason}`)}
        </span>
      )}
    </>
  );
}

/** Every engine that was tried, with the outcome and its time per step. */
function Ladder({ ladder }: { ladder: EngineState['ladder'] }) {
  const { t, number } = useWords();
  if (ladder.length === 0) return null;
  return (
    <>
      <p className={text.quiet}>{t('engine.ladder')}</p>
      <ol className={classes(text.sized, styles.ladder)}>
        {ladder.map((rung) => (
          <li key={rung.id}>
            <strong>{t(`engine.name.${rung.id}`)}</strong>
            <span>{t(`engine.outcome.${rung.outcome}`)}</span>
            <span>
              {rung.msPerStep !== undefined &&
                t('engine.ms', { ms: number.significant(rung.msPerStep, 3, true) })}
            </span>
            {rung.detail && <span className={classes(text.quiet, styles.detail)}>{rung.detail}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

function useDatasetName(): (id: DatasetId) => string {
  const words = useWords();
  return (id) => optionText('dataset', id, words);
}

export function DataBadge() {
  const { t } = useWords();
  const data = useStore((s) => s.data);
  const name = t('badge.data');
  const nameOf = useDatasetName();
  return (
    <div className={classes(layout.row, text.sized, styles.badge)}>
      <p className={layout.rest}>
        <span className={text.quiet} aria-hidden="true">
          {name}{' '}
        </span>
        <span role="status" aria-label={name}>
          <DataWords data={data} />
        </span>
      </p>
      <Popover name={`${name}: ${t('badge.details')}`} icon="up" up>
        {data.id && data.origin && (
          <p>
            {t('data.detail', {
              name: nameOf(data.id),
              origin: t(`data.origin.${data.origin}`),
              train: data.trainCount,
              test: data.test?.count ?? 0,
              form: t(data.test?.channels === 3 ? 'data.colour' : 'data.grey', {
                side: data.test?.side ?? GREY_28.side,
              }),
            })}
          </p>
        )}
        {data.trainCount < data.trainTotal && (
          <p>{t('data.part', { count: data.trainCount, total: data.trainTotal })}</p>
        )}
        <p className={text.quiet}>{t('data.private')}</p>
        <Button
          onClick={async () => {
            const files = await pickFiles();
            if (files.length > 0) await openFiles(files);
          }}
        >
          {t('data.open')}
        </Button>
      </Popover>
    </div>
  );
}

/** The progress of loading the data, as a line under the top bar. */
export function DataProgress() {
  const { t } = useWords();
  const data = useStore((s) => s.data);
  if (data.status !== 'loading') return null;
  return (
    <progress
      className={styles.progress}
      aria-label={t('data.loading', { name: '' }).trim()}
      max={data.total || undefined}
      value={data.total ? data.received : undefined}
    />
  );
}

function DataWords({ data }: { data: DataState }) {
  const { t, number } = useWords();
  const nameOf = useDatasetName();
  const wanted = useStore((s) => s.config.dataset);
  switch (data.status) {
    case 'waiting':
      return t('data.waiting');
    case 'loading': {
      const { received, total } = data;
      return (
        <>
          {t('data.loading', { name: nameOf(wanted) })}
          {total > 0 && (
            <span className={text.quiet}>
              {t('badge.comma')}
              {formatProgress(received, total, number)}
            </span>
          )}
        </>
      );
    }
    case 'failed':
      return t('data.failed');
    case 'ready': {
      const count = data.trainCount;
      return (
        <>
          <strong>{data.id && nameOf(data.id)}</strong>
          <span className={text.quiet}>
            {t('badge.comma')}
            {data.origin
              ? t('data.count.from', { count, origin: t(`data.origin.${data.origin}`) })
              : t('data.count', { count })}
          </span>
        </>
      );
    }
    default:
      return data.status satisfies never;
  }
}
