/** Whether a hand is moving something on the page: then the worker leaves the page a core. */

/** A hand that has not moved for so long has come to rest. */
const RESTS_AFTER_MS = 300;

/** To be called at each movement; `say` is called as the hand begins to move, and when it has come to rest. */
export function watchHand(say: (moving: boolean) => void): () => void {
  let rests: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (rests === undefined) say(true);
    clearTimeout(rests);
    rests = setTimeout(() => {
      rests = undefined;
      say(false);
    }, RESTS_AFTER_MS);
  };
}
