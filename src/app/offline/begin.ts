/** Has the page's files stored for use without a network, once the page itself is at rest. */
import { useStore } from '../../state/store';

/** Time after the data has arrived: the first drag and the first training come first. In milliseconds. */
const REST_MS = 3000;

/** Only for a built page in a window of its own: a frame is a part of somebody else's page. */
export function storeForOffline(): void {
  if (!import.meta.env.PROD || window.top !== window || useStore.getState().look.embed) return;
  const arrived = ({ data: { status } } = useStore.getState()) => status === 'ready' || status === 'failed';
  const begin = () =>
    setTimeout(() => void import('./keep').then(({ keep }) => keep()).catch(() => {}), REST_MS);
  if (arrived()) {
    begin();
    return;
  }
  const leave = useStore.subscribe((state) => {
    if (!arrived(state)) return;
    leave();
    begin();
  });
}
