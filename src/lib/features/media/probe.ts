/** What a browser sees of a file it can play or show; nothing where it cannot. */
export interface Seen {
  width?: number;
  height?: number;
  durationMs?: number;
  poster?: Blob;
}

/** A browser that has not made sense of a file by then does not keep its sending waiting. */
const PATIENCE_MS = 5_000;
/** Longer side of a still. */
const POSTER_PX = 960;

/** In pixels as it is shown, whichever way the camera was held. */
export function lookAtPicture(file: Blob): Promise<Seen> {
  return withUrl(file, async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  });
}

export function lookAtSound(file: Blob): Promise<Seen> {
  return withUrl(file, async (url) => {
    const audio = new Audio();
    const known = happened(audio, 'loadedmetadata');
    audio.preload = 'metadata';
    audio.src = url;
    await known;
    return durationOf(audio);
  });
}

/** With a still of its first second, which the server could not make. */
export function lookAtVideo(file: Blob): Promise<Seen> {
  return withUrl(file, async (url) => {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.preload = 'auto';
    const known = happened(video, 'loadeddata');
    video.src = url;
    await known;
    const seen = { width: video.videoWidth, height: video.videoHeight, ...durationOf(video) };
    const sought = happened(video, 'seeked');
    video.currentTime = Math.min(1, (seen.durationMs ?? 0) / 2_000);
    await sought;
    const poster = await stillOf(video).catch(() => undefined);
    return poster ? { ...seen, poster } : seen;
  });
}

function durationOf({ duration }: HTMLMediaElement): { durationMs?: number } {
  return Number.isFinite(duration) ? { durationMs: Math.round(duration * 1_000) } : {};
}

async function stillOf(video: HTMLVideoElement): Promise<Blob | undefined> {
  const scale = Math.min(1, POSTER_PX / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', 0.8));
}

function happened(media: HTMLMediaElement, event: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    media.addEventListener(event, resolve, { once: true });
    media.addEventListener('error', () => reject(new Error('The browser cannot play it.')), { once: true });
  });
}

/** What a browser cannot look at is sent all the same, as what it says it is. */
async function withUrl(file: Blob, look: (url: string) => Promise<Seen>): Promise<Seen> {
  const url = URL.createObjectURL(file);
  const late = new Promise<Seen>((resolve) => setTimeout(() => resolve({}), PATIENCE_MS));
  try {
    return await Promise.race([look(url).catch(() => ({})), late]);
  } finally {
    URL.revokeObjectURL(url);
  }
}
