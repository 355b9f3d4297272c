/**
 * A button that opens a small panel below itself. Escape, a click elsewhere or moving the focus elsewhere closes it.
 * The native Popover API is not used: it stays open when the focus leaves, and is centred in the window where browsers
 * lack CSS anchor positioning.
 */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import type { IconName } from './Icon';
import layout from './layout.module.css';
import styles from './Popover.module.css';

interface PopoverProps {
  /** The accessible name of the button. */
  name: string;
  icon?: IconName;
  onOpen?: () => void;
  /** Opens above the button, and extends to the right. */
  up?: boolean;
  /** As wide as its content. */
  fit?: boolean;
  children: ReactNode;
}

export function Popover({ name, icon = 'down', onOpen, up = false, fit = false, children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    const onFocusIn = (event: FocusEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('focusin', onFocusIn);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('focusin', onFocusIn);
    };
  }, [open]);
  return (
    <span ref={root} className={classes(layout.row, layout.under)}>
      <IconButton
        ref={button}
        icon={icon}
        name={name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      />
      {open && (
        <div id={id} className={classes(layout.card, styles.panel)} data-up={up} data-fit={fit}>
          {children}
        </div>
      )}
    </span>
  );
}
