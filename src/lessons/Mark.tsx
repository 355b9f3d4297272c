/** Whether something is done: a tick as well as a colour, and in words for screen readers. */
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { VisuallyHidden } from '../ui/VisuallyHidden';

export function Mark({ done, name }: { done: boolean; name: string }) {
  return (
    <span className={classes(layout.fixed, layout.centre, done ? text.go : text.quiet)}>
      <Icon name={done ? 'checked' : 'unchecked'} size={16} />
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}
