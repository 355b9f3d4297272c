/** The classes that are shown on the plane, as changed by the legend of a data set of `count` classes. */
import { ALL_CLASSES, toggledLabel } from '../../experiment/labels';

/** Whether all of them are shown. */
export const showsAll = (shown: readonly number[], count: number): boolean =>
  ALL_CLASSES.slice(0, count).every((label) => shown.includes(label));

/** Shows one class alone, or all if it is alone already. */
export function alone(shown: readonly number[], label: number, count: number): readonly number[] {
  const others = shown.some((one) => one < count && one !== label);
  return shown.includes(label) && !others ? ALL_CLASSES : [label];
}

/** Adds or removes a class; shows all if none would be left. */
export function toggled(shown: readonly number[], label: number, count: number): readonly number[] {
  const next = toggledLabel(shown, label, count);
  return next.length === 0 ? ALL_CLASSES : next;
}

/** The classes that are not shown. */
export const hiddenOf = (shown: readonly number[]): ReadonlySet<number> =>
  new Set(ALL_CLASSES.filter((label) => !shown.includes(label)));
