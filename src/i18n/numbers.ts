/**
 * Numbers as a language writes them, by `Intl.NumberFormat`: its decimal sign, its groups, its percent sign. Whatever
 * number reaches the screen is written here, but for number fields and pictures: those take a plain point.
 */

export interface Numbers {
  /** 401920 → 401,920; fractions with six digits at most (0.0003), tiny ones as 1e-5. */
  plain(value: number): string;
  /** With so many decimals; a true minus sign, and none before a zero. */
  fixed(value: number, decimals: number): string;
  /** With so many decimals at most. */
  upTo(value: number, decimals: number): string;
  /** With so many digits at most; `trailing`: always so many. */
  significant(value: number, digits: number, trailing?: boolean): string;
  /** A share: 0.972 → 97.2%. */
  percent(share: number, decimals: number): string;
  /** Several values in a row, parted so that a decimal comma is not taken for what parts them. */
  row(values: readonly string[]): string;
}

const MINUS = '−';

/** What `Intl` is asked for; NumberFormats are dear to make, so each is kept. */
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

  const fixed = (
    value: number,
    decimals: number,
    { least = decimals, ...options }: Intl.NumberFormatOptions & { least?: number } = {},
  ): string => {
    if (Number.isNaN(value)) return 'NaN';
    // Rounded before it is written: browsers do not agree on the last digit of a number such as 1.005.
    const rounded = Number(Math.abs(value).toFixed(decimals));
    const digits = { minimumFractionDigits: least, maximumFractionDigits: decimals };
    return signed(value, rounded === 0, write(rounded, { ...options, ...digits }));
  };
  return {
    plain(value) {
      const size = Math.abs(value);
      const text =
        size !== 0 && size < 1e-4
          ? size.toExponential().replace('e+', 'e').replace('.', decimal)
          : write(size, Number.isInteger(size) ? {} : { maximumSignificantDigits: 6 });
      return signed(value, size === 0, text);
    },
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
