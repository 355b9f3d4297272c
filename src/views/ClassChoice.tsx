/** One of the classes of the data set: as buttons, or in a list where there are more than ten. */
import { Choices } from '../ui/Choices';
import { classes } from '../ui/classes';
import { Select } from '../ui/Field';
import layout from '../ui/layout.module.css';
import text from '../ui/text.module.css';
import { useWords } from '../ui/words';
import { classSign, labelName } from './words';

const BUTTONS = 10;

interface ClassChoiceProps {
  legend: string;
  count: number;
  chosen: number;
  onChoose: (label: number) => void;
  className?: string;
}

export function ClassChoice({ legend, count, chosen, onChoose, className }: ClassChoiceProps) {
  const words = useWords();
  const labels = Array.from({ length: count }, (_, label) => label);
  if (count > BUTTONS)
    return (
      <label className={classes(layout.row, className)}>
        <span className={text.quiet}>{legend}</span>
        <Select small value={chosen} onChange={({ currentTarget: { value } }) => onChoose(Number(value))}>
          {labels.map((label) => (
            <option key={label} value={label}>
              {labelName(label, words)}
            </option>
          ))}
        </Select>
      </label>
    );
  return (
    <Choices
      legend={legend}
      options={labels}
      chosen={chosen}
      onChoose={onChoose}
      textOf={classSign}
      nameOf={(label) => labelName(label, words)}
      className={className}
    />
  );
}
