/** Starts every worker of the page: module workers, also under Trusted Types or from an opaque origin. */
import { ProblemError } from '../experiment/problem';

/** The name for hosts that send `require-trusted-types-for 'script'`: `trusted-types latent-playground`. */
const POLICY = 'latent-playground';

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}
/** Returns an object that `Worker` accepts as a URL; TypeScript's libraries lack the type. */
interface Policy {
  createScriptURL(url: string): string;
}

let policy: Policy | undefined;
/**
 * A policy's name can be used once only. A host that allows no policy may still not require one: then
 * `Worker` decides.
 */
export function trustedUrl(url: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: (own) => own });
  } catch {
    return url;
  }
  return policy ? policy.createScriptURL(url) : url;
}

/**
 * An opaque origin (a frame with `sandbox="allow-scripts"`) may not load a worker from any server, only from
 * a `data:` URL, whose module may import what a server allows everybody to read. From a `blob:` URL it may
 * not.
 */
const carried = (url: string) =>
  `data:text/javascript,${encodeURIComponent(`import(${JSON.stringify(url)}).catch(reportError)`)}`;

let barred = false;
// The event bubbles up to here from the document.
globalThis.addEventListener?.('securitypolicyviolation', (event: Event) => {
  barred ||= (event as SecurityPolicyViolationEvent).effectiveDirective === 'worker-src';
});

/**
 * Whether a policy of the page has blocked a worker: browsers create it all the same, and report the
 * violation later.
 */
export const workersBarred = (): boolean => barred;

/** `url` is the result of Vite's `?worker&url`. Throws `worker.blocked` where workers are not allowed. */
export function moduleWorker(url: string): Worker {
  const { href } = new URL(url, import.meta.url);
  try {
    return new Worker(trustedUrl(self.origin === 'null' ? carried(href) : href), { type: 'module' });
  } catch {
    throw new ProblemError('worker.blocked');
  }
}
