import FileIcon from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import FileText from '@lucide/svelte/icons/file-text';
import ImageIcon from '@lucide/svelte/icons/image';
import Music from '@lucide/svelte/icons/music';
import Video from '@lucide/svelte/icons/video';
import type { MediaKind } from '#contract/enums';
import type { Glyph } from '$ui/icon.ts';

/** What stands for a file that has no picture. */
export function iconOf(kind: MediaKind, contentType: string): Glyph {
  if (kind === 'image') return ImageIcon;
  if (kind === 'video') return Video;
  if (kind === 'audio') return Music;
  if (/zip|compressed|tar|rar/.test(contentType)) return FileArchive;
  if (/sheet|excel|csv/.test(contentType)) return FileSpreadsheet;
  return /^text\/|pdf|word|document/.test(contentType) ? FileText : FileIcon;
}
