/** Latest wins: whatever is asked for while the work is under way is done once, when it has come to its end. */

/** `work` reads for itself what there is to do, and does not reject. */
export function latest(work: () => Promise<void>): () => void {
  let busy = false;
  let again = false;
  const ask = async () => {
    again = busy;
    if (busy) return;
    busy = true;
    await work();
    busy = false;
    if (again) void ask();
  };
  return () => void ask();
}
