/** The password of every demo account. */
export const DEMO_PASSWORD = 'spotter-demo-2026';

/** What whoever started the demo needs to know, in one line. */
export function greeting(url: string): string {
  return `The demo is up: open ${url} as coach@demo.test or client1@demo.test (coach2, admin and client2 to client24 are there too); the password is ${DEMO_PASSWORD}`;
}
