/** Detects whether the reader is moving something on the page: then the worker leaves the page a core. */

/** Without a movement for this long, it has come to rest. */
const RESTS_AFTER_MS = 300;

let underWay = false;

/** Whether the reader is moving something at present. */
export const isMoving = (): boolean => underWay;

/**
 * Returns a function to call at each movement; `report` is called when movement starts, and when it has come to
 * rest.
 */
export function watchMovement(report: (moving: boolean) => void): () => void {
  let rests: ReturnType<typeof setTimeout> | undefined;
  const change = (moving: boolean) => {
    underWay = moving;
    report(moving);
  };
  return () => {
    if (rests === undefined) change(true);
    clearTimeout(rests);
    rests = setTimeout(() => {
      rests = undefined;
      change(false);
    }, RESTS_AFTER_MS);
  };
}
