/** The page as a part of another page: only the parts that its link names, in one column or beside each other. */
import type { ComponentType } from 'react';
import { PARTS, type Part } from '../experiment/look';
import { encodeUrl } from '../experiment/url';
import { hasLatent } from '../model/predicates';
import { setView } from '../state/actions';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Uses } from '../uses/Uses';
import { DigitView } from '../views/DigitView';
import { DrawnDigit } from '../views/DrawnDigit';
import { Filmstrip } from '../views/Filmstrip';
import { LatentPlane } from '../views/LatentPlane';
import { Losses } from '../views/Losses';
import { PixelByPixel } from '../views/PixelByPixel';
import { PinnedDigit, PinnedPlane, PresentTitle } from './Compare';
import styles from './Embedded.module.css';
import { GlossaryHost } from './GlossaryHost';
import { LessonHost, LessonListHost } from './Lessons';
import { Model } from './Model';
import { Notices } from './Notices';
import { PathExport } from './PathExport';
import { RunControls, type RunControlsProps } from './RunControls';

interface EmbeddedProps extends RunControlsProps {
  parts: readonly Part[];
}

export function Embedded({ parts, ...run }: EmbeddedProps) {
  return (
    <div className={classes(layout.column, styles.page)}>
      <main className={classes(layout.rest, styles.parts)}>
        {PARTS.filter((part) => parts.includes(part)).map((part) => {
          const Part = VIEWS[part];
          return (
            <div key={part} className={classes(layout.under, styles.part)} data-part={part}>
              <Part {...run} />
            </div>
          );
        })}
      </main>
      <WholePage />
      <Notices />
      <GlossaryHost />
      <LessonListHost />
    </div>
  );
}

const VIEWS: Record<Part, ComponentType<RunControlsProps>> = {
  train: RunControls,
  plane: Plane,
  digit: TheDigit,
  path: () => <Filmstrip files={<PathExport />} />,
  loss: Losses,
  lesson: () => <LessonHost />,
  model: () => <Model />,
  uses: Uses,
};

function Plane({ waiting }: RunControlsProps) {
  const plane = useStore((s) => hasLatent(s.run.spec));
  if (!plane) return <PixelByPixel />;
  return <LatentPlane onView={setView} waiting={waiting} Beside={PinnedPlane} title={<PresentTitle />} />;
}

function TheDigit() {
  const plane = useStore((s) => hasLatent(s.run.spec));
  return plane ? <DigitView beside={<PinnedDigit />} /> : <DrawnDigit />;
}

/** Opens the whole page, with the same settings, in a tab of its own. */
function WholePage() {
  const { t } = useWords();
  const href = useStore((s) => encodeUrl(s.config, { ...s.look, embed: null }));
  return (
    <a href={href} target="_blank" rel="noopener" className={classes(text.small, layout.last)}>
      {t('app.title')} ↗
    </a>
  );
}
