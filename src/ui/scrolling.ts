/** Whether a wheel or a finger is on its way through the page when it comes over a picture that could be zoomed. */

/**
 * Whether the page scrolls, or may be part of one that does: what is around its frame a page cannot know. Enlarged
 * by two fingers it is moved by one, too.
 */
export function pageScrolls(): boolean {
  const page = document.scrollingElement ?? document.documentElement;
  const enlarged = (window.visualViewport?.scale ?? 1) > 1.01;
  return window.parent !== window || enlarged || page.scrollHeight > page.clientHeight + 1;
}

/** Where the page scrolls, a bare wheel is the page's; with Ctrl or ⌘ it zooms what is under it. */
export const takesWheel = (event: WheelEvent): boolean => event.ctrlKey || event.metaKey || !pageScrolls();

/** Calls now, and whenever the answer of `pageScrolls` may have changed. */
export function onPageSize(listener: () => void): () => void {
  const sizes = new ResizeObserver(listener);
  sizes.observe(document.documentElement);
  window.addEventListener('resize', listener);
  window.visualViewport?.addEventListener('resize', listener);
  listener();
  return () => {
    sizes.disconnect();
    window.removeEventListener('resize', listener);
    window.visualViewport?.removeEventListener('resize', listener);
  };
}
