import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_CLASSES } from './labels';
import {
  defaultLook,
  HIDEABLE,
  INTERPOLATIONS,
  LAYERS,
  LOOK_KEYS,
  type Look,
  PARTS,
  readLook,
  roundedView,
  SPACINGS,
  writeLook,
} from './look';
import { defaultConfig } from './schema';
import { PRINCIPAL, type SliceChoice } from './sliceChoice';
import { decodeLook, decodeUrl, encodeUrl } from './url';

const looks: fc.Arbitrary<Look> = fc.record({
  layers: fc.subarray([...LAYERS]),
  classes: fc.subarray([...ALL_CLASSES], { minLength: 1 }),
  view: fc.option(
    fc
      .record({
        centre: fc.tuple(
          fc.double({ min: -900, max: 900, noNaN: true }),
          fc.double({ min: -900, max: 900, noNaN: true }),
        ),
        extent: fc.double({ min: 0.06, max: 490, noNaN: true }),
      })
      .map(roundedView),
    { nil: null },
  ),
  slice: fc.option(
    fc.constantFrom<SliceChoice>(
      { by: 'axes', axes: [9, 0] },
      PRINCIPAL,
      { by: 'principal', components: [2, 0] },
      { by: 'probes', names: ['A', 'D', 'B'] },
      { by: 'classes', classes: [8, 3] },
      { by: 'thickness' },
    ),
    { nil: null },
  ),
  probes: fc.option(
    fc.constantFrom(
      [
        { name: 'A', z: [0.5, -1], image: null },
        { name: 'B', z: null, image: null },
        { name: 'D', z: null, image: 17 },
      ],
      [{ name: 'Z', z: [1.125, 0, -3], image: null }],
    ),
    { nil: null },
  ),
  via: fc.option(fc.constantFrom(['B', 'A'], ['A', 'C', 'B']), { nil: null }),
  step: fc.option(fc.integer({ min: 0, max: 1e6 }), { nil: null }),
  lesson: fc.option(
    fc.oneof(
      fc.record({ id: fc.constantFrom('kl-rises', 'axes'), step: fc.integer({ min: 1, max: 9 }) }),
      fc.record({
        id: fc.constant('composed'),
        step: fc.integer({ min: 1, max: 9 }),
        steps: fc.subarray(['kl-rises.rise', 'blur.wider', 'no-such.step'], { minLength: 1 }),
      }),
    ),
    { nil: null },
  ),
  hide: fc.subarray([...HIDEABLE]),
  projector: fc.boolean(),
  slowly: fc.boolean(),
  embed: fc.option(fc.subarray([...PARTS], { minLength: 1 }), { nil: null }),
  use: fc.option(fc.constantFrom('drawing', 'samples'), { nil: null }),
  compare: fc.option(fc.constantFrom('step:0', 'step:380,model:ae,encoder:300-20'), { nil: null }),
  path: fc.record({
    interpolation: fc.constantFrom(...INTERPOLATIONS),
    spacing: fc.constantFrom(...SPACINGS),
    stops: fc.integer({ min: 3, max: 25 }),
    drawn: fc
      .array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })), {
        maxLength: 24,
      })
      .map((points) => points.flat().map((v) => v / 100)),
  }),
});
const refused = (link: string) => {
  // These keys are not unknown settings.
  expect(decodeUrl(link).problems).toEqual([]);
  return decodeLook(link).problems.map(({ params }) => params);
};

