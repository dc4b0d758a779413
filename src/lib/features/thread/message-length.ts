import { formatNumber } from '$ui/format.ts';

/** The contract's MAX_MESSAGE_LENGTH, without its parsers. */
const MAX_LENGTH = 10_000;
const WARN_AT = MAX_LENGTH - 500;

/** What to say about a message's length, if anything. Spaces around it do not count: they are not sent. */
export function lengthNotice(text: string): { tooLong: boolean; text: string } | undefined {
  const { length } = text.trim();
  if (length <= WARN_AT) return undefined;
  const left = MAX_LENGTH - length;
  if (left >= 0) return { tooLong: false, text: `${formatNumber(left)} characters left` };
  const over = `${formatNumber(-left)} ${left === -1 ? 'character' : 'characters'}`;
  return { tooLong: true, text: `Too long by ${over}. Shorten it, or send it as two messages.` };
}
