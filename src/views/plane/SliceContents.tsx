/** What the menu of the slice holds: what the plane shows, its directions, and how much of the codes that is. */
import { PRINCIPAL, QUANTITIES, type SliceChoice } from '../../experiment/sliceChoice';
import { hasEncoder } from '../../model/predicates';
import { chooseAxis, chooseSlice } from '../../state/slice';
import { type PlaygroundState, useStore } from '../../state/store';
import { Choices } from '../../ui/Choices';
import { classes } from '../../ui/classes';
import { Select } from '../../ui/Field';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import { useWords } from '../../ui/words';
import { axisName, labelName } from '../words';

type By = SliceChoice['by'];

/** Those without codes have no directions of their own. */
const OFFERED: readonly By[] = ['principal', 'axes', 'classes', ...QUANTITIES, 'probes'];
const WITHOUT_CODES: readonly By[] = ['axes', 'probes'];

/** The choice that one begins with: the first classes that are easily told apart, the first probes. */
function first(by: By, { probes }: PlaygroundState): SliceChoice {
  if (by === 'axes') return { by, axes: [0, 1] };
  if (by === 'classes') return { by, classes: [0, 1] };
  if (by === 'principal') return PRINCIPAL;
  if (by !== 'probes') return { by };
  const [a = 'A', b = 'B', c = 'C'] = probes.map(({ name }) => name);
  return { by, names: [a, b, c] };
}

export default function SliceContents() {
  const { t, number } = useWords();
  const { choice, share, problem, origin } = useStore((s) => s.slice);
  const encodes = useStore((s) => hasEncoder(s.run.spec));
  const selected = useStore((s) => s.selectedProbe);
  const choose = (by: By) => useStore.setState(chooseSlice(first(by, useStore.getState())));
  return (
    <div className={layout.column}>
      <Choices
        legend={t('slice.by')}
        options={encodes ? OFFERED : WITHOUT_CODES}
        chosen={choice.by}
        textOf={(by) => t(`slice.${by}`)}
        onChoose={choose}
      />
      <p className={text.small}>{t(`slice.${choice.by}.help`)}</p>
      {choice.by === 'axes' && <Axes axes={choice.axes} />}
      {choice.by === 'classes' && <Classes classes={choice.classes} />}
      {choice.by === 'probes' && <ProbeNames names={choice.names} />}
      {problem ? (
        <p role="status">{t(`slice.problem.${problem}`)}</p>
      ) : (
        <p className={classes(text.small, text.quiet)}>
          {[
            share === null ? null : t('slice.share', { share: number.percent(share, 0) }),
            choice.by === 'probes' && origin
              ? t('slice.throughThree', { names: number.row([...choice.names]) })
              : t('slice.through', { name: selected }),
          ]
            .filter((sentence) => sentence !== null)
            .join(t('text.betweenSentences'))}
        </p>
      )}
    </div>
  );
}

function Axes({ axes }: { axes: readonly [number, number] }) {
  const { t } = useWords();
  const latent = useStore((s) => s.run.spec.latent);
  return (
    <div className={layout.row}>
      {([0, 1] as const).map((which) => (
        <Select
          key={which}
          aria-label={t(which === 0 ? 'slice.axisAcross' : 'slice.axisUp')}
          value={axes[which]}
          onChange={(event) => useStore.setState(chooseAxis(which, Number(event.currentTarget.value)))}
        >
          {Array.from({ length: latent }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an axis is identified by its index
            <option key={i} value={i}>
              {`${which === 0 ? '→' : '↑'} ${axisName(i)}`}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}

/** Choosing what the other one has swaps the two. */
function swapped<T>(all: readonly T[], which: number, value: T): T[] {
  return all.map((one, i) => (i === which ? value : one === value ? all[which] : one));
}

function Classes({ classes: chosen }: { classes: readonly [number, number] }) {
  const words = useWords();
  const { t } = words;
  const count = useStore((s) => s.data.classes);
  return (
    <div className={layout.row}>
      {[0, 1].map((which) => (
        <Select
          key={which}
          aria-label={t(which === 0 ? 'slice.from' : 'slice.to')}
          value={chosen[which]}
          onChange={({ currentTarget: { value } }) => {
            const [from, to] = swapped(chosen, which, Number(value));
            useStore.setState(chooseSlice({ by: 'classes', classes: [from, to] }));
          }}
        >
          {Array.from({ length: count }, (_, label) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a class is identified by its label
            <option key={label} value={label}>
              {`${which === 0 ? '' : '→ '}${labelName(label, words)}`}
            </option>
          ))}
        </Select>
      ))}
    </div>
  );
}

function ProbeNames({ names }: { names: readonly [string, string, string] }) {
  const { t } = useWords();
  const probes = useStore((s) => s.probes);
  return (
    <div className={layout.row}>
      {names.map((name, which) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: a probe of the slice is identified by its place
          key={which}
          aria-label={t('slice.probe', { number: which + 1 })}
          value={name}
          onChange={({ currentTarget: { value } }) => {
            const [a, b, c] = swapped(names, which, value);
            useStore.setState(chooseSlice({ by: 'probes', names: [a, b, c] }));
          }}
        >
          {!probes.some((p) => p.name === name) && <option value={name}>–</option>}
          {probes.map((p) => (
            <option key={p.name}>{p.name}</option>
          ))}
        </Select>
      ))}
    </div>
  );
}
