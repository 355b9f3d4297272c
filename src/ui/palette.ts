/** The tokens of `tokens.css` for canvases, read once per theme and not in every frame. */
import { FURTHER_COLOURS } from './classColours';

export interface Palette {
  dark: boolean;
  font: string;
  paper: string;
  ink: string;
  ink2: string;
  rule: string;
  ruleStrong: string;
  latent: string;
  decoder: string;
  recon: string;
  kl: string;
  /** One per class, 0 to 61. */
  classes: string[];
}

let current: Palette | null = null;

export function palette(): Palette {
  if (!current) {
    current = {
      dark: isDark(),
      font: token('--font') || 'sans-serif',
      paper: token('--raised'),
      ink: token('--ink'),
      ink2: token('--ink-2'),
      rule: token('--rule'),
      ruleStrong: token('--rule-strong'),
      latent: token('--latent'),
      decoder: token('--decoder'),
      recon: token('--recon'),
      kl: token('--kl'),
      classes: [...Array.from({ length: 10 }, (_, i) => token(`--class-${i}`)), ...FURTHER_COLOURS],
    };
  }
  return current;
}

/** The value of a token of `tokens.css`; of a colour of both themes, that of the present one. */
export function token(name: string): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // Built style sheets are resolved by the browser, those of the development server are as they were written.
  const both = /^light-dark\((.+), (.+)\)$/.exec(value);
  return both ? both[isDark() ? 2 : 1] : value;
}

export function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark';
}

/** Calls the listener when the theme has changed, or its contrast for a projector; returns a function that unsubscribes. */
export function onTheme(listener: () => void): () => void {
  const observer = new MutationObserver(() => {
    current = null;
    listener();
  });
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme', 'data-projector'],
  });
  return () => observer.disconnect();
}

/** Red, green and blue (0 … 255) of a colour written as #rrggbb, or as #rgb by a minifier. */
export function channels(hex: string): [number, number, number] {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const n = Number.parseInt(digits, 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

/** Relative luminance (WCAG 2.2), 0 for black and 1 for white. */
export function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever has more contrast on the colour. */
export function inkOn(hex: string): string {
  const l = luminance(hex);
  return (l + 0.05) / 0.05 > 1.05 / (l + 0.05) ? '#000000' : '#ffffff';
}
