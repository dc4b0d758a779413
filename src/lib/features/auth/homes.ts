import type { Role } from '#contract/enums';

/** Where somebody of this role starts. */
export function homeOf(role: Role): '/chat' | '/inbox' {
  return role === 'CLIENT' ? '/chat' : '/inbox';
}
