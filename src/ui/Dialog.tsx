/**
 * A dialog before the page: the browser's own, which keeps the focus within, closes on Escape and gives the focus back.
 * It is there while it is rendered.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './Button';
import { classes } from './classes';
import styles from './Dialog.module.css';
import layout from './layout.module.css';

interface DialogProps {
  title: string;
  /** Beside the title. */
  lead?: ReactNode;
  /** Of the button that closes it. */
  closeName: string;
  /** Once it has closed, by whatever way: stop rendering it. */
  onClosed: () => void;
  className?: string;
  /** What is in it; as a function, with what closes it. */
  children: ReactNode | ((close: () => void) => ReactNode);
}

export function Dialog({ title, lead, closeName, onClosed, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={classes(layout.card, styles.dialog, className)}
      aria-labelledby={titleId}
      closedby="any"
      onClose={onClosed}
    >
      <header className={classes(layout.row, layout.wrap, styles.head)}>
        <h2 id={titleId}>{title}</h2>
        {lead}
        <IconButton icon="close" name={closeName} className={layout.last} onClick={close} />
      </header>
      {typeof children === 'function' ? children(close) : children}
    </dialog>
  );
}
