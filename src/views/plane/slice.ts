/** The plane as a slice through the latent space: its points as codes. */
import { selectedProbe } from '../../state/probes';
import type { PlaygroundState } from '../../state/store';

/** The coordinates of the plane's slice that it does not show: those of the selected probe. */
export function restOf(state: PlaygroundState): number[] {
  const { z } = selectedProbe(state);
  return Array.from({ length: state.run.spec.latent }, (_, d) => (state.axes.includes(d) ? 0 : (z[d] ?? 0)));
}

/** The codes, count × latent, of points of the plane. */
export function codesAt(
  state: PlaygroundState,
  places: readonly (readonly [x: number, y: number])[],
): Float64Array {
  const { axes } = state;
  const rest = restOf(state);
  const z = new Float64Array(places.length * rest.length);
  places.forEach(([x, y], i) => {
    z.set(rest, i * rest.length);
    if (axes[0] !== axes[1]) z[i * rest.length + axes[1]] = y;
    z[i * rest.length + axes[0]] = x;
  });
  return z;
}
