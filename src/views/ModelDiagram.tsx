/**
 * The model as a picture that is also its settings: an image goes in, an encoder narrows, a few
 * latent numbers stay, a decoder widens, an image comes out. It shows the model that the settings
 * ask for; where the run is still on another one, each control says so.
 */
import type { ReactNode } from 'react';
import { useText } from '../app/i18n';
import { Control, PendingMark } from '../controls/Control';
import { formatNumber } from '../controls/format';
import { ModelChoice } from '../controls/ModelChoice';
import { WidthsControl } from '../controls/WidthsControl';
import type { Config } from '../experiment/config';
import { headOf, type LayerLayout, layoutOf } from '../model/layout';
import { INPUT_SIZE, specOf } from '../model/spec';
import { live } from '../state/live';
import { useStore } from '../state/store';
import { outline } from './diagram';
import { atLeisure } from './frame';
import styles from './ModelDiagram.module.css';
import { Picture } from './Picture';

/** The settings that have their place in the picture; the region shows the rest of their group below it. */
export const DRAWN: readonly (keyof Config)[] = [
  'dataset',
  'model',
  'encoder',
  'latent',
  'decoder',
  'likelihood',
];

const parametersOf = (layers: readonly LayerLayout[]) =>
  layers.reduce((sum, l) => sum + l.inputs * l.outputs + l.outputs, 0);

/** The first test image of the row below, as it is and as the model gives it back. */
function readInput(): Uint8Array | null {
  const { test } = useStore.getState().data;
  const index = live.get().reconstructions?.samples[0] ?? 0;
  return test && index < test.count
    ? test.images.subarray(index * INPUT_SIZE, (index + 1) * INPUT_SIZE)
    : null;
}
const readOutput = () => live.get().reconstructions?.pixels.subarray(0, INPUT_SIZE) ?? null;
function whenInput(changed: () => void): () => void {
  const leaveLive = live.subscribe('reconstructions', changed);
  const leaveStore = useStore.subscribe((s, before) => {
    if (s.data.test !== before.data.test) changed();
  });
  return () => {
    leaveLive();
    leaveStore();
  };
}
const whenOutput = (changed: () => void) => live.subscribe('reconstructions', atLeisure(changed));

export function ModelDiagram({ children }: { children?: ReactNode }) {
  const { t } = useText();
  const config = useStore((s) => s.config);
  const spec = specOf(config);
  const layout = layoutOf(spec);
  const heads = layout.logVar ? [headOf(layout), layout.logVar] : [headOf(layout)];
  const hidden = layout.decoder.slice(0, -1);
  const output = layout.decoder.slice(-1);
  const count = (layers: readonly LayerLayout[]) => formatNumber(parametersOf(layers));
  return (
    <div className={styles.diagram}>
      <div className={styles.head}>
        <h2>{t('model.region')}</h2>
        <PendingMark name="model" />
        <span className={styles.total}>{t('model.total', { count: formatNumber(layout.size) })}</span>
      </div>
      <ModelChoice />

      <div className={styles.end}>
        <Picture name={t('model.input')} concept="input" read={readInput} subscribe={whenInput} />
        <Control name="dataset" />
      </div>

      <WidthsControl
        name="encoder"
        title={<h3 className={styles.encoder}>{t('model.encoder')}</h3>}
        notes={layout.encoder.map((l) => count([l]))}
      >
        <Outline concept={styles.encoder} points={outline(INPUT_SIZE, spec.encoder, spec.latent)} />
      </WidthsControl>

      <div className={styles.latent}>
        <Control name="latent" layout="line" />
        <div className={styles.heads}>
          {t(layout.logVar ? 'model.heads.vae' : 'model.heads.ae')}
          <br />
          {count(heads)}
        </div>
      </div>

      <WidthsControl
        name="decoder"
        title={<h3 className={styles.decoder}>{t('model.decoder')}</h3>}
        notes={hidden.map((l) => count([l]))}
      >
        <Outline concept={styles.decoder} points={outline(spec.latent, spec.decoder, INPUT_SIZE)} />
      </WidthsControl>

      <div className={styles.end}>
        <Picture name={t('model.output')} concept="decoder" read={readOutput} subscribe={whenOutput} />
        <Control name="likelihood" />
        <span className={styles.outputCount}>{count(output)}</span>
      </div>
      {children}
    </div>
  );
}

/** What is made small, each term in its colour. */
export function LossEquation() {
  const { t } = useText();
  const family = useStore((s) => s.config.model);
  return (
    <p className={styles.loss}>
      <span>{t('model.loss')}</span> = <span className={styles.recon}>{t('model.recon')}</span>
      {family === 'vae' && (
        <>
          {' '}
          + β · <span className={styles.kl}>KL</span>
        </>
      )}
    </p>
  );
}

function Outline({ concept, points }: { concept: string; points: string }) {
  return (
    <svg
      className={`${styles.outline} ${concept}`}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <polygon points={points} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
