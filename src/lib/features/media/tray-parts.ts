// What the composer needs for files, in one file: it is fetched with the first one.
export { default as AttachTray } from './AttachTray.svelte';
export { trayOf } from './tray-of.ts';
