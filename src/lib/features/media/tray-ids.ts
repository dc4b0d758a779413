import { WrongField } from '../../form.svelte.ts';
import type { Tray } from './tray.svelte.ts';

/** The media ids of what a form carries, once all of it is on the server. Rejects with a `WrongField` or an `ApiError`. */
export function mediaIdsOf(tray: Tray): Promise<number[]> {
  if (tray.files.some(({ refusal }) => refusal !== undefined)) {
    throw new WrongField('mediaIds', 'Remove what cannot be sent first.');
  }
  return tray.mediaIds();
}
