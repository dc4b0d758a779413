import type { InviteRole } from '#contract/enums';
import type { Persona } from '../persona.ts';
import { firstFive } from './clients-1-to-5.ts';
import { secondFive } from './clients-6-to-10.ts';
import { thirdFive } from './clients-11-to-15.ts';
import { fourthFive } from './clients-16-to-20.ts';
import { otherCoach } from './clients-21-to-24.ts';

export const COACHES = [
  { email: 'coach@demo.test', displayName: 'Nora Lindqvist', timeZone: 'Europe/London' },
  { email: 'coach2@demo.test', displayName: 'Marcus Bell', timeZone: 'America/Toronto' },
] as const;

/** client1 to client24; `coach` counts from 0. */
export const CLIENTS: readonly { persona: Persona; coach: number }[] = [
  ...[...firstFive, ...secondFive, ...thirdFive, ...fourthFive].map((persona) => ({ persona, coach: 0 })),
  ...otherCoach.map((persona) => ({ persona, coach: 1 })),
];

/** Who was invited and has not come yet; `by` 0 is the admin, then the coaches. */
export const INVITED: readonly { by: number; email: string; role: InviteRole; daysAgo: number }[] = [
  { by: 1, email: 'elif.aydin@mail.test', role: 'CLIENT', daysAgo: 1.2 },
  { by: 1, email: 'joao.ferreira@mail.test', role: 'CLIENT', daysAgo: 6.1 },
  { by: 2, email: 'maren.k@mail.test', role: 'CLIENT', daysAgo: 2.5 },
  { by: 0, email: 'coach.amal@mail.test', role: 'COACH', daysAgo: 3.3 },
];
