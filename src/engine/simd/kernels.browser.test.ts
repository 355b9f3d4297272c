/** Both builds where both run, and the whole engine on the build that this browser selects. */
import { expect, it } from 'vitest';
import { followsReference, stepsOf } from '../conformance/checks';
import { caseOf, FAMILY_CASES, SETTING_CASES } from '../conformance/table';
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine } from './engine';
import { bestBuild } from './kernels';
import { checkKernels } from './kernels.checks';

checkKernels('relaxed');
checkKernels('plain');

it('selects the relaxed build', async () => {
  expect(bestBuild()).toBe('relaxed');
  const engine = await createSimdEngine(selfTestSetup());
  expect(engine.device).toContain('relaxed');
  expect(await selfTest(engine)).toBeNull();
});

it.each([caseOf('ae gaussian elu'), caseOf('vae bernoulli relu'), ...SETTING_CASES, ...FAMILY_CASES])(
  'learns on it as the reference does: $name',
  (one) => followsReference(createSimdEngine, one, stepsOf(one, 30), 1e-3),
);
