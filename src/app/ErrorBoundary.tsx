/** The outermost error boundary: when rendering throws, a sentence and a Reload button replace the page. */
import { Component, type ReactNode } from 'react';
import { messageOf } from '../experiment/problem';
import { wordsOf } from '../i18n/words';
import { useStore } from '../state/store';
import { Button } from '../ui/Button';
import styles from './Notices.module.css';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? new Error('unknown') };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    const { t } = wordsOf(useStore.getState().language);
    const message = messageOf(this.state.error);
    return (
      <main className={styles.crash} role="alert">
        <p>{t('crash.sentence', { message })}</p>
        <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
      </main>
    );
  }
}
