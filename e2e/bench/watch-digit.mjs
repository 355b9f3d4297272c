/**
 * Injected into the page before its own scripts, to detect when the decoded digit changes. Plain and
 * self-contained: Playwright passes on its text.
 *
 * A digit is on the screen once the frame in which it was drawn has been rendered, which follows the callbacks of that
 * frame in the same task. A message posted from an animation frame arrives after it, so every drawing posts one; the next
 * frame goes before messages that wait, and so its first movement or callback proves the same. (Frames that the page did
 * not request would be work of the measurement itself.)
 */
export function watchDigit() {
  /** @type {number[]} */
  const latencies = [];
  /** @type {number[]} */
  const longTasks = [];
  /** @type {number[]} */
  const longFrames = [];
  const seen = {
    /** Milliseconds from navigation to the first digit; 0 before. */
    first: 0,
    /** Resets all measurements. */
    begin() {
      for (const list of [latencies, longTasks, longFrames]) list.length = 0;
    },
    read: () => ({ latencies, longTasks, longFrames }),
  };
  Object.assign(window, { seen });

  /** Time of the oldest pointer move that has not been drawn yet. */
  let moved = 0;
  /** The same, for the move that was drawn last. */
  let answered = 0;
  let drawn = false;
  /** The frame in which the digit was drawn has been rendered. */
  const rendered = () => {
    if (!drawn) return;
    drawn = false;
    const now = performance.now();
    seen.first ||= now;
    if (answered) latencies.push(now - answered);
    answered = 0;
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = rendered;

  /** The frame whose callbacks have begun. */
  let frame = 0;
  const request = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      if (time !== frame) rendered();
      frame = time;
      callback(time);
    });

  const putImageData = CanvasRenderingContext2D.prototype.putImageData;
  /** @type {(this: CanvasRenderingContext2D, ...args: any[]) => void} */
  CanvasRenderingContext2D.prototype.putImageData = function (...args) {
    Reflect.apply(putImageData, this, args);
    const image = this.canvas.closest('[role="img"]');
    if (!image?.getAttribute('aria-label')?.startsWith('Decoded digit')) return;
    if (!drawn) port2.postMessage(null);
    drawn = true;
    answered ||= moved;
    moved = 0;
  };
  addEventListener(
    'pointermove',
    (event) => {
      rendered();
      if (event.buttons) moved ||= event.timeStamp;
    },
    { capture: true },
  );
  const kinds = { longtask: longTasks, 'long-animation-frame': longFrames };
  for (const [type, into] of Object.entries(kinds)) {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) continue;
    const observer = new PerformanceObserver((list) =>
      into.push(...list.getEntries().map((entry) => entry.duration)),
    );
    observer.observe({ type });
  }
}
