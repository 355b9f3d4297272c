/** The options of the path, in a panel: waypoints, stops and their spacing, how it is played, and what is shown beside it. */
import type { ReactNode } from 'react';
import { SPACINGS } from '../experiment/look';
import { addWaypoint, changePath, changeWalk } from '../state/probes';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import { Choices } from '../ui/Choices';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import { Popover } from '../ui/Popover';
import { useWords } from '../ui/words';

const STOPS = [7, 13, 25];
const SPEEDS = [0.5, 1, 2];

export function PathOptions({ files }: { files: ReactNode }) {
  const { t, number } = useWords();
  const { spacing, stops, interpolation } = useStore((s) => s.look.path);
  const { loop, speed, crossFade } = useStore((s) => s.walk);
  const full = useStore((s) => s.probes.every((p) => s.path?.includes(p.name)));
  const check = (key: 'loop' | 'crossFade', checked: boolean) => (
    <label className={layout.row}>
      <input
        type="checkbox"
        checked={checked}
        onChange={({ currentTarget }) => useStore.setState(changeWalk({ [key]: currentTarget.checked }))}
      />
      {t(`path.${key}`)}
    </label>
  );
  return (
    <Popover name={t('path.options')} icon="more">
      <div className={classes(layout.column)}>
        <Choices
          legend={t('path.spacing')}
          options={SPACINGS}
          chosen={spacing}
          textOf={(one) => t(`path.spacing.${one}`)}
          onChoose={(next) => useStore.setState(changePath({ spacing: next }))}
        />
        <Choices
          legend={t('path.stops')}
          options={STOPS.includes(stops) ? STOPS : [...STOPS, stops]}
          chosen={stops}
          textOf={number.plain}
          onChoose={(next) =>
            useStore.setState({ ...changePath({ stops: next })(useStore.getState()), pathStep: null })
          }
        />
        <Choices
          legend={t('path.speed')}
          options={SPEEDS}
          chosen={speed}
          textOf={(one) => `${number.plain(one)}×`}
          onChoose={(next) => useStore.setState(changeWalk({ speed: next }))}
        />
        {check('loop', loop)}
        {check('crossFade', crossFade)}
        <div className={classes(layout.row, layout.wrap)}>
          <Button
            look="small"
            disabled={full}
            title={full ? t('path.addWaypoint.none') : undefined}
            onClick={() => useStore.setState(addWaypoint(useStore.getState()))}
          >
            {t('path.addWaypoint')}
          </Button>
          {interpolation === 'drawn' && (
            <Button look="small" onClick={() => useStore.setState(changeWalk({ drawing: true }))}>
              {t('path.drawAgain')}
            </Button>
          )}
        </div>
        {files}
      </div>
    </Popover>
  );
}
