/** A component that is fetched when it is first shown; where that fails, the reader can have it requested again. */
import { type ComponentType, useEffect, useSyncExternalStore } from 'react';
import { Button } from './Button';
import type { LazyPart } from './lazyPart';
import { useWords } from './words';

/** `part`: a module whose default export is the component; `props`: those of it. */
export function Later<P extends object = object>({
  part,
  props,
}: {
  part: LazyPart<{ default: ComponentType<P> }>;
  props?: P;
}) {
  const { t } = useWords();
  const now = useSyncExternalStore(part.subscribe, part.get);
  useEffect(() => part.fetch(), [part]);
  if (now.status === 'here') return <now.value.default {...(props as P)} />;
  if (now.status !== 'failed') return null;
  return (
    <div role="alert">
      <p>{t('uses.gone')}</p>
      <Button look="small" onClick={part.fetch}>
        {t('uses.retry')}
      </Button>
    </div>
  );
}
