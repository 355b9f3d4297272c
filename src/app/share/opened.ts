/** Whether the Share dialog is open. The dialog itself is fetched when it is first opened. */
import { create } from 'zustand';

export const useShare = create<{ open: boolean }>()(() => ({ open: false }));

export const showShare = (open: boolean): void => useShare.setState({ open });
