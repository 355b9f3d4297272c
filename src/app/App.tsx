/** The page: who stands where. What each part does is its own affair. */
import { LossChart } from '../charts/LossChart';
import { PendingBar, Settings } from '../controls/Settings';
import { setView } from '../state/actions';
import { useStore } from '../state/store';
import { DigitView } from '../views/DigitView';
import { Filmstrip } from '../views/Filmstrip';
import { LatentPlane } from '../views/LatentPlane';
import { DRAWN, LossEquation, ModelDiagram } from '../views/ModelDiagram';
import { ProbeList } from '../views/ProbeList';
import { Reconstructions } from '../views/Reconstructions';
import styles from './App.module.css';
import { DropTarget } from './DropTarget';
import { useText } from './i18n';
import { Notices } from './Notices';
import { TopBar } from './TopBar';

export function App() {
  const { t } = useText();
  return (
    <div className={styles.app}>
      <TopBar />
      <main className={styles.main}>
        <div className={styles.plane}>
          <Shown />
          <LatentPlane onView={setView} />
        </div>
        <div className={styles.film}>
          <Filmstrip />
        </div>
        <div className={styles.side}>
          <DigitView />
          <ProbeList />
        </div>
        <div className={styles.loss}>
          <LossChart />
        </div>
        <div className={styles.recon}>
          <Reconstructions />
        </div>
        <div className={styles.model}>
          <div className={styles.settings}>
            <section aria-label={t('model.region')}>
              <ModelDiagram>
                <Settings group="model" except={DRAWN} />
              </ModelDiagram>
            </section>
            <section aria-labelledby="settings-training" className={styles.training}>
              <div className={styles.trainingHead}>
                <h2 id="settings-training">{t('settings.training')}</h2>
                <LossEquation />
              </div>
              <Settings group="training" except={['speed']} />
            </section>
          </div>
          <PendingBar />
          <p className={styles.hint}>{t('settings.help')}</p>
        </div>
      </main>
      <Notices />
      <DropTarget />
    </div>
  );
}

/** What is on the plane right now, in a sentence. */
function Shown() {
  const { t } = useText();
  const status = useStore((s) => s.run.status);
  const origin = useStore((s) => s.run.origin);
  const family = useStore((s) => s.run.spec.family);
  const key = (() => {
    if (status !== 'idle') return `shown.${status}` as const;
    if (origin === 'pretrained') return family === 'ae' ? 'shown.pretrained.ae' : 'shown.pretrained';
    return `shown.${origin}` as const;
  })();
  return <p className={styles.shown}>{t(key)}</p>;
}
