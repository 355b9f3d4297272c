/** The list of lessons, and the lesson that is open, which is part of the look of the page and so of its links. */
import { create } from 'zustand';
import { useStore } from '../state/store';

export const useList = create<{ open: boolean }>()(() => ({ open: false }));

export const showList = (open: boolean): void => useList.setState({ open });

/** `step`: from 1. */
export function openLesson(id: string, step = 1): void {
  showList(false);
  useStore.setState(({ look }) => ({ look: { ...look, lesson: { id, step } } }));
}

/** Another step of the lesson that is open, from 1. */
export const goToStep = (step: number): void =>
  useStore.setState(({ look }) => ({ look: { ...look, lesson: look.lesson && { ...look.lesson, step } } }));

export const closeLesson = (): void => useStore.setState(({ look }) => ({ look: { ...look, lesson: null } }));
