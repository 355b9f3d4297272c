/** The layout of the page, and the parts that it is composed of. */
import { type CSSProperties, useEffect, useState } from 'react';
import { hasLatent } from '../model/predicates';
import { setView, train } from '../state/actions';
import { useHides } from '../state/hidden';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import { Later } from '../ui/Later';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import { Uses } from '../uses/Uses';
import { DigitView } from '../views/DigitView';
import { DrawnDigit } from '../views/DrawnDigit';
import { Filmstrip } from '../views/Filmstrip';
import { LabelRow } from '../views/LabelRow';
import { LatentPlane } from '../views/LatentPlane';
import { Losses } from '../views/Losses';
import { PixelByPixel } from '../views/PixelByPixel';
import { ProbeList } from '../views/ProbeList';
import { Caption } from '../views/plane/captions/Caption';
import styles from './App.module.css';
import { PinnedDigit, PinnedPlane, PresentTitle } from './Compare';
import { DropTarget } from './DropTarget';
import { Embedded } from './Embedded';
import { GlossaryHost } from './GlossaryHost';
import { LessonHost, LessonListHost } from './Lessons';
import { Model } from './Model';
import { Notices } from './Notices';
import { OneStepHost } from './OneStep';
import { OwnFilesHost } from './OwnFilesHost';
import { PathExport } from './PathExport';
import type { RunControlsProps } from './RunControls';
import { TopBar } from './TopBar';

const projector = createLazyPart(() => import('./projector/Projector'));

export function App() {
  const { waiting, setWaiting } = useTrainWhenReady();
  const embed = useStore((s) => s.look.embed);
  const projected = useStore((s) => s.look.projector);
  const run = { waiting, onWaiting: setWaiting };
  return (
    <>
      {embed ? <Embedded parts={embed} {...run} /> : <WholePage {...run} />}
      <OwnFilesHost />
      {projected && <Later part={projector} />}
    </>
  );
}

function WholePage({ waiting, onWaiting }: RunControlsProps) {
  const plane = useStore((s) => hasLatent(s.run.spec));
  const conditional = useStore((s) => s.run.spec.condition === 'label');
  const lesson = useStore((s) => s.look.lesson !== null);
  const [model, digit, path, loss, uses] = [
    useHides('model'),
    useHides('digit'),
    useHides('path'),
    useHides('loss'),
    useHides('uses'),
  ].map((hidden) => !hidden);
  const side = model || lesson;
  // What a link leaves out leaves its room to the plane.
  const room = Object.fromEntries(
    [!side && '--model', !loss && '--loss', !(digit || path || uses) && '--right']
      .filter((name) => name !== false)
      .map((name) => [name, '0rem']),
  );
  return (
    <div className={classes(layout.column, layout.joined, styles.app)}>
      <TopBar waiting={waiting} onWaiting={onWaiting} />
      <main className={styles.main} style={room}>
        <div className={classes(layout.column, styles.plane)} style={at('stage')}>
          {!plane && <Caption waiting={waiting} />}
          {plane ? (
            <LatentPlane onView={setView} waiting={waiting} Beside={PinnedPlane} title={<PresentTitle />} />
          ) : (
            <PixelByPixel />
          )}
        </div>
        {digit && (
          <div className={styles.digit} style={at('digit')}>
            {plane ? <DigitView beside={<PinnedDigit />} /> : <DrawnDigit />}
          </div>
        )}
        {(path || conditional) && (
          <div className={classes(layout.column, layout.airy, styles.path)} style={at('path')}>
            {conditional && <LabelRow />}
            {plane && path && <Filmstrip files={<PathExport />} />}
            {plane && path && <ProbeList />}
          </div>
        )}
        {loss && (
          <div className={styles.loss} style={at('loss')}>
            <Losses />
          </div>
        )}
        {uses && (
          <div style={at('uses')}>
            <Uses />
          </div>
        )}
        {side && (
          <div className={classes(layout.column, layout.airy, styles.side)} style={at('model')}>
            <LessonHost className={styles.lesson} style={at('lesson')} />
            {model && <Model style={at('model')} />}
          </div>
        )}
      </main>
      <Notices />
      <DropTarget />
      <GlossaryHost />
      <LessonListHost />
      <OneStepHost />
    </div>
  );
}

/** Where a part is on the page's grid. */
const at = (area: string) => ({ '--area': area }) as CSSProperties;

/** If Train is pressed before the data has been loaded, training starts once it has. */
function useTrainWhenReady() {
  const [waiting, setWaiting] = useState(false);
  const ready = useStore((s) => s.data.status === 'ready');
  useEffect(() => {
    if (!waiting || !ready) return;
    setWaiting(false);
    void train();
  }, [waiting, ready]);
  return { waiting, setWaiting };
}
