/** Whether the dialog about the page is open. The dialog itself is fetched when it is first opened. */
import { create } from 'zustand';

export const useAbout = create<{ open: boolean }>()(() => ({ open: false }));

export const showAbout = (open: boolean): void => useAbout.setState({ open });
