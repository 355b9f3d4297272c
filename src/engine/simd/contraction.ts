/**
 * ‖∂h/∂x‖²_F of a layer (`model/contraction.ts`): its value for each row, its gradient by h, and its gradient
 * by the weights.
 */
import { squaredColumns, squaredSlope } from '../../model/contraction';
import type { Layer } from '../../model/layout';
import { rowAt } from './arena';
import { ownRows } from './pass';
import type { LossPlan, Slot } from './plan';
import type { Task, Thread } from './thread';

/**
 * Called when all threads have computed their rows; h holds those of `layer`, and `share` is a row's factor
 * in the objective.
 */
export function contract(
  thread: Thread,
  task: Task,
  h: Slot,
  layer: Layer,
  { terms, adds, pull }: LossPlan,
  share: number,
): void {
  const { floats, doubles } = thread;
  const { parameters, size } = thread.plan.state;
  const columns = squaredColumns(floats.subarray(parameters / 4, parameters / 4 + size), layer);
  const { from, rows } = ownRows(thread, task, 1);
  for (let row = from; row < from + rows; row++) {
    const at = rowAt(h, row) / 4;
    const to = h.delta && rowAt(h.delta, row) / 4;
    let sum = 0;
    for (let d = 0; d < h.columns; d++) {
      const { value, slope } = squaredSlope(layer, floats[at + d]);
      sum += value * columns[d];
      if (to !== null) floats[to + d] = share * slope * columns[d] + (adds ? floats[to + d] : 0);
    }
    doubles[terms / 8 + row] = sum;
  }
  // No thread updates weights before all have passed the next barrier.
  if (pull === 0 || thread.group.index !== 0) return;
  for (let d = 0; d < h.columns; d++) {
    let sum = 0;
    for (let row = 0; row < task.count; row++) {
      sum += squaredSlope(layer, floats[rowAt(h, row) / 4 + d]).value;
    }
    floats[pull / 4 + d] = 2 * share * sum;
  }
}
