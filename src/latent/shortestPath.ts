/** The shortest path in a graph (Dijkstra 1959), with a binary heap. */

/** For node i, calls `visit` with each neighbour and the cost of the way to it, which is not negative. */
export type EdgesOf = (node: number, visit: (other: number, cost: number) => void) => void;

/** The nodes of a cheapest way, ends included; null if there is none. Nodes are 0 … count − 1. */
export function shortestPath(count: number, from: number, to: number, edgesOf: EdgesOf): number[] | null {
  const cost = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(count).fill(-1);
  const done = new Uint8Array(count);
  const heap: { node: number; cost: number }[] = [];
  const push = (node: number, c: number) => {
    let at = heap.length;
    heap.push({ node, cost: c });
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent].cost <= c) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  };
  const pop = (): number => {
    const { node } = heap[0];
    const last = heap.pop();
    if (last && heap.length > 0) {
      heap[0] = last;
      for (let at = 0; ; ) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < heap.length && heap[child].cost < heap[least].cost) least = child;
        if (least === at) break;
        [heap[at], heap[least]] = [heap[least], heap[at]];
        at = least;
      }
    }
    return node;
  };
  cost[from] = 0;
  push(from, 0);
  while (heap.length > 0) {
    const node = pop();
    if (done[node]) continue;
    done[node] = 1;
    if (node === to) {
      const way = [to];
      while (way[0] !== from) way.unshift(before[way[0]]);
      return way;
    }
    edgesOf(node, (other, more) => {
      const next = cost[node] + more;
      if (!(next < cost[other])) return;
      cost[other] = next;
      before[other] = node;
      push(other, next);
    });
  }
  return null;
}
