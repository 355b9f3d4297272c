/** A part of the model diagram: a face, and below it the settings that a click on the face opens. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useAllConflicts } from '../controls/Conflicts';
import { type Stage as StageName, settingsOf } from '../controls/rows';
import { Settings } from '../controls/Settings';
import type { Config } from '../experiment/config';
import { useHides } from '../state/hidden';
import { useStore } from '../state/store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import styles from './ModelDiagram.module.css';
import { type Concept, inColour } from './ModelDiagramParts';

/** The part whose settings are open; `all`: those of every part. */
export type Opened = StageName | 'all' | null;

export interface StageFrame {
  parts: readonly StageName[];
  opened: Opened;
  open: (opened: Opened) => void;
}

interface StageProps {
  frame: StageFrame;
  stage: StageName;
  concept: Concept;
  /** The name of the part; the face shows it as `title`. */
  name: string;
  title?: ReactNode;
  /** On the left of the face. */
  picture?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** Below the title. */
  detail?: ReactNode;
  /** The shape of its layers. */
  shape?: ReactNode;
  /** A setting that is always visible, and so is not repeated among the others. */
  knob?: keyof Config;
  /** Further controls, always visible. */
  tools?: ReactNode;
  /** Shown before the settings. */
  editor?: { key: keyof Config; of: ReactNode };
  children?: (open: boolean) => ReactNode;
}

export function Stage(props: StageProps) {
  const {
    frame,
    stage,
    concept,
    name,
    title = name,
    picture,
    aside,
    detail,
    shape,
    knob,
    tools,
    editor,
  } = props;
  const { t } = useWords();
  const config = useStore((s) => s.config);
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const rows = settingsOf(stage, frame.parts, config).filter(({ key }) => key !== knob);
  const keys = [...rows.map(({ key }) => key), ...(editor ? [editor.key] : [])];
  // A conflict is explained at its control, so the control has to be visible.
  const hasConflict = useAllConflicts().some(({ key }) => keys.includes(key));
  const fixed = useHides('settings');
  const open = (frame.opened === stage || frame.opened === 'all' || hasConflict) && keys.length > 0;
  useEffect(() => {
    if (frame.opened === stage) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [frame.opened, stage]);
  return (
    <section
      className={classes(layout.fixed, styles.stage)}
      data-stage={stage}
      data-open={open}
      style={inColour(concept)}
    >
      <div className={classes(layout.under, styles.face)}>
        <div className={layout.row}>
          {picture}
          <div className={layout.rest}>
            <div className={classes(layout.row, layout.close)}>
              <h2 className={text.oneLine}>{title}</h2>
              {aside}
              {keys.length > 0 && !fixed && (
                <IconButton
                  icon={open ? 'up' : 'down'}
                  size={16}
                  name={t('model.settings', { part: name })}
                  className={classes(layout.last, styles.toggle)}
                  aria-expanded={open}
                  aria-controls={open ? id : undefined}
                  onClick={() => frame.open(open ? null : stage)}
                />
              )}
            </div>
            {detail && <div className={classes(text.small, text.quiet)}>{detail}</div>}
          </div>
        </div>
        {shape}
      </div>
      {props.children?.(open)}
      {tools}
      {open && (
        <div id={id} ref={panel} className={classes(layout.column, layout.airy, text.ink, styles.panel)}>
          {editor?.of}
          <Settings rows={rows} />
        </div>
      )}
    </section>
  );
}
