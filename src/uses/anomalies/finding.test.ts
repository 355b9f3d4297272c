import { expect, test } from 'vitest';
import { wordsOf } from '../../i18n/words';
import { type AnomalyFacts, findingOf } from './finding';
import { detectionOf } from './scoreStatistics';
import { words as ofUse } from './words';

const scores = Float32Array.from({ length: 100 }, (_, i) => 100 + i);
const far = scores.map((score) => score + 90);
const facts: AnomalyFacts = {
  step: 14_070,
  threshold: 194,
  detection: detectionOf(scores, far, 194),
  other: 'inverted test images',
};
const said = (patch: Partial<AnomalyFacts> = {}) => findingOf({ ...facts, ...patch }, wordsOf('en', ofUse));

test('what the threshold detects, and the false alarms', () => {
  expect(said()).toBe(
    'A threshold of 194 nats detects 95% of inverted test images, and calls 5.0% of the test images anomalies.',
  );
});

test('samples that cannot be separated', () => {
  expect(said({ detection: detectionOf(scores, scores, 194) })).toBe(
    'The model hardly tells inverted test images from test images: 194 nats detect 5.0%, with 5.0% false alarms (ROC area 0.50).',
  );
});

test('random weights, and no scores yet', () => {
  expect(said({ step: 0 })).toMatch(/^Random weights/);
  const none = new Float32Array(0);
  expect(said({ detection: detectionOf(none, none, Number.NaN), threshold: Number.NaN })).toBe(
    'How well the loss of an image tells inverted test images from test images.',
  );
});
