import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { FURTHER_COLOURS } from './classColours';
import { channels, luminance, token } from './palette';

type Lab = readonly [lightness: number, a: number, b: number];

/** CIELAB (D65) of an sRGB colour. */
function labOf(hex: string): Lab {
  const [r, g, b] = channels(hex).map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
  );
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const DEGREE = Math.PI / 180;

/** CIEDE2000 (Sharma, Wu, Dalal 2005); 1 is about the smallest visible difference. */
function deltaE([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const grey = (c: number) => Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7));
  const g = 0.5 * (1 - grey((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const polar = (a: number, b: number) => ({
    c: Math.hypot((1 + g) * a, b),
    h: a === 0 && b === 0 ? 0 : (Math.atan2(b, (1 + g) * a) / DEGREE + 360) % 360,
  });
  const [p, q] = [polar(a1, b1), polar(a2, b2)];
  const greys = p.c * q.c === 0;
  const turn = q.h - p.h;
  const dh = greys ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
  const dH = 2 * Math.sqrt(p.c * q.c) * Math.sin((dh / 2) * DEGREE);
  const c = (p.c + q.c) / 2;
  const h = greys ? p.h + q.h : (p.h + q.h + (Math.abs(turn) > 180 ? (p.h + q.h < 360 ? 360 : -360) : 0)) / 2;
  const cos = (factor: number, shift: number) => Math.cos((factor * h + shift) * DEGREE);
  const t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.2 * cos(4, -63);
  const l50 = ((l1 + l2) / 2 - 50) ** 2;
  const dL = (l2 - l1) / (1 + (0.015 * l50) / Math.sqrt(20 + l50));
  const dC = (q.c - p.c) / (1 + 0.045 * c);
  const dHue = dH / (1 + 0.015 * c * t);
  const rotation = -Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * DEGREE) * 2 * grey(c);
  return Math.sqrt(dL ** 2 + dC ** 2 + dHue ** 2 + rotation * dC * dHue);
}

test.each([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
] as [Lab, Lab, number][])('the difference of %j and %j is the published one', (a, b, expected) => {
  expect(deltaE(a, b)).toBeCloseTo(expected, 4);
});

/** The colours of both themes by token; a colour that is written once belongs to both. */
const written = [
  ...readFileSync('src/ui/tokens.css', 'utf8').matchAll(
    /--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6}))?/g,
  ),
];
const light = Object.fromEntries(written.map(([, name, colour]) => [name, colour]));
const dark = Object.fromEntries(written.map(([, name, colour, other = colour]) => [name, other]));

const CONCEPTS = ['input', 'encoder', 'latent', 'decoder', 'recon', 'kl', 'discriminator'];
const CLASSES = Array.from({ length: 10 }, (_, label) => `class-${label}`);

test.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme class colours differ from each other and from those of concepts', (_, theme) => {
  const lab = (name: string) => labOf(theme[name]);
  for (const [i, name] of CLASSES.entries()) {
    for (const concept of CONCEPTS)
      expect(deltaE(lab(name), lab(concept)), `${name} and ${concept}`).toBeGreaterThan(10);
    for (const other of CLASSES.slice(i + 1))
      expect(deltaE(lab(name), lab(other)), `${name} and ${other}`).toBeGreaterThan(10);
  }
});

test.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme text in the colour of a concept is readable', (_, theme) => {
  const [ground, ...rest] = ['raised', ...CONCEPTS].map((name) => luminance(theme[name]));
  for (const [i, l] of rest.entries()) {
    const contrast = (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05);
    expect(contrast, CONCEPTS[i]).toBeGreaterThan(4.5);
  }
});

test('the colours of 62 classes differ; those of classes that follow each other differ much', () => {
  const all = [...CLASSES.map((name) => light[name]), ...FURTHER_COLOURS];
  expect(all).toHaveLength(62);
  const labs = all.map(labOf);
  for (const [i, a] of labs.entries())
    for (const [j, b] of labs.slice(0, i).entries()) {
      const least = i >= 10 && i - j <= 3 && j >= 7 ? 25 : 10;
      expect(deltaE(a, b), `classes ${j} and ${i}`).toBeGreaterThan(least);
    }
  // Visible on both grounds.
  for (const [i, [lightness]] of labs.slice(10).entries()) {
    expect(lightness, `class ${10 + i}`).toBeGreaterThan(40);
    expect(lightness, `class ${10 + i}`).toBeLessThan(84);
  }
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['dark', ' light-dark(#fbfaf8, #131519)', '#131519'],
  ['light', ' light-dark(#fbfaf8, #131519)', '#fbfaf8'],
  ['dark', ' #131519 ', '#131519'],
])('in the %s theme the token that is written as "%s" is %s', (theme, written, colour) => {
  vi.stubGlobal('document', { documentElement: { dataset: { theme } } });
  vi.stubGlobal('getComputedStyle', () => ({ getPropertyValue: () => written }));
  expect(token('--paper')).toBe(colour);
});
