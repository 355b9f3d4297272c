/**
 * Numbers in the format of a language, by `Intl.NumberFormat`: its decimal sign, its groups, its percent
 * sign. Every number on the screen is formatted here, except in number fields and pictures, which have a
 * plain point.
 */

export interface Numbers {
  /** 401920 → 401,920; fractions with six digits at most (0.0003), tiny ones as 1e-5. */
  plain(value: number): string;
  /** The same with at most this many digits, tiny ones too. */
  rounded(value: number, digits: number): string;
  /** With this many decimals, from ten million on as 3.49e14; a true minus sign, and none before a zero. */
  fixed(value: number, decimals: number): string;
  /** With at most this many decimals. */
  upTo(value: number, decimals: number): string;
  /** With at most this many digits; `trailing`: always that many. */
  significant(value: number, digits: number, trailing?: boolean): string;
  /** A share: 0.972 → 97.2%. */
  percent(share: number, decimals: number): string;
  /** Several values in a row, with a separator that cannot be confused with a decimal comma. */
  row(values: readonly string[]): string;
}

const MINUS = '−';
/** From here on digits are no longer counted but read as a power of ten: the losses of a run that diverges. */
const LONG = 1e7;

/** Creates a NumberFormat once for each format, since that is slow. */
function create(locale: string): Numbers {
  const formats = new Map<string, Intl.NumberFormat>();
  const write = (value: number, options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    let format = formats.get(key);
    if (!format) {
      format = new Intl.NumberFormat(locale, { numberingSystem: 'latn', ...options });
      formats.set(key, format);
    }
    return format.format(value);
  };
  const decimal = write(0.5, { minimumFractionDigits: 1 }).replace(/\d/g, '');
  const signed = (value: number, zero: boolean, text: string) =>
    value < 0 && !zero ? `${MINUS}${text}` : text;

  const power = (size: number) => size.toExponential().replace('e+', 'e').replace('.', decimal);

  const fixed = (
    value: number,
    decimals: number,
    { least = decimals, ...options }: Intl.NumberFormatOptions & { least?: number } = {},
  ): string => {
    if (Number.isNaN(value)) return 'NaN';
    const size = Math.abs(value);
    if (size >= LONG && Number.isFinite(size))
      return signed(value, false, power(Number(size.toPrecision(3))));
    // Rounded before formatting: browsers disagree on the last digit of a number such as 1.005.
    const rounded = Number(size.toFixed(decimals));
    const digits = { minimumFractionDigits: least, maximumFractionDigits: decimals };
    return signed(value, rounded === 0, write(rounded, { ...options, ...digits }));
  };
  const plain = (value: number): string => {
    const size = Math.abs(value);
    const text =
      size !== 0 && size < 1e-4
        ? power(size)
        : write(size, Number.isInteger(size) ? {} : { maximumSignificantDigits: 6 });
    return signed(value, size === 0, text);
  };
  return {
    plain,
    rounded: (value, digits) => plain(Number(value.toPrecision(digits))),
    fixed: (value, decimals) => fixed(value, decimals),
    upTo: (value, decimals) => fixed(value, decimals, { least: 0 }),
    significant: (value, digits, trailing = false) =>
      signed(
        value,
        value === 0,
        write(Math.abs(value), {
          maximumSignificantDigits: digits,
          ...(trailing && { minimumSignificantDigits: digits }),
        }),
      ),
    percent: (share, decimals) => fixed(100 * share, decimals, { style: 'unit', unit: 'percent' }),
    row: (values) => values.join(decimal === ',' ? '; ' : ', '),
  };
}

const made = new Map<string, Numbers>();

export function numbersOf(locale: string): Numbers {
  let numbers = made.get(locale);
  if (!numbers) {
    numbers = create(locale);
    made.set(locale, numbers);
  }
  return numbers;
}
