/** The looks that uses share. */
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import styles from './use.module.css';

/** A use: a column of parts, with smaller text than other parts of the page. */
export const region = classes(layout.column, layout.loose, layout.high, text.small, styles.region);

/** A figure that takes the height that the other parts leave. */
export const { figure } = styles;
