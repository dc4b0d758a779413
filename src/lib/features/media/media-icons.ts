import type { MediaKind } from '#contract/enums';
import type { IconName } from '$ui/icon.ts';

/** What stands for a file that has no picture. */
export function iconOf(kind: MediaKind, contentType: string): IconName {
  if (kind === 'image') return 'image';
  if (kind === 'video') return 'video';
  if (kind === 'audio') return 'music';
  if (/zip|compressed|tar|rar/.test(contentType)) return 'file-archive';
  if (/sheet|excel|csv/.test(contentType)) return 'file-spreadsheet';
  return /^text\/|pdf|word|document/.test(contentType) ? 'file-text' : 'file';
}
