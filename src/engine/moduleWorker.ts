/** Makes every worker of the page: module workers, also where Trusted Types are required or the origin is opaque. */
import { ProblemError } from '../experiment/problem';

/** What a host that sends `require-trusted-types-for 'script'` names: `trusted-types latent-playground`. */
const POLICY = 'latent-playground';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}
/** What it returns is an object that `Worker` takes for a URL; TypeScript's libraries do not know it yet. */
interface Policy {
  createScriptURL(url: string): string;
}

let policy: Policy | undefined;
/** A name can be used once only. A host that allows no such policy may still require none: `Worker` will tell. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (own) => own });
  } catch {
    return url;
  }
  return policy ? policy.createScriptURL(url) : url;
}

/**
 * An opaque origin (a frame with `sandbox="allow-scripts"`) may load no worker from any server, but one from a
 * `data:` URL, whose module may import what a server allows everybody to read. From a `blob:` it may not.
 */
const carried = (url: string) =>
  `data:text/javascript,${encodeURIComponent(`import(${JSON.stringify(url)}).catch(reportError)`)}`;

let barred = false;
// It bubbles up to here from the document.
globalThis.addEventListener?.('securitypolicyviolation', (event: Event) => {
  barred ||= (event as SecurityPolicyViolationEvent).effectiveDirective === 'worker-src';
});

/** Whether a policy of the page's place has barred a worker: browsers make it all the same, and say so afterwards. */
export const workersBarred = (): boolean => barred;

/** `url` is what Vite answers for `?worker&url`. Throws `worker.blocked` where workers are not allowed. */
export function moduleWorker(url: string): Worker {
  const { href } = new URL(url, import.meta.url);
  try {
    return new Worker(trusted(self.origin === 'null' ? carried(href) : href), { type: 'module' });
  } catch {
    throw new ProblemError('worker.blocked');
  }
}
