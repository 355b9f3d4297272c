/** One step, slowly, while it is open; fetched when it is first opened. */
import { useStore } from '../state/store';
import { Later } from '../ui/Later';
import { createLazyPart } from '../ui/lazyPart';

const part = createLazyPart(() => import('../views/oneStep/OneStep'));

export function OneStepHost() {
  const open = useStore((s) => s.look.slowly);
  return open ? <Later part={part} /> : null;
}
