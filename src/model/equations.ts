/** The objectives of a model as written equations. */
import { familyOf } from './families';
import type { Equation } from './notation';
import type { Hyper, ModelSpec } from './spec';

export const equationsOf = (spec: ModelSpec, hyper: Hyper): readonly Equation[] =>
  familyOf(spec).objectives(spec, hyper);
