import { expect, test } from 'vitest';
import { embedCode, sideIn } from './embedCode';

test('signs of HTML in an address or a title do not end their attribute', () => {
  const code = embedCode({
    src: 'https://example.org/#v=1&latent=3&lt=4&seed=7',
    title: 'A "VAE" <b>& more',
    width: 400,
    height: 320,
  });
  expect(code).toContain('src="https://example.org/#v=1&amp;latent=3&amp;lt=4&amp;seed=7"');
  expect(code).toContain('title="A &quot;VAE&quot; &lt;b&gt;&amp; more"');
  expect(code).toContain('width="400"\n  height="320"');
  expect(code.match(/</g)).toHaveLength(2);
});

test.each([
  ['320', 320],
  [' 640 ', 640],
  ['4000', 4000],
  ['319', null],
  ['4001', null],
  ['', null],
  ['500.5', null],
  ['100%', null],
  ['1e3', null],
])('a side of %j is %j', (text, side) => {
  expect(sideIn(text)).toBe(side);
});
