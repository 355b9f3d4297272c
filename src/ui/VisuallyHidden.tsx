/**
 * Read by screen readers but not visible. A text that is only referred to by `aria-describedby` can be `hidden`
 * instead: it is read nevertheless.
 */
import type { ComponentProps, ElementType } from 'react';
import styles from './VisuallyHidden.module.css';

type Props<E extends ElementType> = { as?: E } & Omit<ComponentProps<E>, 'as' | 'className'>;

export function VisuallyHidden<E extends ElementType = 'span'>({ as, ...rest }: Props<E>) {
  const Element: ElementType = as ?? 'span';
  return <Element {...rest} className={styles.hidden} />;
}
