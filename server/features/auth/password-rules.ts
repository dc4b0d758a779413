import { dictionary } from '@zxcvbn-ts/language-common';
import { invalidInput } from '#server/kernel/errors';

const COMMON = new Set(dictionary['passwords-common']);

/** Whose password it is to be: nobody may use their own name or address. */
interface Owner {
  readonly email: string;
  readonly displayName: string;
}

/**
 * Refuses the passwords that are tried first. Length is the contract's business.
 * @param path the input's field
 * @throws AppError `invalid_input`
 */
export function requireGoodPassword(path: string, password: string, owner: Owner): void {
  const plain = password.toLowerCase();
  if (COMMON.has(plain)) {
    throw invalidInput(path, 'is among the most common passwords');
  }
  if (ownWords(owner).includes(withoutSpaces(plain))) {
    throw invalidInput(path, 'must not be your own name or e-mail address');
  }
}

function ownWords(owner: Owner): string[] {
  const email = owner.email.toLowerCase();
  const [localPart = ''] = email.split('@');
  return [email, localPart, withoutSpaces(owner.displayName.toLowerCase())];
}

function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, '');
}
