import { expect, test } from 'vitest';
import { numbersOf } from '../i18n/numbers';
import { lossesPicture } from './pictures/losses';
import { apart, planePicture } from './pictures/plane';

const caption = { title: 'VAE', text: '', link: '' };
const number = numbersOf('en');

test('the axis of losses has round numbers, and shows its peaks unless they leave the rest no height', () => {
  const marksOf = (values: readonly number[]) => {
    const { svg } = lossesPicture({
      panels: [
        {
          unit: 'nats',
          lines: [
            {
              name: 'KL',
              colour: '#00f',
              dashed: false,
              points: values.map((value, i) => ({ step: i + 1, value })),
            },
          ],
        },
      ],
      ...{ number, steps: 'step', colours: { ink: '#000', paper: '#fff', rule: '#ccc' }, caption },
    });
    return [...svg.matchAll(/text-anchor="end">([\d.,]+)</g)].map(([, text]) =>
      Number(text.replace(',', '')),
    );
  };
  expect(marksOf([0.003, 20, 61, ...Array(200).fill(5)])).toEqual([0, 20, 40, 60, 80]);
  expect(marksOf([0.1, 9000, ...Array(200).fill(5)])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(marksOf([544, 300, 140])).toEqual([100, 200, 300, 400, 500, 600]);
});

test('numerals do not cover each other, and those out of view are left out', () => {
  const marks = [
    { px: 100, py: 100 },
    { px: 100, py: 100 },
    { px: 108, py: 95 },
    { px: 300, py: 300 },
  ];
  const pushed = apart(marks);
  expect(pushed[3]).toEqual(marks[3]);
  for (const [i, a] of pushed.entries())
    for (const b of pushed.slice(i + 1)) expect(Math.hypot(a.px - b.px, a.py - b.py)).toBeGreaterThan(19);

  const { svg } = planePicture(
    {
      ...{ side: 100, background: null, centre: [0, 0], extent: 1, labelled: true, number },
      places: Float32Array.from([0.5, 0, 5, 0]),
      classes: Uint8Array.from([3, 7]),
      colours: { ink: '#000', paper: '#fff', rule: '#ccc', classes: Array(10).fill('#f00') },
    },
    caption,
  );
  expect(svg.match(/<circle/g)).toHaveLength(1);
  expect(svg).toMatch(/font-weight="600"[^>]*>3</);
  expect(svg).not.toMatch(/font-weight="600"[^>]*>7</);
});
