import type { ThreadItem } from '../../realtime/thread-items.ts';

const LINE_PX = 24;
const BUBBLE_PX = 18;
/** What a character of a message's text takes on average. */
const CHARACTER_PX = 7.4;
const QUOTE_PX = 58;
const CARD_PX = 220;
const ATTACHMENT_PX = 260;

/** How high a row will be about, in pixels, before it has been drawn in a thread of this width. */
export function estimateRow(item: ThreadItem, width: number): number {
  if (item.type === 'day') return 44;
  if (item.type === 'divider') return 38;
  if (item.type === 'receipt') return 20;
  const text = item.type === 'message' ? item.message.text : item.item.text;
  const above = item.position === 'first' || item.position === 'single' ? 16 : 2;
  const below = item.position === 'last' || item.position === 'single' ? 20 : 0;
  return above + below + (item.type === 'message' ? extraOf(item.message) : 0) + bubble(text, width);
}

type Message = Extract<ThreadItem, { type: 'message' }>['message'];

function extraOf({ card, replyTo, attachments }: Message): number {
  return (card ? CARD_PX : 0) + (replyTo ? QUOTE_PX : 0) + (attachments.length > 0 ? ATTACHMENT_PX : 0);
}

function bubble(text: string, width: number): number {
  const line = Math.max(20, Math.min(66, (width * 0.74 - 30) / CHARACTER_PX));
  const lines = text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / line)), 0);
  return BUBBLE_PX + lines * LINE_PX;
}
