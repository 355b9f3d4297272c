/**
 * An error boundary around one tab: when rendering it throws, a message replaces the tab, and the run
 * continues.
 */
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './Uses.module.css';

export class TabBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <Broken error={error} retry={() => this.setState({ error: null })} />;
  }
}

function Broken({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useWords();
  const message = error instanceof Error ? error.message : String(error);
  return <TabNotice retry={retry}>{t('uses.broken', { message })}</TabNotice>;
}

/** A message in place of a tab; with `retry` it has a button. */
export function TabNotice({ children, retry }: { children: string; retry?: () => void }) {
  const { t } = useWords();
  return (
    <div
      className={classes(
        layout.column,
        layout.loose,
        layout.top,
        text.quiet,
        !retry && text.late,
        styles.notice,
      )}
      role={retry ? 'alert' : 'status'}
    >
      <p>{children}</p>
      {retry && <Button onClick={retry}>{t('uses.retry')}</Button>}
    </div>
  );
}
