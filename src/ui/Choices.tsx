/**
 * A few options, all of them visible: native radio buttons or check boxes, styled as buttons. `--accent` is the colour
 * of chosen options.
 */
import { type ComponentProps, useId } from 'react';
import styles from './Choices.module.css';
import { classes } from './classes';
import layout from './layout.module.css';
import looks from './text.module.css';

interface Options<T> extends Omit<ComponentProps<'fieldset'>, 'onToggle'> {
  options: readonly T[];
  textOf: (option: T) => string;
  /** Whether the options are joined into one segmented control. */
  joined?: boolean;
  /** The accessible name of an option whose text is too short to be one. */
  nameOf?: (option: T) => string;
}

interface ChoicesProps<T> extends Options<T> {
  chosen: T;
  onChoose: (option: T) => void;
  /** A visible label before the options. Without it, pass `aria-label` or `aria-labelledby`. */
  legend?: string;
}

/** Exactly one option is chosen. */
export function Choices<T extends string | number>(props: ChoicesProps<T>) {
  const { options, textOf, nameOf, chosen, onChoose, legend, joined, className, ...rest } = props;
  const group = useId();
  return (
    <fieldset {...rest} className={classes(joined ? segments : look, className)}>
      {legend !== undefined && <legend className={looks.quiet}>{legend}</legend>}
      {options.map((option) => (
        <Option
          key={option}
          text={textOf(option)}
          name={nameOf?.(option)}
          input={{ type: 'radio', name: group, checked: option === chosen, onChange: () => onChoose(option) }}
        />
      ))}
    </fieldset>
  );
}

interface ChecksProps<T> extends Options<T> {
  chosen: readonly T[];
  /** Whether none may be chosen. */
  optional?: boolean;
  onToggle: (option: T) => void;
}

/** One or more options are chosen: unless they are optional, the last one cannot be unchecked. */
export function Checks<T extends string | number>(props: ChecksProps<T>) {
  const { options, textOf, nameOf, chosen, onToggle, optional, className, ...rest } = props;
  return (
    <fieldset {...rest} className={classes(look, className)}>
      {options.map((option) => {
        const checked = chosen.includes(option);
        return (
          <Option
            key={option}
            text={textOf(option)}
            name={nameOf?.(option)}
            input={{
              type: 'checkbox',
              checked,
              disabled: checked && chosen.length === 1 && !optional,
              onChange: () => onToggle(option),
            }}
          />
        );
      })}
    </fieldset>
  );
}

const look = classes(layout.row, layout.wrap, layout.close, styles.choices);
const segments = classes(layout.row, layout.joined, layout.fixed, styles.choices, styles.joined);

interface OptionProps {
  text: string;
  name: string | undefined;
  input: ComponentProps<'input'>;
}

function Option({ text, name, input }: OptionProps) {
  return (
    <label className={layout.under} title={name}>
      <input
        {...input}
        aria-label={name}
        className={classes(layout.over, layout.unseen, input.type === 'radio' && layout.untouched)}
      />
      <span className={classes(layout.centre, looks.small)} aria-hidden={name !== undefined}>
        {text}
      </span>
    </label>
  );
}
