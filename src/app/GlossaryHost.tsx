/** Shows the glossary while it is open, and fetches it when it is first opened. */
import { useEffect, useSyncExternalStore } from 'react';
import { entryOf } from '../experiment/url';
import { closeGlossary, openEntry, useOpened } from '../glossary/opened';
import { Dialog } from '../ui/Dialog';
import layout from '../ui/layout.module.css';
import { createLazyPart } from '../ui/lazyPart';
import { useWords } from '../ui/words';

/** The entry in the link that opened the page; read early, as the page may rewrite its address when it starts. */
const atFirst = entryOf(window.location.hash);

const glossary = createLazyPart(() => import('../glossary/Glossary'));

export function GlossaryHost() {
  const { t } = useWords();
  const opened = useOpened((s) => s.opened);
  const part = useSyncExternalStore(glossary.subscribe, glossary.get);
  useEffect(() => {
    const open = (entry: string | null) => entry !== null && openEntry(entry);
    const follow = () => open(entryOf(window.location.hash));
    open(atFirst);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    if (opened) glossary.fetch();
  }, [opened]);

  if (!opened) return null;
  if (part.status === 'here') {
    const Glossary = part.value.default;
    return <Glossary key={opened.term} term={opened.term} onClosed={closeGlossary} />;
  }
  if (part.status !== 'failed') return null;
  return (
    <Dialog title={t('bar.glossary')} closeName={t('about.close')} onClosed={closeGlossary}>
      <p role="alert" className={layout.part}>
        {t('bar.glossary.gone')}
      </p>
    </Dialog>
  );
}
