/** The Share dialog: everything that can be taken home from the page, a tab each. */
import { useState } from 'react';
import { classes } from '../../ui/classes';
import { Dialog } from '../../ui/Dialog';
import layout from '../../ui/layout.module.css';
import { Tabs } from '../../ui/Tabs';
import { useWords } from '../../ui/words';
import { showShare } from './opened';
import styles from './Share.module.css';
import { type Section, sections } from './sections';
import { words } from './words';

const names = Object.keys(sections) as Section[];

export default function ShareDialog() {
  const { t } = useWords(words);
  const [shown, show] = useState<Section>('link');
  const Shown = sections[shown];
  return (
    <Dialog title={t('bar.share')} closeName={t('share.close')} onClosed={() => showShare(false)} height={40}>
      <div className={classes(layout.rest, layout.part)}>
        <Tabs
          label={t('share.sections')}
          tabs={names}
          shown={shown}
          onShow={show}
          textOf={(name) => t(`share.${name}`)}
          hintOf={(name) => t(`share.${name}.hint`)}
        >
          <div className={classes(layout.column, layout.high, layout.airy, layout.scrolls, styles.section)}>
            <Shown />
          </div>
        </Tabs>
      </div>
    </Dialog>
  );
}
