/**
 * A modal dialog, based on the native element, which keeps the focus inside, closes on Escape and restores the focus.
 * Open while it is rendered.
 */
import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import styles from './Dialog.module.css';
import layout from './layout.module.css';

interface DialogProps {
  title: string;
  /** Content beside the title. */
  lead?: ReactNode;
  /** The accessible name of the close button. */
  closeName: string;
  /** Called after it has closed in any way; the caller must then stop rendering it. */
  onClosed: () => void;
  /** In rem, where the window has room. With a height, it does not depend on the content, so that controls stay in place. */
  width?: number;
  height?: number;
  className?: string;
  /** The content; a function gets `close`. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

export function Dialog(props: DialogProps) {
  const { title, lead, closeName, onClosed, width = 40, height, className, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={classes(layout.card, styles.dialog, className)}
      style={{ '--width': `${width}rem`, '--height': height && `${height}rem` } as CSSProperties}
      aria-labelledby={titleId}
      closedby="any"
      onClose={onClosed}
    >
      <div className={classes(layout.row, layout.wrap, layout.ruledBelow, styles.head)}>
        <h2 id={titleId}>{title}</h2>
        {lead}
        <IconButton icon="close" name={closeName} className={layout.last} onClick={close} />
      </div>
      {typeof children === 'function' ? children(close) : children}
    </dialog>
  );
}
