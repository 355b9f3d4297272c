/** What each folder here says of its use in a `use.ts` of its own; its view comes later, from its `View.tsx`. */
import type { ComponentType } from 'react';
import type { ModelSpec } from '../model/spec';

export interface Use {
  /** What its tab is called; what the use itself says comes with its view. */
  name: Record<'en' | 'zh-CN', string>;
  /** Its place among the tabs: lower numbers come first. */
  place: number;
  /** Whether a model can be used for it. `labelled`: the classes of the images are known. */
  offered: (spec: ModelSpec, labelled: boolean) => boolean;
  /** For what the page opens with; the view of any other use comes with `views.ts`. */
  View?: ComponentType;
}
