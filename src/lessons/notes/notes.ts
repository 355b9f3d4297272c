/** Notes for teachers, one entry a lesson, in the languages that the page is written in. */

export interface Notes {
  /** What a reader can say afterwards. */
  goal: string;
  /** What readers often believe before. */
  misconception: string;
  /** For the class: question and answer. */
  questions: readonly (readonly [question: string, answer: string])[];
}

/** By lesson. */
export type NotesByLesson = Readonly<Record<string, Notes>>;
