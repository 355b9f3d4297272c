/** Moves along the path while it is played. */
import { useEffect } from 'react';
import { changeWalk } from '../state/probes';
import { useStore } from '../state/store';
import { createDrawer, prefersReducedMotion } from '../ui/frame';

/** From end to end at speed 1, in ms. */
const DURATION_MS = 4000;

/** Advances `pathStep` in frames while the path is played. The position starts over, or goes on after a pause. */
export function usePlayed(): void {
  const playing = useStore((s) => s.walk.playing);
  useEffect(() => {
    if (!playing) return;
    const end = () => useStore.getState().look.path.stops - 1;
    const start = useStore.getState().pathStep ?? 0;
    let position = start >= end() ? 0 : start;
    let direction = 1;
    let before: number | null = null;
    const drawer = createDrawer((now) => {
      const { walk, path } = useStore.getState();
      position += (direction * (before === null ? 0 : now - before) * walk.speed * end()) / DURATION_MS;
      before = now;
      const over = position > end() || position < 0;
      if (over) {
        position = Math.min(end(), Math.max(0, position));
        direction = -direction;
      }
      useStore.setState({ pathStep: prefersReducedMotion() ? Math.round(position) : position });
      if (path && (!over || walk.loop)) return true;
      useStore.setState(changeWalk({ playing: false }));
      return false;
    });
    drawer.mark();
    return drawer.stop;
  }, [playing]);
}
