/** Subscriptions of React components to values that change many times a second. */
import { createDrawer, TEXT_INTERVAL } from './frame';

type Subscribe = (changed: () => void) => () => void;

/**
 * A subscription for `useSyncExternalStore` that calls its listeners in frames in which the page draws anyway, since a
 * change of text in between would cost the browser a whole frame.
 */
export function paced(subscribe: Subscribe): Subscribe {
  return (changed) => {
    const drawer = createDrawer(() => {
      changed();
      return false;
    }, TEXT_INTERVAL);
    const leave = subscribe(drawer.mark);
    return () => {
      leave();
      drawer.stop();
    };
  };
}
