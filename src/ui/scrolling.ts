/** Whether a wheel or a finger over a zoomable picture is meant to scroll the page instead. */

/**
 * Whether the page scrolls, or may be part of one that does: a page in a frame cannot know. A page that is enlarged by
 * pinching is moved by one finger, too.
 */
export function pageScrolls(): boolean {
  const page = document.scrollingElement ?? document.documentElement;
  const enlarged = (window.visualViewport?.scale ?? 1) > 1.01;
  return window.parent !== window || enlarged || page.scrollHeight > page.clientHeight + 1;
}

/** If the page scrolls, a plain wheel scrolls it, and Ctrl or ⌘ with the wheel zooms the picture. */
export const takesWheel = (event: WheelEvent): boolean => event.ctrlKey || event.metaKey || !pageScrolls();

/**
 * Calls the listener now, and whenever the result of `pageScrolls` may have changed. Returns a function that
 * unsubscribes.
 */
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
