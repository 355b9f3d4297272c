/** Buttons with text, with an icon, and text without a frame. */
import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { classes } from './classes';
import { Icon, type IconName } from './Icon';
import layout from './layout.module.css';
import text from './text.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `normal`: as high as a touch target; `small`: next to pictures and numbers; `quiet`: text without a frame. */
  look?: 'normal' | 'small' | 'quiet';
}

export function Button({ look = 'normal', className, ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={classes(buttonLook(look), className)} />;
}

/** The classes of a button, for elements that only look like one, such as links. */
export const buttonLook = (look: 'normal' | 'small' | 'quiet'): string =>
  look === 'quiet'
    ? classes(layout.row, layout.close, text.sized, text.quiet, styles.quiet)
    : classes(styles.button, look === 'small' && classes(text.small, styles.small));

/** The same for an icon button; used where a transparent select covers the icon. */
export const iconLook = classes(layout.centre, styles.icon);

interface IconButtonProps extends ComponentProps<'button'> {
  icon: IconName;
  /** The accessible name, which is also the tooltip. */
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
