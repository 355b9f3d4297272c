/**
 * Polyfills for features that a restricted or patched browser may lack and the page cannot do without. Must be imported
 * before everything else.
 */
import '../experiment/structuredClonePolyfill';

type Entry = Pick<ResizeObserverEntry, 'contentRect' | 'target'>;

/** Reports the sizes of its targets in the next frame, and again whenever the window is resized. */
export class WindowResizeObserver {
  readonly #targets = new Set<Element>();
  readonly #report: (entries: Entry[]) => void;

  constructor(report: (entries: Entry[]) => void) {
    this.#report = report;
  }

  observe(target: Element): void {
    if (this.#targets.size === 0) window.addEventListener('resize', this.#measure);
    this.#targets.add(target);
    requestAnimationFrame(this.#measure);
  }

  unobserve(target: Element): void {
    this.#targets.delete(target);
    if (this.#targets.size === 0) window.removeEventListener('resize', this.#measure);
  }

  disconnect(): void {
    for (const target of this.#targets) this.unobserve(target);
  }

  readonly #measure = (): void => {
    const entries = [...this.#targets].map((target) => ({
      target,
      contentRect: target.getBoundingClientRect(),
    }));
    if (entries.length > 0) this.#report(entries);
  };
}

/** Matches no query: the light theme, with motion. */
const noMatch = (media: string) =>
  Object.assign(new EventTarget(), { media, matches: false, onchange: null }) as unknown as MediaQueryList;

if (typeof window !== 'undefined') {
  if (typeof window.ResizeObserver !== 'function')
    Object.assign(window, { ResizeObserver: WindowResizeObserver });
  if (typeof window.matchMedia !== 'function') window.matchMedia = noMatch;
}
