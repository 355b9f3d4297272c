/** Both builds where both run, and the whole engine on the one that this browser takes. */
import { expect, it } from 'vitest';
import { FAMILY_CASES, follows, PLAIN_CASES, SETTING_CASES, stepsOf } from '../conformance';
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine } from './engine';
import { bestBuild } from './kernels';
import { checkKernels } from './kernels.checks';

checkKernels('relaxed');
checkKernels('plain');

it('takes the relaxed build', async () => {
  expect(bestBuild()).toBe('relaxed');
  const engine = await createSimdEngine(selfTestSetup());
  expect(engine.device).toContain('relaxed');
  expect(await selfTest(engine)).toBeNull();
});

it.each([...PLAIN_CASES.slice(7, 9), ...SETTING_CASES, ...FAMILY_CASES])(
  'learns on it as the reference does: $name',
  (one) => follows(createSimdEngine, one, stepsOf(one, 30), 1e-3),
);
