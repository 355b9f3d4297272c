/** The view that both ends begin with: the worker before the page has sent one, the page before it sends its first. */
import type { View } from './protocol';

export const DEFAULT_VIEW: View = {
  slice: { origin: [], u: [1, 0], v: [0, 1] },
  extent: 3,
  centre: [0, 0],
  side: 20,
  label: 0,
  samples: [],
};
