/**
 * How each step of each lesson is played: `right` as its task says, and `wrong` as it typically goes wrong, where the
 * check must not pass. A step without `wrong` only looks at what the step before has made.
 */

/** @typedef {import('./player.mjs').Player} Player @typedef {(player: Player) => Promise<void>} Play */

/** @type {Play} */
const trainToTheEnd = async (p) => {
  await p.setUp();
  await p.train();
  await p.stopped();
};

/** Stops too early. @param {number} steps @returns {Play} */
const onlySteps = (steps) => async (p) => {
  await p.setUp();
  await p.trainTo(steps);
};

/** @type {Play} */
const nothing = async () => {};

/** @type {Record<string, Record<string, { right: Play, wrong?: Play }>>} */
export const plays = {
  compression: {
    pca: { right: trainToTheEnd, wrong: (p) => p.setUp() },
    linear: { right: trainToTheEnd, wrong: onlySteps(100) },
    plane: { right: nothing },
  },
  'loss-units': {
    flat: {
      async right(p) {
        await p.setUp();
        await p.press('Step');
      },
      wrong: (p) => p.setUp(),
    },
    pixel: { right: trainToTheEnd, wrong: onlySteps(20) },
    zero: { right: nothing },
  },
  generation: {
    ae: {
      async right(p) {
        await trainToTheEnd(p);
        await p.choose('N(0, 1)');
      },
      // From where the codes are, and not from N(0, 1).
      wrong: trainToTheEnd,
    },
    // Once more the plain autoencoder, from another seed.
    vae: {
      right: trainToTheEnd,
      async wrong(p) {
        await p.newSeed();
        await p.train();
        await p.stopped();
        await p.seed();
      },
    },
  },
  'kl-rises': {
    rise: {
      async right(p) {
        await p.setUp();
        await p.trainTo(1020);
      },
      wrong: onlySteps(300),
    },
    price: { right: nothing },
  },
  collapse: {
    inactive: {
      async right(p) {
        await p.setUp();
        await p.configure({ beta: 30 });
        await p.trainTo(800);
      },
      wrong: onlySteps(800),
    },
    freeNats: {
      async right(p) {
        await p.configure({ beta: 30, freeBits: 0.5 });
        await p.reset();
        await p.trainTo(800);
      },
      // Training longer does not help.
      wrong: (p) => p.trainTo(1600),
    },
  },
  blur: {
    without: { right: trainToTheEnd, wrong: onlySteps(100) },
    // Two numbers again.
    wider: {
      right: trainToTheEnd,
      async wrong(p) {
        await p.reset();
        await p.train();
        await p.stopped();
      },
    },
  },
  axes: {
    first: { right: trainToTheEnd, wrong: onlySteps(100) },
    second: {
      async right(p) {
        await p.setUp();
        await p.configure({ seed: p.number + 100 });
        await p.reset();
        await p.train();
        await p.stopped();
      },
      // The same seed again.
      wrong: trainToTheEnd,
    },
  },
  denoising: {
    below: { right: trainToTheEnd, wrong: onlySteps(200) },
    restores: { right: trainToTheEnd, wrong: onlySteps(200) },
    plain: { right: trainToTheEnd, wrong: onlySteps(200) },
  },
  'gan-losses': {
    quality: { right: trainToTheEnd, wrong: onlySteps(400) },
    collapse: {
      async right(p) {
        await p.configure({ learningRate: 0.1 });
        await p.reset();
        await p.trainTo(500);
      },
      wrong: nothing,
    },
  },
  anomalies: {
    inverted: { right: trainToTheEnd, wrong: onlySteps(20) },
    // A slanted l, and a sheet that is nearly black.
    fooled: { right: (p) => p.draw('l'), wrong: (p) => p.draw('scribble') },
  },
};
