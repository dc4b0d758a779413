// What the composer needs for files, in one file: it is fetched with the first one.
export { default as AttachTray } from './AttachTray.svelte';
export { Tray } from './tray.svelte.ts';
