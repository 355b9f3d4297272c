/** Buttons: with words, with a sign alone, and words that lead to more. What they do to the page is theirs who use them. */
import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';
import layout from './layout.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** As high as a finger needs it, small among pictures and numbers, or words without a frame. */
  look?: 'normal' | 'small' | 'quiet';
}

export function Button({ look = 'normal', className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={classes(buttonLook(look), className)} />;
}

/** The look of a button for what is none: a link. */
export const buttonLook = (look: 'normal' | 'small' | 'quiet'): string =>
  look === 'quiet'
    ? classes(layout.row, layout.close, styles.quiet)
    : classes(styles.button, look === 'small' && styles.small);

/** The look of an icon button for what is none: the label of a list that lies over its sign. */
export const iconLook = classes(layout.centre, styles.icon);

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName;
  /** What it does: its accessible name, and shown where a pointer rests. */
  name: string;
  size?: number;
}

export function IconButton({ icon, name, size, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={name} title={name} {...rest} className={classes(iconLook, className)}>
      <Icon name={icon} size={size} />
    </button>
  );
}
