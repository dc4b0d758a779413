import type { MediaKind } from './enums.ts';
import type { MediaView } from './media.ts';

type Shown = Pick<MediaView, 'kind' | 'fileName' | 'durationMs' | 'waveform'>;

const NOUNS: Record<MediaKind, readonly [one: string, many: string]> = {
  image: ['Photo', 'photos'],
  video: ['Video', 'videos'],
  audio: ['Sound', 'sounds'],
  file: ['File', 'files'],
};

/** Attachments in one line, for whatever can only show text: "3 photos", "Voice message (0:32)". Empty for none. */
export function attachmentsLine(attachments: readonly Shown[]): string {
  const [first] = attachments;
  if (first === undefined) return '';
  if (attachments.length === 1) return lineOf(first);
  const alike = attachments.every(({ kind }) => kind === first.kind);
  return `${attachments.length} ${alike ? NOUNS[first.kind][1] : 'attachments'}`;
}

function lineOf(shown: Shown): string {
  if (shown.kind === 'file') return shown.fileName;
  if (shown.kind === 'audio' && shown.waveform !== null)
    return `Voice message${inBrackets(shown.durationMs)}`;
  if (shown.kind === 'audio') return shown.fileName;
  return NOUNS[shown.kind][0];
}

function inBrackets(durationMs: number | null): string {
  if (durationMs === null) return '';
  const seconds = Math.round(durationMs / 1_000);
  return ` (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')})`;
}
