import type { MediaView } from '#contract/media';
import type { DraftFile, Uploader } from '../../../src/lib/media/file.ts';
import { UploadJobs } from '../../../src/lib/media/upload-jobs.ts';
import { request } from '../../../src/lib/request.ts';

/** A green rectangle of 4 by 3 pixels. */
const PNG = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEElEQVQImWPQWBAFRww4OQAG8g2Z1LI9QQAAAABJRU5ErkJggg==',
  ),
  (char) => char.charCodeAt(0),
);

/** A small picture of that name, as somebody chooses it. */
export function pictureNamed(name: string): DraftFile {
  const file = new Blob([PNG], { type: 'image/png' });
  const unknown = { durationMs: null, waveform: null, poster: false };
  const facts = { kind: 'image', contentType: file.type, bytes: file.size, width: 4, height: 3 } as const;
  const begun = { fileId: crypto.randomUUID(), uploadId: undefined, mediaId: undefined };
  return {
    file: { ...facts, ...unknown, ...begun, fileName: `${name}.png` },
    bytes: { file, poster: undefined },
  };
}

/** Uploads as the page does, but over `fetch`: there is no XMLHttpRequest here. */
export function uploadsTo(url: string, carry: typeof fetch): Uploader {
  return new UploadJobs(
    () => undefined,
    async (file, bytes, { signal }) => {
      const form = new FormData();
      form.set('purpose', 'attachment');
      form.set('file', bytes.file, file.fileName);
      const answer = carry(`${url}/api/media`, { method: 'POST', body: form, signal });
      const { id } = await request<MediaView>(answer);
      return id;
    },
  );
}
