/** The page: who stands where. What each part does is its own affair. */
import { useEffect, useState } from 'react';
import { ConflictsElsewhere } from '../controls/Conflicts';
import { MoreSettings, PendingBar, Settings } from '../controls/Settings';
import { hasLatent } from '../model/predicates';
import { setView, train } from '../state/actions';
import { useStore } from '../state/store';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { Uses } from '../uses/Uses';
import { DigitView } from '../views/DigitView';
import { DrawnDigit } from '../views/DrawnDigit';
import { Filmstrip } from '../views/Filmstrip';
import { LabelRow } from '../views/LabelRow';
import { LatentPlane } from '../views/LatentPlane';
import { Losses } from '../views/Losses';
import { DRAWN, ModelDiagram } from '../views/ModelDiagram';
import { PixelByPixel } from '../views/PixelByPixel';
import { ProbeList } from '../views/ProbeList';
import { Caption } from '../views/plane/captions/Caption';
import styles from './App.module.css';
import { DropTarget } from './DropTarget';
import { GlossaryHost } from './GlossaryHost';
import { Notices } from './Notices';
import { TopBar } from './TopBar';

export function App() {
  const { t } = useWords();
  const { waiting, setWaiting } = useTrainWhenReady();
  const plane = useStore((s) => hasLatent(s.run.spec));
  const conditional = useStore((s) => s.run.spec.condition === 'label');
  return (
    <div className={classes(layout.column, layout.joined, styles.app)}>
      <TopBar waiting={waiting} onWaiting={setWaiting} />
      <main className={styles.main}>
        <div className={classes(layout.column, styles.plane)}>
          {!plane && <Caption waiting={waiting} />}
          {plane ? <LatentPlane onView={setView} waiting={waiting} /> : <PixelByPixel />}
        </div>
        <div className={styles.film}>{plane && <Filmstrip />}</div>
        <div className={classes(layout.column, styles.side)}>
          {plane ? <DigitView /> : <DrawnDigit />}
          {conditional && <LabelRow />}
          {plane && <ProbeList />}
        </div>
        <div className={styles.loss}>
          <Losses />
        </div>
        <div className={styles.uses}>
          <Uses />
        </div>
        <div className={classes(layout.column, styles.model)}>
          <ModelAndTraining />
          <ConflictsElsewhere keys={['engine', 'dataset']} />
          <PendingBar />
          <p className={classes(styles.hint, text.small, text.quiet)}>{t('settings.help')}</p>
        </div>
      </main>
      <Notices />
      <DropTarget />
      <GlossaryHost />
    </div>
  );
}

/** The model as a picture and as settings, and the settings of how it learns. */
function ModelAndTraining() {
  const { t } = useWords();
  const [more, setMore] = useState(false);
  return (
    <div className={classes(layout.column, styles.settings)}>
      <section aria-label={t('model.region')}>
        <ModelDiagram>
          <Settings groups={['data', 'model']} except={DRAWN} more={more} />
        </ModelDiagram>
      </section>
      <section aria-labelledby="settings-training" className={styles.training}>
        <h2 id="settings-training">{t('settings.training')}</h2>
        <Settings groups={['training']} except={['speed']} more={more} none={t('settings.none')} />
      </section>
      <MoreSettings more={more} toggle={() => setMore(!more)} />
    </div>
  );
}

/** Train may be pressed before the data has come: then it begins when the data is there. */
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
