/** Read by screen readers, not seen. What only describes something else can be `hidden` altogether: a description is read all the same. */
import type { ComponentProps, ElementType } from 'react';
import styles from './VisuallyHidden.module.css';

type Props<E extends ElementType> = { as?: E } & Omit<ComponentProps<E>, 'as' | 'className'>;

export function VisuallyHidden<E extends ElementType = 'span'>({ as, ...rest }: Props<E>) {
  const Element: ElementType = as ?? 'span';
  return <Element {...rest} className={styles.hidden} />;
}
