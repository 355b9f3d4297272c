/** Some of a few, all of them in sight: the browser's buttons under what they choose. `--accent` colours what is chosen. */
import { type ComponentProps, useId } from 'react';
import styles from './Choices.module.css';
import { classes } from './classes';
import layout from './layout.module.css';

interface Options<T> extends Omit<ComponentProps<'fieldset'>, 'onToggle'> {
  options: readonly T[];
  textOf: (option: T) => string;
  /** As segments of one control. */
  joined?: boolean;
  /** What an option is called, where its text is less than its name. */
  nameOf?: (option: T) => string;
}

interface ChoicesProps<T> extends Options<T> {
  chosen: T;
  onChoose: (option: T) => void;
  /** Seen before the options; a group that is named otherwise has an `aria-label`. */
  legend?: string;
}

/** One of them. */
export function Choices<T extends string | number>(props: ChoicesProps<T>) {
  const { options, textOf, nameOf, chosen, onChoose, legend, joined, className, ...rest } = props;
  const group = useId();
  return (
    <fieldset {...rest} className={classes(look, joined && styles.joined, className)}>
      {legend !== undefined && <legend>{legend}</legend>}
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
  onToggle: (option: T) => void;
}

/** Any of them, but at least one: the last that is chosen stays so. */
export function Checks<T extends string | number>(props: ChecksProps<T>) {
  const { options, textOf, nameOf, chosen, onToggle, className, ...rest } = props;
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
              disabled: checked && chosen.length === 1,
              onChange: () => onToggle(option),
            }}
          />
        );
      })}
    </fieldset>
  );
}

const look = classes(layout.row, layout.wrap, layout.close, styles.choices);

interface OptionProps {
  text: string;
  name: string | undefined;
  input: ComponentProps<'input'>;
}

function Option({ text, name, input }: OptionProps) {
  return (
    <label title={name}>
      <input {...input} aria-label={name} className={classes(input.type === 'radio' && layout.untouched)} />
      <span className={layout.centre} aria-hidden={name !== undefined}>
        {text}
      </span>
    </label>
  );
}
