/** What the page is, where its data comes from, whom it thanks, and its keys. */
import { forwardRef } from 'react';
import { registry } from '../data/registry';
import { useWords } from '../ui/words';
import styles from './About.module.css';

export const About = forwardRef<HTMLDialogElement>(function About(_props, ref) {
  const { t, lang } = useWords();
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby="about-title" closedby="any">
      <div className={styles.text} lang={lang('about.what')}>
        <h2 id="about-title">{t('app.title')}</h2>
        <p>{t('about.what')}</p>
        <h3>{t('about.private.title')}</h3>
        <p>{t('about.private')}</p>
        <h3>{t('about.data.title')}</h3>
        <p>{t('about.data')}</p>
        <h3>{t('about.keys.title')}</h3>
        <ul>
          <li>{t('about.keys.tab')}</li>
          <li>{t('about.keys.arrows')}</li>
          <li>{t('about.keys.escape')}</li>
        </ul>
        <h3>{t('about.thanks.title')}</h3>
        <ul lang="en">
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
        <form method="dialog">
          <button type="submit" className={styles.close}>
            {t('about.close')}
          </button>
        </form>
      </div>
    </dialog>
  );
});
