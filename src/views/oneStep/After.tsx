/** What the step changes: the losses of the image, and the codes on the plane. */
import { termNames } from '../../charts/lossWords';
import { type Directions, onPlane } from '../../latent/slice';
import { termsOf } from '../../model/compile';
import type { OneStep } from '../../model/oneStep';
import { useStore } from '../../state/store';
import { classes } from '../../ui/classes';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { coordinates } from '../words';
import type { StageProps } from './Forward';
import { digits, natsText } from './format';
import { Linked } from './Linked';
import styles from './OneStep.module.css';
import { enlargement, rowOf } from './stages';
import { words } from './words';

export function After({ step, spec }: StageProps) {
  const all = useWords(words);
  const { t, number } = all;
  const names = termNames(all, spec);
  return (
    <>
      <div className={classes(layout.row, layout.wrap, layout.top, styles.figures)}>
        {step.codes && <Movements codes={step.codes} latent={spec.latent} />}
        <div className={classes(layout.column, styles.narrow)}>
          <h3>{t('slowly.after.losses')}</h3>
          <table className={text.numbers}>
            <thead>
              <tr>
                <td />
                <th scope="col">{t('slowly.after.before')}</th>
                <th scope="col">{t('slowly.after.after')}</th>
              </tr>
            </thead>
            <tbody>
              {termsOf(spec).map((term) => (
                <tr key={term}>
                  <th scope="row">{names[term]}</th>
                  <td>{natsText(step.before[term] ?? Number.NaN, number)}</td>
                  <td>{natsText(step.after[term] ?? Number.NaN, number)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {step.codes && <Distances codes={step.codes} latent={spec.latent} />}
        </div>
      </div>
      <p>
        <Linked>{t('slowly.after.end')}</Linked>
      </p>
    </>
  );
}

type Shown = NonNullable<OneStep['codes']>;
/** Of the picture, in its own units. */
const SIZE = 300;
const MARGIN = 12;

const distance = (a: Float64Array, b: Float64Array) => Math.hypot(...a.map((value, d) => value - b[d]));

function arrowsOf({ before, after, others }: Shown, latent: number, slice: Directions) {
  const pairs = Array.from({ length: others.count }, (_, i) => ({
    from: rowOf(others.before, latent, i),
    to: rowOf(others.after, latent, i),
  }));
  // The image of the step comes last, in front of the others.
  const arrows = [...pairs, { from: before, to: after }].map(({ from, to }) => ({
    from: onPlane(from, slice),
    to: onPlane(to, slice),
  }));
  const reach = (axis: 0 | 1) => {
    const values = arrows.map(({ from }) => from[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { middle: (low + high) / 2, size: high - low };
  };
  const [x, y] = [reach(0), reach(1)];
  const view = Math.max(x.size, y.size, 1e-6) * 1.2;
  const longest = Math.max(...arrows.map(({ from, to }) => Math.hypot(to[0] - from[0], to[1] - from[1])));
  return { arrows, middle: [x.middle, y.middle], view, times: enlargement(longest, view) };
}

/** The movements of all codes, on the plane as it is cut now. */
function Movements({ codes, latent }: { codes: Shown; latent: number }) {
  const { t, number } = useWords(words);
  const slice = useStore((s) => s.slice);
  const { arrows, middle, view, times } = arrowsOf(codes, latent, slice);
  const scale = (SIZE - 2 * MARGIN) / view;
  return (
    <div className={classes(layout.column, styles.figure)}>
      <h3>{t('slowly.after.codes')}</h3>
      <svg
        className={text.quiet}
        width="18rem"
        fill="currentColor"
        stroke="currentColor"
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        role="img"
        aria-label={t('slowly.after.picture')}
      >
        {arrows.map(({ from, to }, i) => {
          const own = i === arrows.length - 1;
          const x1 = SIZE / 2 + scale * (from[0] - middle[0]);
          const y1 = SIZE / 2 - scale * (from[1] - middle[1]);
          const [dx, dy] = [times * scale * (to[0] - from[0]), -times * scale * (to[1] - from[1])];
          const length = Math.hypot(dx, dy);
          const head = length > 0 ? Math.min(own ? 9 : 5, length / 2) / length : 0;
          const [x2, y2] = [x1 + dx, y1 + dy];
          const barb = (side: 1 | -1) =>
            `M${x2} ${y2}L${x2 - head * (dx + side * 0.6 * dy)} ${y2 - head * (dy - side * 0.6 * dx)}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an image is identified by its place
            <g key={i} className={own ? text.latent : undefined} strokeWidth={own ? 2.5 : 1}>
              <circle cx={x1} cy={y1} r={own ? 4 : 1.5} />
              <path d={`M${x1} ${y1}L${x2} ${y2}${barb(1)}${barb(-1)}`} />
            </g>
          );
        })}
      </svg>
      <p className={classes(styles.narrow, text.small, text.quiet)}>
        {times > 1
          ? t('slowly.after.arrows', { factor: number.plain(times) })
          : t('slowly.after.arrows.true')}
      </p>
    </div>
  );
}

function Distances({ codes: { before, after, others }, latent }: { codes: Shown; latent: number }) {
  const { t, number } = useWords(words);
  const written = (code: Float64Array) => coordinates(Array.from(code), number);
  const own = digits(distance(before, after), number);
  const moved = Array.from({ length: others.count }, (_, i) =>
    distance(rowOf(others.before, latent, i), rowOf(others.after, latent, i)),
  );
  const mean = moved.reduce((sum, one) => sum + one, 0) / Math.max(1, moved.length);
  return (
    <>
      <p>
        {latent <= 3
          ? t('slowly.after.own', { from: written(before), to: written(after), distance: own })
          : t('slowly.after.own.far', { distance: own })}
      </p>
      {moved.length > 0 && (
        <p>{t('slowly.after.others', { count: moved.length, distance: digits(mean, number) })}</p>
      )}
    </>
  );
}
