/** Between what a message said first and what makes the edit unique. */
const MARK = ' ~ ';

/** What a message says after an edit: still known by what it said first. */
export function editedText(original: string, edit: number): string {
  return `${original}${MARK}${edit}`;
}

/** What a message said first. */
export function originalOf(text: string): string {
  const [original = text] = text.split(MARK);
  return original;
}
