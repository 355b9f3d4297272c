/** A row that scrolls sideways: marks the ends where it continues, and keeps the selected item in view. */
import { type RefObject, useEffect } from 'react';

const FADE = '1.5rem';

/** Marks the row by `data-more` and the lengths `--before` and `--after` of its fades. `shown`: changes with the selected item. */
export function useSideways(row: RefObject<HTMLElement | null>, shown: string): void {
  useEffect(() => {
    const element = row.current;
    if (!element) return;
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const [before, after] = [scrollLeft > 1, scrollLeft + clientWidth < scrollWidth - 1];
      element.toggleAttribute('data-more', before || after);
      element.style.setProperty('--before', before ? FADE : '0px');
      element.style.setProperty('--after', after ? FADE : '0px');
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [row]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: run when another item is selected
  useEffect(() => {
    const element = row.current;
    const item = element?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!element || !item) return;
    const [frame, at] = [element.getBoundingClientRect(), item.getBoundingClientRect()];
    // Up to its neighbour, as a sign that the row continues.
    const beyond = at.width / 2;
    if (at.left - beyond < frame.left) element.scrollLeft -= frame.left - at.left + beyond;
    else if (at.right + beyond > frame.right) element.scrollLeft += at.right + beyond - frame.right;
  }, [row, shown]);
}
