/** The definition of a use, in its folder's `use.ts`; its view is fetched later, from its `View.tsx`. */
import type { ComponentType } from 'react';
import type { ModelSpec } from '../model/spec';

export interface Use {
  /** The name of its tab, a verb, short enough for all tabs in one row; the other words come with its view. */
  name: Record<'en' | 'zh-CN', string>;
  /** What it shows, as a short phrase. */
  hint: Record<'en' | 'zh-CN', string>;
  /** It works on a pad of 28 × 28 grey pixels, for models of such images only. */
  onPad?: true;
  /** Its position among the tabs: lower numbers come first. */
  place: number;
  /**
   * Whether a model can be used for it. `labelled`: the classes of the images are known; `compares`: another run is
   * pinned beside it.
   */
  offered: (spec: ModelSpec, labelled: boolean, compares: boolean) => boolean;
  /** Only for the use that the page opens with; the views of the others come with `views.ts`. */
  View?: ComponentType;
}
