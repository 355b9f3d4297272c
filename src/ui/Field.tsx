/**
 * What is set by hand, each by the browser's own control: it brings its keys, its roles, and on a phone its own wheel or
 * list. A label is the caller's, around it or by `id`; without, `aria-label` names it.
 */
import type { ComponentProps } from 'react';
import { classes } from './classes';
import styles from './Field.module.css';

interface Small {
  /** Among pictures and numbers: as wide as its words, and no higher than a line needs. */
  small?: boolean;
}

export function Select({ small, className, ...rest }: ComponentProps<'select'> & Small) {
  return <select {...rest} className={classes(styles.field, small && styles.small, className)} />;
}

export function TextField({ small, className, ...rest }: ComponentProps<'input'> & Small) {
  return <input {...rest} className={classes(styles.field, small && styles.small, className)} />;
}

/** `--accent` colours it. */
export function Slider({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} type="range" className={classes(styles.slider, className)} />;
}
