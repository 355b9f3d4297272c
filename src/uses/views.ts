/** The views of all uses: one part, which is fetched after the page (see `lazyPart.ts`). */
import type { ComponentType } from 'react';
import type { UseId } from './offered';

const found = import.meta.glob<ComponentType>('./*/View.tsx', { eager: true, import: 'default' });

export const viewOf = (id: UseId): ComponentType => found[`./${id}/View.tsx`];
