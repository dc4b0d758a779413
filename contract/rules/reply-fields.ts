/** What a saved reply may leave open, in braces. */
export const REPLY_FIELDS = ['first_name', 'coach_name', 'day', 'date'] as const;
export type ReplyField = (typeof REPLY_FIELDS)[number];

/** A word in braces. Other braces are just text. A phone's keyboard may have made the first letter a capital one. */
const FIELD = /\{([a-z]\w*)\}/gi;

/** The words in braces that are none of ours, as they are written. */
export function unknownFields(text: string): string[] {
  return [...text.matchAll(FIELD)].map(([, name = '']) => name).filter((name) => fieldOf(name) === undefined);
}

/** For whom a reply is used, and when. */
export interface ReplyUse {
  clientName: string;
  coachName: string;
  /** The client's IANA zone: their day and date are meant. */
  timeZone: string;
  now: Date;
  /** Language of day and date, such as `en`. */
  locale: string;
}

/** The text as it will be read. What is filled in is not looked at again, whatever braces are in a name. */
export function fillReply(text: string, use: ReplyUse): string {
  return text.replaceAll(FIELD, (written, name: string) => {
    const field = fieldOf(name);
    return field === undefined ? written : VALUES[field](use);
  });
}

const VALUES: Record<ReplyField, (use: ReplyUse) => string> = {
  first_name: ({ clientName }) => firstName(clientName),
  coach_name: ({ coachName }) => coachName,
  day: (use) => formatted(use, { weekday: 'long' }),
  date: (use) => formatted(use, { day: 'numeric', month: 'long' }),
};

function fieldOf(name: string): ReplyField | undefined {
  return REPLY_FIELDS.find((field) => field === name.toLowerCase());
}

/** The first word of a name; "there", as in "Hi there", where no name is known but an address. */
function firstName(displayName: string): string {
  const [first = ''] = displayName.trim().split(/\s+/u);
  return first === '' || first.includes('@') ? 'there' : first;
}

function formatted({ timeZone, now, locale }: ReplyUse, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { timeZone, ...parts }).format(now);
}
