/** The page on a projector: larger text and more contrast by its styles, and a halo around the pointer. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import styles from './Projector.module.css';

export default function Projector() {
  const halo = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    dataset.projector = '';
    return () => {
      delete dataset.projector;
    };
  }, []);
  useEffect(() => {
    const element = halo.current;
    if (!element) return;
    /** The dialog that the halo was put above: of what is on top, the latest comes first. */
    let above: Element | null = null;
    const follow = ({ clientX, clientY, target }: PointerEvent) => {
      const dialog = target instanceof Element ? target.closest('dialog') : null;
      if (dialog !== above && element.matches(':popover-open')) element.hidePopover();
      above = dialog;
      if (!element.matches(':popover-open')) element.showPopover();
      element.style.translate = `${clientX}px ${clientY}px`;
    };
    const leave = () => {
      if (element.matches(':popover-open')) element.hidePopover();
    };
    window.addEventListener('pointermove', follow, { passive: true });
    window.addEventListener('pointerdown', follow, { passive: true });
    document.documentElement.addEventListener('pointerleave', leave);
    return () => {
      window.removeEventListener('pointermove', follow);
      window.removeEventListener('pointerdown', follow);
      document.documentElement.removeEventListener('pointerleave', leave);
    };
  }, []);
  return <div ref={halo} popover="manual" className={styles.halo} data-halo aria-hidden="true" />;
}
