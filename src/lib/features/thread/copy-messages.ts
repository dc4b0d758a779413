/**
 * Copies several selected messages as they would be quoted: one paragraph each, `Maya: See you on Tuesday`, without
 * clocks, days and ticks. Within one message the browser copies what is selected.
 */
export function copyMessages(event: ClipboardEvent): void {
  const { currentTarget, clipboardData } = event;
  const selection = getSelection();
  if (!(currentTarget instanceof HTMLElement) || !clipboardData || !selection?.rangeCount) return;
  const range = selection.getRangeAt(0);
  const messages = [...currentTarget.querySelectorAll<HTMLElement>('[data-key]')];
  const lines = messages
    .filter((message) => range.intersectsNode(message))
    .flatMap((message) => lineOf(message, range));
  if (lines.length < 2) return;
  clipboardData.setData('text/plain', lines.join('\n'));
  event.preventDefault();
}

function lineOf(message: HTMLElement, range: Range): string[] {
  const { from = 'You', line } = message.dataset;
  const body = message.querySelector('[data-body]');
  const text = line ?? (body ? selectedIn(body, range) : '');
  return text.trim() === '' ? [] : [`${from}: ${text}`];
}

/** The part of a message's text that is selected. */
function selectedIn(body: Element, range: Range): string {
  const part = document.createRange();
  part.selectNodeContents(body);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0)
    part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0)
    part.setEnd(range.endContainer, range.endOffset);
  return body.contains(part.commonAncestorContainer) ? part.toString() : '';
}
