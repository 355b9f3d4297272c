/** The parts that the link leaves out of the page (`hide=model,equation`), as a teacher has chosen. */
import type { Hideable } from '../experiment/look';
import { useStore } from './store';

/** Whether a part is left out; for components. */
export const useHides = (part: Hideable): boolean => useStore((s) => s.look.hide.includes(part));

/** The whole page again. */
export const showEverything = (): void => useStore.setState(({ look }) => ({ look: { ...look, hide: [] } }));
