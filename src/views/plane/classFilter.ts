/** The classes that are shown on the plane, as changed by the legend. */
import { ALL_CLASSES as ALL } from '../../experiment/look';

export const ALL_CLASSES: ReadonlySet<number> = new Set(ALL);

/** Shows one class alone, or all if it is alone already. */
export function alone(shown: ReadonlySet<number>, label: number): ReadonlySet<number> {
  return shown.size === 1 && shown.has(label) ? ALL_CLASSES : new Set([label]);
}

/** Adds or removes a class; shows all if none would be left. */
export function toggled(shown: ReadonlySet<number>, label: number): ReadonlySet<number> {
  const next = new Set(shown);
  if (!next.delete(label)) next.add(label);
  return next.size === 0 ? ALL_CLASSES : next;
}

/** The classes that are not shown. */
export function hiddenOf(shown: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...ALL_CLASSES].filter((label) => !shown.has(label)));
}
