/**
 * A promise that follows another until it is released. A backend outlives its engines, and whatever waits for
 * its loss is retained as long as it lives: without this, every run that ever was.
 */
export function untilReleased<T>(source: Promise<T>): { promise: Promise<T>; release(): void } {
  let settle: ((value: T) => void) | null = null;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  void source.then((value) => settle?.(value));
  return {
    promise,
    release() {
      settle = null;
    },
  };
}
