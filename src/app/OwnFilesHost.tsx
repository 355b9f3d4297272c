/** The reader's own files before they are used; fetched when the first is opened. */
import { useStore } from '../state/store';
import { Later } from '../ui/Later';
import { createLazyPart } from '../ui/lazyPart';

const part = createLazyPart(() => import('../views/ownFiles/OwnFiles'));

export function OwnFilesHost() {
  const open = useStore((s) => s.ownFiles !== null);
  return open ? <Later part={part} /> : null;
}