describe('the look of the plane in a link', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(looks, (look) => {
        const link = encodeUrl(defaultConfig(), look);
        const { look: read, problems } = decodeLook(link);
        expect(decodeUrl(link).config).toEqual(defaultConfig());
        expect(problems).toEqual([]);
        expect(read.layers).toEqual(look.layers);
        expect(read.classes).toEqual(look.classes);
        expect(read.use).toBe(look.use);
        expect(read.compare).toBe(look.compare);
        expect(read.lesson).toEqual(look.lesson);
        expect(read.slowly).toBe(look.slowly);
        expect(read.embed).toEqual(look.embed);
        expect(read.hide).toEqual(look.hide);
        expect(read.projector).toBe(look.projector);
        // Of a lesson and of the training, only one step fits.
        expect(read.step).toBe(look.lesson ? null : look.step);
        // A free-hand path is part of the link only where it is shown.
        const drawn = look.path.interpolation === 'drawn' ? look.path.drawn.map((v) => v + 0) : [];
        expect(read.path).toEqual({ ...look.path, drawn });
        expect(read.view === null).toBe(look.view === null);
        if (!read.view || !look.view) return;
        expect(read.view.centre[0]).toBeCloseTo(look.view.centre[0], 5);
        expect(read.view.centre[1]).toBeCloseTo(look.view.centre[1], 5);
        expect(read.view.extent).toBe(look.view.extent);
      }),
    );
  });

  it('is written only where it differs from the default', () => {
    expect(writeLook(defaultLook())).toEqual([]);
    expect(encodeUrl(defaultConfig(), defaultLook())).toBe('#v=1');
    expect(
      writeLook({
        ...defaultLook(),
        layers: [],
        classes: [3, 5],
        view: { centre: [0.5, -1], extent: 3 },
        use: 'drawing',
      }),
    ).toEqual(['layers=none', 'only=35', 'view=0.5,-1,3', 'use=drawing']);
    expect(writeLook({ ...defaultLook(), slice: { by: 'axes', axes: [0, 9] } })).toEqual(['slice=axes-1-10']);
    const path = { interpolation: 'drawn', spacing: 'pixels', stops: 7, drawn: [0.5, -1, 2, 0] } as const;
    expect(writeLook({ ...defaultLook(), path })).toEqual(['path=drawn-pixels-7', 'drawn=0.5,-1,2,0']);
    expect(decodeLook('#path=geodesic').look.path).toMatchObject({ interpolation: 'geodesic', stops: 13 });
    expect(decodeLook('#path=data-25').look.path).toMatchObject({ spacing: 'latent', stops: 25 });
  });

  it('embedded, the page consists of the named parts, in their order, or of the usual ones', () => {
    expect(decodeLook('#embed=1').look.embed).toEqual(['train', 'plane', 'digit']);
    expect(decodeLook('#embed=1&show=digit,plane').look.embed).toEqual(['plane', 'digit']);
    expect(decodeLook('#embed=0').look.embed).toBeNull();
    for (const link of ['#embed=2', '#embed=1&show=plane,all', '#embed=1&show=', '#show=plane'])
      expect(refused(link), link).toHaveLength(1);
  });

  it('a composed lesson has the steps of its link; parts are left out with or without a lesson', () => {
    const { look } = decodeLook('#lesson=composed&steps=kl-rises.rise,blur.wider&step=2&hide=uses,model');
    expect(look.lesson).toEqual({ id: 'composed', step: 2, steps: ['kl-rises.rise', 'blur.wider'] });
    expect(look.hide).toEqual(['model', 'uses']);
    expect(writeLook(look)).toEqual([
      ...['lesson=composed', 'steps=kl-rises.rise,blur.wider', 'step=2', 'hide=model,uses'],
    ]);
    expect(decodeLook('#steps=axes.first').look.lesson).toMatchObject({ id: 'composed', step: 1 });
    expect(decodeLook('#hide=equation').look.hide).toEqual(['equation']);
    // What a damaged name is left with can be written into a link again.
    const { lesson } = decodeLook('#lesson=composed&steps=kl-ri%3Cses.rise,,b l/ur').look;
    expect(lesson?.steps).toEqual(['kl-rises.rise', 'blur']);
    for (const link of [
      '#projector=2',
      '#hide=',
      '#hide=model,engine',
      '#steps=',
      `#steps=${Array(16).fill('a.b')}`,
    ])
      expect(refused(link), link).toHaveLength(1);
  });

  it('rejects invalid values by name, and keeps the rest', () => {
    const link = '#v=1&latent=3&layers=digits-stars&only=35&view=1,2';
    const { look } = decodeLook(link);
    const { config } = decodeUrl(link);
    expect(look).toEqual({ ...defaultLook(), classes: [3, 5] });
    expect(config.latent).toBe(3);
    expect(refused('#v=1&layers=digits-stars&only=3a&view=1,2')).toEqual([
      { key: 'layers', value: 'digits-stars' },
      { key: 'only', value: '3a' },
      { key: 'view', value: '1,2' },
    ]);
    for (const view of ['1,2,0', '1,2,1e9', '5000,0,3', 'NaN,0,3', '', '1,2,3,4'])
      expect(refused(`#v=1&view=${view}`), view).not.toEqual([]);
    for (const only of ['', '33', '10,2', 'x']) expect(refused(`#v=1&only=${only}`), only).not.toEqual([]);
    for (const path of [
      '',
      'round',
      'straight-2',
      'straight-26',
      'straight-7.5',
      'data-pixels-7-x',
      'pixels',
    ])
      expect(refused(`#v=1&path=${path}`), path).not.toEqual([]);
    for (const slice of [
      '',
      'round',
      'axes-1-1',
      'axes-0-2',
      'axes-1-2-3',
      'classes-3-62',
      'classes-3-3',
      'probes-A-A-B',
      'probes-A-B',
      'principal-2',
      'principal-2-2',
    ])
      expect(refused(`#v=1&slice=${slice}`), slice).not.toEqual([]);
    for (const probes of [
      '',
      'a:1,2',
      'A:1,x',
      'A:1,2_A:3,4',
      'A:1:2',
      'A:image',
      'A:1e9,2',
      'A__B',
      'AB:1,2',
    ])
      expect(refused(`#v=1&probes=${probes}`), probes).not.toEqual([]);
    for (const via of ['', 'A', 'A-A', 'A-b']) expect(refused(`#v=1&via=${via}`), via).not.toEqual([]);
    for (const step of ['', '-1', '1.5', 'x']) expect(refused(`#v=1&step=${step}`), step).not.toEqual([]);
    for (const drawn of ['', '1', '1,2,3', '1,2000', 'x,1', Array(66).fill(1).join()])
      expect(refused(`#v=1&drawn=${drawn}`), drawn).not.toEqual([]);
    for (const compare of ['', 'step', 'model:ae', 'step:1,<b>:2'])
      expect(refused(`#v=1&compare=${compare}`), compare).not.toEqual([]);
    expect(refused('#v=1&layers=dots-dots')).toHaveLength(1);
    expect(refused('#v=1&use=<b>')).toHaveLength(1);
  });

  it('ignores other keys', () => {
    const fields = new Map([['latent', '3']]);
    expect(readLook(fields)).toEqual({ look: defaultLook(), problems: [] });
    expect(LOOK_KEYS).toHaveLength(18);
  });
});
