/** The lessons, in the order of the course. A lesson is a file of this folder and a line here. */
import type { Lesson } from '../lesson';
import { anomalies } from './anomalies';
import { axes } from './axes';
import { blur } from './blur';
import { collapse } from './collapse';
import { compression } from './compression';
import { denoising } from './denoising';
import { ganLosses } from './ganLosses';
import { generation } from './generation';
import { klRises } from './klRises';
import { lossUnits } from './lossUnits';

export const lessons: readonly Lesson[] = [
  compression,
  lossUnits,
  generation,
  klRises,
  collapse,
  blur,
  axes,
  denoising,
  ganLosses,
  anomalies,
];

export const lessonNamed = (id: string): Lesson | undefined => lessons.find((lesson) => lesson.id === id);
