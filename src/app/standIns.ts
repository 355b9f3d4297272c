/**
 * Stand-ins for what a restricted or patched browser may lack and the screen cannot do without; nothing where all is
 * there. To be imported before anything else of the page.
 */
import '../experiment/cloning';

type Entry = Pick<ResizeObserverEntry, 'contentRect' | 'target'>;

/** Tells the size of what it observes at once, and again when the window's changes. */
export class WindowResizeObserver {
  readonly #targets = new Set<Element>();
  readonly #tell: (entries: Entry[]) => void;

  constructor(tell: (entries: Entry[]) => void) {
    this.#tell = tell;
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
    if (entries.length > 0) this.#tell(entries);
  };
}

/** Fits no query, ever: light, and with motion. */
const noMatch = (media: string) =>
  Object.assign(new EventTarget(), { media, matches: false, onchange: null }) as unknown as MediaQueryList;

if (typeof window !== 'undefined') {
  if (typeof window.ResizeObserver !== 'function')
    Object.assign(window, { ResizeObserver: WindowResizeObserver });
  if (typeof window.matchMedia !== 'function') window.matchMedia = noMatch;
}
