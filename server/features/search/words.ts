/** A word of a text: how it is looked for, and where it stands, in UTF-16 units. */
export interface Word {
  /** In lower case, without accents. */
  readonly plain: string;
  /** In lower case, with its accents: stems depend on them. */
  readonly accented: string;
  readonly start: number;
  readonly end: number;
}

/** Longer ones are cut: an index entry has its limits, and nobody types this much of one word. */
const MAX_BYTES = 100;

// Numbers stand apart from letters, so that "80kg" is found by either; an apostrophe between letters does not part them.
const WORD =
  /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*|\p{N}+|\p{RI}{2}|\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F|\u200D\p{Extended_Pictographic})*/gu;
const APOSTROPHES = /['’]/g;
const ACCENTS = /[\u0300-\u036F]/g;
/** Skin tones, and what asks for a coloured picture: 💪🏽 is found by 💪. */
const EMOJI_VARIANTS = /\p{EMod}|\uFE0F/gu;

/** The words of a text in their order: letters, numbers and emoji; everything else only parts them. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const accented = written.toLowerCase().normalize('NFC').replace(APOSTROPHES, '');
    words.push({ plain: plainOf(accented), accented, start: index, end: index + written.length });
  }
  return words;
}

/** How a word is stored and looked for. */
export function plainOf(accented: string): string {
  // Nearly every word is ASCII already.
  if (/^[a-z0-9]{1,100}$/.test(accented)) return accented;
  return cut(
    accented
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .replace(EMOJI_VARIANTS, '')
      .toLowerCase()
      .normalize('NFC'),
  );
}

function cut(word: string): string {
  if (Buffer.byteLength(word) <= MAX_BYTES) return word;
  let short = '';
  for (const character of word) {
    if (Buffer.byteLength(short + character) > MAX_BYTES) break;
    short += character;
  }
  return short;
}
