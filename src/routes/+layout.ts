// The whole UI runs in the browser: the server hands out one fallback page and the API.
export const ssr = false;
export const prerender = false;
