/** Whether something is done, in words for screen readers. The element around it has `data-done`. */
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';
import styles from './Mark.module.css';

export function Mark({ done, name }: { done: boolean; name: string }) {
  return (
    <span className={classes(layout.fixed, layout.centre, styles.mark)}>
      {done && <Icon name="check" size={14} />}
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
