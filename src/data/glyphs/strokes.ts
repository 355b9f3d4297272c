/**
 * How people write the ten digits, as data: for each class several styles, for each style the path of the
 * pen. A path is a list of points x, y in hundredths of the digit's height, y downwards; the pen follows a
 * smooth curve through them, and a point given twice is a corner. Drawn by pen.ts.
 */
export interface Style {
  /** The common name of the style. */
  name: string;
  /** How often it is used, relative to the other styles of its class. */
  share: number;
  strokes: readonly (readonly number[])[];
}

export const styles: readonly (readonly Style[])[] = [
  // 0
  [
    {
      name: 'oval',
      share: 4,
      strokes: [[36, 2, 16, 14, 4, 48, 14, 86, 34, 98, 58, 84, 66, 48, 56, 12, 36, 2]],
    },
    {
      name: 'round',
      share: 3,
      strokes: [[54, 8, 28, 4, 6, 28, 4, 66, 26, 96, 58, 90, 78, 56, 74, 22, 52, 6, 38, 8]],
    },
    {
      name: 'crossed',
      share: 2,
      strokes: [[50, 2, 30, 6, 10, 34, 6, 72, 22, 97, 46, 90, 62, 58, 60, 22, 44, 6, 26, 12]],
    },
  ],
  // 1
  [
    { name: 'bar', share: 9, strokes: [[3, 0, 1, 50, 2, 100]] },
    { name: 'flag', share: 1, strokes: [[0, 16, 10, 10, 18, 0, 18, 0, 18, 50, 17, 100]] },
    {
      name: 'base',
      share: 0.7,
      strokes: [
        [4, 20, 16, 12, 26, 1, 26, 1, 26, 50, 25, 98],
        [2, 98, 24, 97, 50, 96],
      ],
    },
  ],
  // 2
  [
    {
      name: 'flat',
      share: 4,
      strokes: [[6, 24, 18, 6, 42, 2, 56, 20, 46, 48, 24, 76, 2, 96, 2, 96, 30, 95, 68, 96]],
    },
    {
      name: 'loop',
      share: 4,
      strokes: [[8, 22, 24, 4, 48, 6, 58, 26, 46, 56, 26, 84, 10, 96, 2, 88, 12, 76, 30, 82, 48, 94, 76, 92]],
    },
    {
      name: 'swan',
      share: 2,
      strokes: [[4, 26, 14, 6, 38, 1, 56, 16, 52, 42, 30, 70, 4, 95, 4, 95, 20, 84, 40, 90, 58, 99, 74, 94]],
    },
    {
      name: 'hooked',
      share: 1.5,
      strokes: [[12, 32, 2, 20, 16, 4, 40, 4, 52, 22, 42, 52, 24, 78, 4, 97, 4, 97, 34, 98, 64, 94]],
    },
  ],
  // 3
  [
    {
      name: 'round',
      share: 5,
      strokes: [[8, 12, 28, 1, 50, 8, 52, 28, 38, 42, 24, 47, 24, 47, 46, 51, 58, 70, 48, 92, 24, 99, 2, 90]],
    },
    {
      name: 'flat',
      share: 1,
      strokes: [[6, 4, 30, 4, 54, 3, 54, 3, 40, 24, 26, 40, 26, 40, 48, 48, 58, 70, 44, 94, 16, 98, 0, 88]],
    },
    {
      name: 'looped',
      share: 2,
      strokes: [
        [4, 14, 26, 1, 50, 10, 48, 32, 30, 46, 18, 48, 24, 43, 42, 48, 56, 66, 48, 90, 22, 100, 0, 92],
      ],
    },
    {
      name: 'leaning',
      share: 2,
      strokes: [[14, 8, 40, 1, 60, 12, 52, 32, 30, 44, 30, 44, 48, 52, 52, 74, 32, 94, 6, 98, 2, 90]],
    },
  ],
  // 4
  [
    {
      name: 'open',
      share: 4,
      strokes: [
        [8, 4, 3, 30, 6, 50, 26, 52, 56, 44],
        [58, 0, 54, 40, 48, 100],
      ],
    },
    {
      name: 'closed',
      share: 1.5,
      strokes: [
        [46, 1, 26, 32, 2, 62, 2, 62, 36, 62, 74, 60],
        [47, 1, 46, 50, 44, 100],
      ],
    },
    {
      name: 'square',
      share: 3,
      strokes: [
        [6, 4, 4, 24, 4, 46, 4, 46, 28, 47, 54, 44],
        [54, 4, 52, 40, 50, 100],
      ],
    },
    {
      name: 'cup',
      share: 3,
      strokes: [[4, 8, 2, 34, 16, 50, 38, 46, 54, 26, 60, 2, 60, 2, 54, 46, 48, 100]],
    },
    {
      name: 'crossed',
      share: 2,
      strokes: [
        [12, 10, 2, 44, 2, 44, 30, 48, 72, 46],
        [50, 0, 46, 40, 38, 100],
      ],
    },
  ],
  // 5
  [
    {
      name: 'capped',
      share: 4,
      strokes: [
        [18, 4, 16, 24, 12, 42, 12, 42, 34, 38, 54, 52, 56, 76, 38, 96, 14, 98, 0, 88],
        [18, 4, 38, 4, 66, 1],
      ],
    },
    {
      name: 'single',
      share: 4,
      strokes: [[64, 2, 40, 4, 20, 5, 20, 5, 14, 42, 14, 42, 36, 42, 52, 58, 48, 84, 24, 98, 0, 92]],
    },
    {
      name: 'flowing',
      share: 3,
      strokes: [[72, 4, 46, 2, 28, 10, 18, 34, 34, 46, 48, 62, 42, 86, 18, 99, 0, 92]],
    },
    {
      name: 'bellied',
      share: 2,
      strokes: [
        [14, 6, 10, 44, 10, 44, 32, 42, 48, 56, 48, 80, 28, 98, 2, 94],
        [14, 6, 34, 6, 60, 3],
      ],
    },
  ],
  // 6
  [
    {
      name: 'curved',
      share: 4,
      strokes: [[50, 2, 24, 22, 6, 56, 6, 84, 24, 98, 46, 90, 52, 70, 40, 57, 20, 64, 8, 80]],
    },
    {
      name: 'straight',
      share: 3,
      strokes: [[36, 0, 18, 34, 4, 72, 10, 94, 30, 97, 46, 82, 42, 64, 24, 62, 8, 76]],
    },
    {
      name: 'wide',
      share: 2,
      strokes: [[58, 4, 32, 14, 10, 44, 4, 76, 20, 97, 48, 94, 64, 74, 52, 56, 26, 58, 6, 74]],
    },
    {
      name: 'small',
      share: 2,
      strokes: [[34, 0, 16, 28, 4, 66, 6, 90, 22, 99, 38, 90, 38, 74, 24, 68, 8, 80]],
    },
  ],
  // 7
  [
    { name: 'plain', share: 4, strokes: [[2, 8, 26, 6, 58, 4, 58, 4, 42, 44, 28, 100]] },
    {
      name: 'barred',
      share: 1.3,
      strokes: [
        [4, 8, 30, 6, 62, 4, 62, 4, 46, 44, 30, 100],
        [12, 52, 34, 48, 58, 47],
      ],
    },
    { name: 'hooked', share: 2, strokes: [[2, 24, 4, 8, 4, 8, 30, 8, 60, 3, 60, 3, 46, 40, 34, 100]] },
    { name: 'curved', share: 3, strokes: [[0, 14, 18, 6, 44, 4, 58, 12, 50, 40, 38, 70, 34, 100]] },
  ],
  // 8
  [
    {
      name: 'crossed',
      share: 5,
      strokes: [
        [50, 10, 28, 2, 10, 16, 18, 36, 38, 54, 48, 76, 36, 96, 14, 96, 4, 80, 16, 58, 40, 38, 56, 18, 46, 6],
      ],
    },
    {
      name: 'open',
      share: 3,
      strokes: [
        [60, 8, 38, 2, 16, 14, 20, 34, 38, 54, 42, 80, 24, 98, 6, 86, 14, 64, 40, 42, 60, 20, 62, 10],
      ],
    },
    {
      name: 'snowman',
      share: 2,
      strokes: [
        [30, 2, 12, 10, 10, 32, 28, 46, 46, 36, 48, 14, 30, 2],
        [28, 46, 6, 60, 4, 86, 28, 99, 50, 86, 48, 60, 28, 46],
      ],
    },
  ],
  // 9
  [
    {
      name: 'straight',
      share: 4,
      strokes: [[50, 14, 32, 2, 10, 12, 4, 34, 20, 47, 42, 38, 52, 12, 52, 12, 50, 50, 46, 100]],
    },
    {
      name: 'curved',
      share: 2,
      strokes: [[54, 14, 34, 2, 10, 14, 8, 38, 28, 47, 48, 34, 56, 14, 56, 46, 46, 82, 24, 99, 4, 92]],
    },
    {
      name: 'leaning',
      share: 3,
      strokes: [[52, 10, 30, 4, 6, 24, 6, 42, 26, 44, 50, 24, 58, 6, 58, 6, 46, 50, 34, 100]],
    },
    {
      name: 'small',
      share: 2,
      strokes: [[42, 4, 22, 4, 6, 20, 12, 36, 30, 34, 44, 18, 44, 8, 46, 50, 48, 100]],
    },
  ],
];
