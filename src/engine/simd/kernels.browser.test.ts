/** Both builds where both run, and the whole engine on the one that this browser takes. */
import { expect, it } from 'vitest';
import { selfTest, selfTestSetup } from '../selftest';
import { createSimdEngine } from './engine';
import { follows, VAE } from './engine.checks';
import { bestBuild } from './kernels';
import { checkKernels } from './kernels.checks';

checkKernels('relaxed');
checkKernels('plain');

it('takes the relaxed build, and learns on it as the reference does', async () => {
  expect(bestBuild()).toBe('relaxed');
  const engine = await createSimdEngine(selfTestSetup());
  expect(engine.device).toContain('relaxed');
  expect(await selfTest(engine)).toBeNull();
  await follows(VAE, 100, 12);
});
