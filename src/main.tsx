/** Entry point: preferences, then the screen, then the session with the worker. */
import './app/polyfills';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { installPlayground } from './app/automation';
import { LanguageProvider } from './app/LanguageProvider';
import './ui/base.css';
import { survivesTranslation } from './app/browserTranslation';
import { ErrorBoundary } from './app/ErrorBoundary';
import { lightenWhenLate } from './app/lighterScreen';
import { storeForOffline } from './app/offline/begin';
import { followPreferences } from './app/theme';
import { start } from './state/actions';
import { loadPreferences } from './state/preferences';

const spoken = loadPreferences();
followPreferences();
const root = document.getElementById('root');
/** How long the first picture waits for the words of a language that is not part of the page. */
const FIRST_WORDS_MS = 1500;
if (root) {
  survivesTranslation(root);
  const draw = () =>
    createRoot(root).render(
      <StrictMode>
        <ErrorBoundary>
          <LanguageProvider>
            <App />
          </LanguageProvider>
        </ErrorBoundary>
      </StrictMode>,
    );
  void Promise.race([spoken, new Promise((late) => setTimeout(late, FIRST_WORDS_MS))]).then(draw);
}
installPlayground();
lightenWhenLate();
void start({ base: import.meta.env.BASE_URL }).then(storeForOffline);
