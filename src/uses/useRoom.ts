/** How high the place of a use is, where it does not depend on what stands in it. */
import { type RefObject, useEffect, useState } from 'react';

/** Where the page is one screen (see `App.module.css`); elsewhere a use is as high as its contents. */
const ONE_SCREEN = '(min-width: 1180px) and (min-height: 620px)';

export interface Room {
  width: number;
  height: number;
  /** Pixels to a rem. */
  rem: number;
}

/** The size of an element that is as high as its place; null where its height is free. */
export function useRoom(of: RefObject<HTMLElement | null>): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const screen = matchMedia(ONE_SCREEN);
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setRoom((before) => {
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
