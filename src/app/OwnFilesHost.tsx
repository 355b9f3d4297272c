/** The reader's own files before they are used; fetched when the first is opened. */
import { useStore } from '../state/store';
import { Later } from '../ui/Later';
import { createLazyPart } from '../ui/lazyPart';

const part = createLazyPart(() => import('../views/ownFiles/OwnFiles'));
const cutting = createLazyPart(() => import('../uses/drawing/Photograph'));
const close = () => useStore.setState({ photograph: null });

export function OwnFilesHost() {
  const open = useStore((s) => s.ownFiles !== null);
  const photograph = useStore((s) => s.photograph);
  if (photograph) return <Later part={cutting} props={{ file: photograph, onClosed: close, trains: true }} />;
  return open ? <Later part={part} /> : null;
}
