import { api } from '$lib/api.ts';
import { BrowserMemory } from '$lib/session/memory.ts';
import { sessionApi } from '$lib/session/session-api.ts';
import { Session } from '$lib/session/session.svelte.ts';
import type { LayoutLoad } from './$types';

// The whole UI runs in the browser: the server hands out one fallback page and the API.
export const ssr = false;
export const prerender = false;

// One for the life of the page, however often loads run again: guards ask it, components get it as context.
const memory = new BrowserMemory(() => ({ indexedDB, shelves: [localStorage, sessionStorage] }));
const session = new Session(sessionApi(api), memory);

export const load: LayoutLoad = () => ({ session });
