/**
 * Decisions that measurements made, in the browser's storage: measured anew at the next visit, a close one could fall
 * otherwise, and then the same seed would give other bits.
 */
const NAME = 'latent-playground decisions';

const keyOf = (question: string) => `https://decisions.invalid/${encodeURIComponent(question)}`;

/** The text that `decide` gave first, or gives now; kept only where the browser stores anything for the page. */
export async function remembered(question: string, decide: () => Promise<string>): Promise<string> {
  const cache = await opened();
  const kept = await cache?.match(keyOf(question)).catch(() => undefined);
  if (kept) return kept.text();
  const decision = await decide();
  await remember(question, decision);
  return decision;
}

/** In place of an earlier decision. */
export async function remember(question: string, decision: string): Promise<void> {
  const cache = await opened();
  await cache?.put(keyOf(question), new Response(decision)).catch(() => {});
}

async function opened(): Promise<Cache | null> {
  try {
    return await globalThis.caches.open(NAME);
  } catch {
    return null;
  }
}
