/** The space available to a use, where that does not depend on its contents. */
import { type RefObject, useEffect, useState } from 'react';

/** Where the page is one screen (see `App.module.css`); elsewhere a use is as high as its contents. */
const ONE_SCREEN = '(min-width: 1180px) and (min-height: 620px)';

export interface AvailableSize {
  width: number;
  height: number;
  /** Pixels per rem. */
  rem: number;
}

/** The size of an element that fills its container; null where its height depends on its contents. */
export function useAvailableSize(of: RefObject<HTMLElement | null>): AvailableSize | null {
  const [room, setSize] = useState<AvailableSize | null>(null);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const screen = matchMedia(ONE_SCREEN);
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize((before) => {
        if (!screen.matches) return null;
        return before?.width === width && before.height === height ? before : { width, height, rem };
      });
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    screen.addEventListener('change', look);
    return () => {
      sizes.disconnect();
      screen.removeEventListener('change', look);
    };
  }, [of]);
  return room;
}
