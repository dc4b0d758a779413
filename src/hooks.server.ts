import type { Handle } from '@sveltejs/kit';
import { iconSprite } from '$ui/icons.server.ts';

const sprite = iconSprite();

// Runs while the page is built, and for each page of the development server.
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { transformPageChunk: ({ html }) => html.replace('%icons%', () => sprite) });
