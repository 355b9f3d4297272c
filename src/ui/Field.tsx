/**
 * Native form controls, styled: keyboard support, roles and the pickers of phones come with them. The caller labels
 * them: with a <label>, or with `aria-label`.
 */
import type { ComponentProps } from 'react';
import { classes } from './classes';
import styles from './Field.module.css';

interface Small {
  /** As wide as its text and only as high as a line, for use next to pictures and numbers. */
  small?: boolean;
}

export function Select({ small, className, ...rest }: ComponentProps<'select'> & Small) {
  return <select {...rest} className={classes(styles.field, small && styles.small, className)} />;
}

export function TextField({ small, className, ...rest }: ComponentProps<'input'> & Small) {
  return <input {...rest} className={classes(styles.field, small && styles.small, className)} />;
}

/** `--accent` is its colour. */
export function Slider({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} type="range" className={classes(styles.slider, className)} />;
}
