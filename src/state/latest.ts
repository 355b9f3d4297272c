/** Latest wins: requests made while the work is in progress lead to one further call when it has ended. */

/** `work` itself reads what there is to do, and does not reject. */
export function latest(work: () => Promise<void>): () => void {
  let busy = false;
  let again = false;
  const request = async () => {
    again = busy;
    if (busy) return;
    busy = true;
    await work();
    busy = false;
    if (again) void request();
  };
  return () => void request();
}
