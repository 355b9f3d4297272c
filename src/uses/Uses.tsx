/** The uses of a model: a tab for each, and the chosen use. */
import { useEffect, useSyncExternalStore } from 'react';
import { formText } from '../experiment/dataShape';
import { notify } from '../state/notices';
import { useStore } from '../state/store';
import { createLazyPart } from '../ui/lazyPart';
import { Tabs } from '../ui/Tabs';
import { useWords } from '../ui/words';
import { isForForm, isUse, shownUse, tabNames, type UseId, usesOf, viewAtOnce } from './offered';
import { TabBoundary, TabNotice } from './TabBoundary';

/**
 * The view that the page opens with is part of the page; the others are fetched when the browser is idle, or
 * when they are first chosen. They are one file without imports of its own, so that it is loaded, or fetched
 * again, as a whole.
 */
const views = createLazyPart(() => import('./views'));

const choose = (use: UseId | null) => useStore.setState(({ look }) => ({ look: { ...look, use } }));

export function Uses() {
  const { t } = useWords(tabNames);
  const spec = useStore((s) => s.run.spec);
  const chosen = useStore((s) => s.look.use);
  // Until there is data, labels are assumed, so that tabs do not appear and disappear.
  const labelled = useStore((s) => s.data.test === null || s.data.test.labels !== null);
  const compares = useStore((s) => s.pinned !== null);
  const offered = usesOf(spec, labelled, compares);
  const shown = shownUse(offered, chosen);
  useEffect(() => views.fetchWhenIdle(), []);
  useEffect(() => {
    if (chosen === null || isUse(chosen)) return;
    notify({ code: 'setting.invalid', params: { key: 'use', value: chosen } });
    choose(null);
  }, [chosen]);

  return (
    <Tabs
      label={t('uses.tabs')}
      tabs={offered}
      shown={shown}
      twoRows={compares}
      onShow={choose}
      textOf={(use) => t(`uses.${use}`)}
      hintOf={(use) => t(`uses.${use}.hint`)}
    >
      <TabBoundary key={shown}>
        {isForForm(shown, spec.data) ? (
          <View use={shown} />
        ) : (
          <TabNotice>{t('uses.onPad', { form: formText(spec.data) })}</TabNotice>
        )}
      </TabBoundary>
    </Tabs>
  );
}

function View({ use }: { use: UseId }) {
  const AtOnce = viewAtOnce(use);
  return AtOnce ? <AtOnce /> : <Later use={use} />;
}

function Later({ use }: { use: UseId }) {
  const { t } = useWords();
  const part = useSyncExternalStore(views.subscribe, views.get);
  useEffect(() => views.fetch(), []);
  switch (part.status) {
    case 'here': {
      const Found = part.value.viewOf(use);
      return <Found />;
    }
    case 'failed':
      return <TabNotice retry={views.fetch}>{t('uses.gone')}</TabNotice>;
    default:
      return <TabNotice>{t(part.status === 'late' ? 'uses.late' : 'uses.loading')}</TabNotice>;
  }
}
