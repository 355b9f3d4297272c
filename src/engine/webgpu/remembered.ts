/**
 * Decisions that measurements made, in the browser's storage: measured anew at the next visit, a close one could fall
 * otherwise, and then the same seed would give other bits.
 */
const NAME = 'latent-playground decisions';

/** The text that `decide` gave first, or gives now; kept only where the browser stores anything for the page. */
export async function remembered(question: string, decide: () => Promise<string>): Promise<string> {
  const key = `https://decisions.invalid/${encodeURIComponent(question)}`;
  const cache = await opened();
  const kept = await cache?.match(key).catch(() => undefined);
  if (kept) return kept.text();
  const decision = await decide();
  await cache?.put(key, new Response(decision)).catch(() => {});
  return decision;
}

async function opened(): Promise<Cache | null> {
  try {
    return await globalThis.caches.open(NAME);
  } catch {
    return null;
  }
}
