/** The look of the region of a use: a column of parts, with smaller text than other parts of the page. */
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import styles from './use.module.css';

export const region = classes(layout.column, layout.loose, layout.high, text.small, styles.region);
