// What draws attachments, in one file: it is fetched when the first one comes into a thread.
export { default as AttachmentRow } from './AttachmentRow.svelte';
export { default as PictureGrid } from './PictureGrid.svelte';
