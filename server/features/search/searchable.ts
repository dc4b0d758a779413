import { inArray, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { MediaKind, SearchKind } from '#contract/enums';
import { media, messages } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';

/** What of a message can be found, and what a hit shows of it. */
export interface Searchable {
  readonly messageId: number;
  readonly conversationId: number;
  readonly seq: number;
  readonly rev: number;
  readonly senderId: number;
  readonly kind: (typeof messages.$inferSelect)['kind'];
  readonly createdAt: Date;
  readonly deleted: boolean;
  readonly content: string;
  readonly files: readonly { readonly kind: MediaKind; readonly fileName: string }[];
}

const LINK = /\bhttps?:\/\/\S/i;
const KIND_OF_FILE = { image: 'media', video: 'media', audio: 'voice', file: 'file' } as const;

/** The columns; add `from`, `where` and the rest, and give the rows to `withFiles`. */
export const searchableColumns = {
  messageId: messages.messageId,
  conversationId: messages.conversationId,
  seq: messages.seq,
  rev: messages.rev,
  senderId: messages.senderId,
  kind: messages.kind,
  createdAt: messages.createdAt,
  deleted: sql<boolean>`${messages.deletedAt} is not null`.as('deleted'),
  content: messages.content,
  attachmentCount: messages.attachmentCount,
};

type Row = Omit<Searchable, 'files'> & { readonly attachmentCount: number };

/** Messages that hold, with the names of their files. */
export async function readSearchable(db: Executor, where: SQL | undefined): Promise<Searchable[]> {
  return withFiles(db, await db.select(searchableColumns).from(messages).where(where));
}

export async function withFiles(db: Executor, rows: readonly Row[]): Promise<Searchable[]> {
  const holders = rows.filter((row) => row.attachmentCount > 0).map((row) => row.messageId);
  const files = holders.length === 0 ? [] : await readFiles(db, holders);
  return rows.map((row) => ({ ...row, files: files.filter((file) => file.messageId === row.messageId) }));
}

function readFiles(db: Executor, messageIds: readonly number[]) {
  return db
    .select({ messageId: media.messageId, kind: media.kind, fileName: media.fileName })
    .from(media)
    .where(inArray(media.messageId, [...messageIds]))
    .orderBy(media.position, media.mediaId);
}

/** The texts of a message, each for itself: no phrase reaches from one into the next. */
export function textsOf({ content, files, deleted }: Searchable): string[] {
  if (deleted) return [];
  return [content, ...files.map((file) => file.fileName)].filter((text) => text !== '');
}

/** What a search can be narrowed to that this message is. */
export function kindsOf({ kind, content, files, deleted }: Searchable): Set<SearchKind> {
  const kinds = new Set<SearchKind>();
  if (deleted) return kinds;
  if (kind !== 'text' || content !== '') kinds.add(kind);
  if (LINK.test(content)) kinds.add('link');
  for (const file of files) kinds.add(KIND_OF_FILE[file.kind]);
  return kinds;
}
