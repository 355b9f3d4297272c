/** Whether one step is shown, which is part of the look of the page and so of its links. */
import { useStore } from '../../state/store';

const show = (slowly: boolean) => useStore.setState(({ look }) => ({ look: { ...look, slowly } }));
export const openOneStep = (): void => show(true);
export const closeOneStep = (): void => show(false);
