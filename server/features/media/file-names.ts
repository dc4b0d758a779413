const MAX_NAME = 120;

/** Control characters, and those that change the direction in which a name is read: "gpj.exe" must not look like a picture. */
const MISLEADING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * A name that can be shown and offered for saving: the last part of a path, in one line, not too long. Its ending stays.
 * @param fallback where nothing of it is left
 */
export function cleanFileName(name: string, fallback = 'file'): string {
  const last = name.replace(MISLEADING, '').split(/[\\/]/).at(-1) ?? '';
  const line = last
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return shortened(line === '' ? fallback : line);
}

/** The same name with the ending of what it has become. */
export function withEnding(name: string, ending: string): string {
  return `${shortened(name.replace(/\.[^.]{1,8}$/, ''))}.${ending}`;
}

/** Between characters, and before the ending. */
function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME) return name;
  const ending = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  return `${characters.slice(0, MAX_NAME - ending.length).join('')}${ending}`;
}
