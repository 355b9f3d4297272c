/** What the page is, where its data comes from, credits, and keyboard shortcuts. */
import { registry } from '../data/registry';
import { classes } from '../ui/classes';
import { Dialog } from '../ui/Dialog';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './About.module.css';
import { showAbout } from './aboutOpened';
import { OfflineFiles } from './offline/OfflineFiles';

export default function About() {
  const { t, lang } = useWords();
  return (
    <Dialog title={t('app.title')} closeName={t('about.close')} onClosed={() => showAbout(false)}>
      <div
        className={classes(layout.column, layout.loose, layout.part, layout.scrolls, styles.text)}
        lang={lang('about.what')}
      >
        <p>{t('about.what')}</p>
        <h3>{t('about.private.title')}</h3>
        <p>{t('about.private')}</p>
        <h3>{t('about.data.title')}</h3>
        <p>{t('about.data')}</p>
        <OfflineFiles />
        <h3>{t('about.keys.title')}</h3>
        <ul className={text.list}>
          <li>{t('about.keys.tab')}</li>
          <li>{t('about.keys.arrows')}</li>
          <li>{t('about.keys.plane')}</li>
          <li>{t('about.keys.escape')}</li>
        </ul>
        <h3>{t('about.thanks.title')}</h3>
        <ul className={text.list} lang="en">
          {Object.values(registry).map((set) => (
            <li key={set.id}>
              <a href={set.home} target="_blank" rel="noopener noreferrer">
                {set.title}
              </a>
              : {set.attribution}. {set.licence}.
            </li>
          ))}
          <li>
            <a href="https://www.tensorflow.org/js" target="_blank" rel="noopener noreferrer">
              TensorFlow.js
            </a>
            : Google and contributors. Apache-2.0.
          </li>
          <li>React and zustand: MIT. D3: ISC.</li>
        </ul>
      </div>
    </Dialog>
  );
}
