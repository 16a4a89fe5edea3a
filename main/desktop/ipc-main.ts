/** The real registry of request handlers, for the composition root to hand on. */
export { ipcMain } from 'electron';
