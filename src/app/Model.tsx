/** The diagram of the model, with its settings, and the status of engine and data. */
import type { CSSProperties } from 'react';
import { ConflictsElsewhere } from '../controls/Conflicts';
import { PendingBar } from '../controls/Settings';
import { ThingsToTry } from '../lessons/ThingsToTry';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { useWords } from '../ui/words';
import { ModelDiagram } from '../views/ModelDiagram';
import { DataBadge, EngineBadge } from './Badges';

export function Model({ style }: { style?: CSSProperties }) {
  const { t } = useWords();
  return (
    <div className={classes(layout.column, layout.loose, layout.rest)} style={style}>
      <section aria-label={t('model.region')} className={classes(layout.column, layout.rest)}>
        <ModelDiagram below={<ThingsToTry />} />
      </section>
      <ConflictsElsewhere keys={['engine']} />
      <PendingBar />
      <footer className={layout.ruled}>
        <EngineBadge />
        <DataBadge />
      </footer>
    </div>
  );
}
