import type { MediaView } from '#contract/media';
import { isPicture } from './frame.ts';
import type { MediaThread } from './media-context.ts';

/** A picture or video as the lightbox shows it. */
export interface GalleryItem {
  key: string;
  media: MediaView;
  /** Where all of it lies, and a small picture to begin with. */
  src: string;
  small: string | undefined;
  from: string;
  /** ISO 8601, when it was sent. */
  at: string;
}

export function fullUrl({ id }: Pick<MediaView, 'id'>): string {
  return `/api/media/${id}`;
}

/** The small picture; none of a video without a still. */
export function smallUrl({
  id,
  kind,
  poster,
}: Pick<MediaView, 'id' | 'kind' | 'poster'>): string | undefined {
  return kind === 'image' || poster ? `/api/media/${id}/thumb` : undefined;
}

/** Every picture and video of the messages that the thread holds, from oldest to newest. */
export function galleryOf({ thread, nameOf }: MediaThread): GalleryItem[] {
  return thread.messages.flatMap(({ attachments, senderId, createdAt }) =>
    attachments.filter(isPicture).map((media) => ({
      key: String(media.id),
      media,
      src: fullUrl(media),
      small: smallUrl(media),
      from: nameOf(senderId),
      at: createdAt,
    })),
  );
}

/** "Photo from Maya, 3 of 5". */
export function pictureName(kind: MediaView['kind'], from: string, index: number, count: number): string {
  const what = kind === 'video' ? 'Video' : 'Photo';
  const place = count > 1 ? `, ${index + 1} of ${count}` : '';
  return `${what} from ${from === 'You' ? 'you' : from}${place}`;
}
