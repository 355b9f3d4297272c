/**
 * Sends the plane's view to the worker. Latest wins: of the views that are set while one is being sent, only
 * the last is sent.
 */
import type { View } from '../worker/protocol';
import { DEFAULT_VIEW } from '../worker/view';
import { sliceNow } from './slice';
import { useStore } from './store';

export function createViewSender(send: (view: View) => Promise<unknown>, isAlive: () => boolean) {
  let wanted: View | null = null;
  let sending: Promise<unknown> | null = null;

  /** Each caller sets its part of the view, the rest stays. */
  function set(part: Partial<View>): void {
    wanted = { ...(wanted ?? firstView()), ...part };
    if (sending) return;
    const view = wanted;
    sending = send(view)
      .catch(() => {
        // A dead worker is reported elsewhere, and the next one gets the view again.
      })
      .finally(() => {
        sending = null;
        if (wanted !== view && wanted && isAlive()) set(wanted);
      });
  }

  function forget(): void {
    wanted = null;
    sending = null;
  }

  return { set, forget };
}

/** Before the plane has set its view: the prior's square, and the first ten test images. */
function firstView(): View {
  const state = useStore.getState();
  return {
    ...DEFAULT_VIEW,
    slice: sliceNow(state),
    label: state.label,
    samples: Array.from({ length: 10 }, (_, i) => i),
  };
}
