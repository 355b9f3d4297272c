/** A text field that commits a value only when it is valid, on Enter or when it loses the focus. */
import { useId, useState } from 'react';
import { classes } from '../ui/classes';
import { TextField } from '../ui/Field';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import styles from './Control.module.css';
import { plainNumber } from './typed';

export interface DraftInputProps {
  /** The value before editing. */
  value: number;
  /** Gets the text with plain ASCII digits; returns null if it is not a valid value. */
  parse: (typed: string) => number | null;
  commit: (value: number) => void;
  /** The message for invalid text. */
  invalidMessage: string;
  label?: string;
  id?: string;
  describedBy?: string;
}

export function DraftInput({
  value,
  parse: read,
  commit,
  invalidMessage,
  label,
  id,
  describedBy,
}: DraftInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const errorId = useId();
  const parse = (typed: string) => read(plainNumber(typed));
  const wrong = draft !== null && parse(draft) === null;
  const finish = () => {
    const parsed = draft === null ? null : parse(draft);
    if (parsed !== null && parsed !== value) commit(parsed);
    if (parsed !== null || draft?.trim() === '') setDraft(null);
  };
  return (
    <div className={layout.under}>
      <TextField
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={[describedBy, wrong ? errorId : undefined].filter(Boolean).join(' ') || undefined}
        value={draft ?? String(value)}
        onChange={(e) => setDraft(e.target.value)}
        onBlur={finish}
        onKeyDown={(e) => {
          // While an input method composes text, it handles Enter and Escape itself.
          if (e.nativeEvent.isComposing) return;
          if (e.key === 'Enter') finish();
          if (e.key === 'Escape') setDraft(null);
        }}
      />
      {wrong && (
        <span id={errorId} role="alert" className={classes(layout.card, text.sized, styles.invalidMessage)}>
          {invalidMessage}
        </span>
      )}
    </div>
  );
}
