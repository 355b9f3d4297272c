/** The time of the flow from N(0, I) to the codes: a slider, and its playback. */
import { useEffect } from 'react';
import { lastScore } from '../../../latent/flow/diffusion';
import { useFlowShown } from '../../../state/flowShown';
import { useLearnedPrior } from '../../../state/learnedPrior';
import { Button, IconButton } from '../../../ui/Button';
import { classes } from '../../../ui/classes';
import { Slider } from '../../../ui/Field';
import { createDrawer, FRAME_INTERVAL, prefersReducedMotion } from '../../../ui/frame';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import { useWords } from '../../../ui/words';
import styles from './Flow.module.css';
import { words as ofFlow } from './words';

/** From 0 to 1, in ms. */
const DURATION_MS = 5000;

export default function FlowTime() {
  const { t, number } = useWords(ofFlow);
  const time = useFlowShown((s) => s.t);
  const playing = useFlowShown((s) => s.playing);
  const score = useFlowShown((s) => s.score);
  const latent = useFlowShown((s) => s.paths?.latent);
  useEffect(() => (playing ? play() : undefined), [playing]);
  const last = useLearnedPrior(({ learned }) => (learned ? lastScore(learned.flow.scales) : 1));
  const at = t('flow.at', { t: number.fixed(time, 2) });
  const said =
    score && latent === 2 && time > last ? t('flow.late', { at, last: number.fixed(last, 2) }) : at;
  return (
    <fieldset
      aria-label={t('flow.title')}
      className={classes(layout.row, layout.wrap, text.small, styles.time)}
    >
      <IconButton
        icon={playing ? 'pause' : 'play'}
        name={t(playing ? 'flow.pause' : 'flow.play')}
        onClick={() => useFlowShown.setState({ playing: !playing })}
      />
      <span>{t('flow.from')}</span>
      <Slider
        className={layout.rest}
        aria-label={t('flow.time')}
        aria-valuetext={at}
        min={0}
        max={1}
        step={0.01}
        value={time}
        onChange={({ currentTarget: { value } }) =>
          useFlowShown.setState({ t: Number(value), playing: false })
        }
      />
      <span>{t('flow.to')}</span>
      <output className={text.quiet}>{said}</output>
      {latent === 2 && (
        <Button
          look="small"
          aria-pressed={score}
          title={t('flow.score.help')}
          onClick={() => useFlowShown.setState({ score: !score })}
        >
          {t('flow.score')}
        </Button>
      )}
    </fieldset>
  );
}

/** Moves on from where it is, or from the beginning, until t = 1; returns a function that stops it. */
function play(): () => void {
  const start = useFlowShown.getState().t;
  let position = start >= 1 ? 0 : start;
  let before: number | null = null;
  const drawer = createDrawer((now) => {
    position = Math.min(1, position + (before === null ? 0 : now - before) / DURATION_MS);
    before = now;
    const over = position === 1;
    useFlowShown.setState({
      t: prefersReducedMotion() ? Math.round(10 * position) / 10 : position,
      playing: !over,
    });
    return !over;
  }, FRAME_INTERVAL);
  drawer.mark();
  return drawer.stop;
}
