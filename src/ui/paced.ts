/** Subscriptions of React to what changes many times a second. */
import { createDrawer, WORDS } from './frame';

type Subscribe = (changed: () => void) => () => void;

/**
 * The same subscription for `useSyncExternalStore`, whose listeners are called in the frames in which the page draws
 * anyway: text that changes on its own costs the browser as much as a whole frame.
 */
export function paced(subscribe: Subscribe): Subscribe {
  return (changed) => {
    const drawer = createDrawer(() => {
      changed();
      return false;
    }, WORDS);
    const leave = subscribe(drawer.mark);
    return () => {
      leave();
      drawer.stop();
    };
  };
}
