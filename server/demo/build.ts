import { sha256 } from '#server/features/auth/index';
import { CLIENTS, COACHES, INVITED } from './cast/index.ts';
import { addDesks } from './desks.ts';
import { DAY_MS, HOUR_MS } from './local-time.ts';
import type { Persona } from './persona.ts';
import { Random } from './random.ts';
import { Replay, type Definition } from './replay.ts';
import { Rows } from './rows.ts';
import { Story } from './story.ts';
import { storedTemplates, type Catalogue, type StoredTemplate } from './templates.ts';
import type { Words } from './speech.ts';
import { openWords } from './corpus/index.ts';

interface Given {
  now: Date;
  passwordHash: string;
  catalogue: Catalogue;
  definitions: readonly Definition[];
}

/** Ids: the admin, the coaches, then the clients. */
const ADMIN_ID = 1;
const FIRST_COACH_ID = 2;
const FIRST_CLIENT_ID = FIRST_COACH_ID + COACHES.length;
const INVITE_VALID_MS = 7 * DAY_MS;

/** The whole workspace as rows, dated back from `now`. */
export function buildRows(given: Given): Rows {
  const rows = new Rows();
  const templates = storedTemplates(given.catalogue);
  addStaff(rows, given);
  addTemplates(rows, templates, given.now);
  const words = openWords();
  CLIENTS.forEach(({ persona, coach }, index) => {
    addClient({ rows, given, templates, words, persona, coach, index });
  });
  addInvitations(rows, given.now);
  addDesks(rows, { now: given.now, firstCoachId: FIRST_COACH_ID });
  return rows;
}

function addStaff(rows: Rows, { now, passwordHash }: Given): void {
  const staff = [
    { email: 'admin@demo.test', displayName: 'Ruth Adeyemi', timeZone: 'Europe/London' },
    ...COACHES,
  ];
  staff.forEach(({ email, displayName, timeZone }, index) => {
    const createdAt = new Date(now.getTime() - (220 - index * 7) * DAY_MS);
    rows.users.push({
      ...{
        userId: ADMIN_ID + index,
        email,
        passwordHash,
        displayName,
        timeZone,
        createdAt,
        updatedAt: createdAt,
      },
      ...{ role: index === 0 ? 'ADMIN' : 'COACH', coachId: null, unitSystem: 'metric' },
      ...{
        onboardingCompleted: true,
        onboardingStep: 4,
        gender: null,
        age: null,
        height: null,
        activityLevel: null,
      },
      lastSeenAt: new Date(now.getTime() - (index * 3 + 1.5) * HOUR_MS),
    });
  });
}

function addTemplates(rows: Rows, templates: readonly StoredTemplate[], now: Date): void {
  for (const { id, coach, name, description, lines } of templates) {
    const createdAt = new Date(now.getTime() - (195 - id) * DAY_MS);
    rows.routineTemplates.push({
      ...{ templateId: id, coachId: FIRST_COACH_ID + coach, name, description, exercises: lines },
      ...{ createdAt, updatedAt: createdAt },
    });
  }
}

interface OneClient {
  rows: Rows;
  given: Given;
  templates: readonly StoredTemplate[];
  words: Words;
  persona: Persona;
  coach: number;
  index: number;
}

function addClient({ rows, given, templates, words, persona, coach, index }: OneClient): void {
  const { now, catalogue, definitions } = given;
  const clientId = FIRST_CLIENT_ID + index;
  const coachId = FIRST_COACH_ID + coach;
  const exercises = new Map([...catalogue.values()].map((entry) => [entry.id, entry]));
  const story = new Story({
    ...{
      now: now.getTime(),
      persona,
      coachName: COACHES[coach]?.displayName ?? '',
      coachZone: COACHES[coach]?.timeZone ?? 'UTC',
      words,
    },
    templates: templates.filter((template) => template.coach === coach),
    exerciseNames: new Map([...exercises].map(([id, { name }]) => [id, name])),
    random: new Random(2026 + index * 7919),
  });
  const { joinedAt } = story;
  const { timeZone } = persona;
  const replay = new Replay({
    ...{ rows, conversationId: index + 1, coachId, clientId, timeZone, joinedAt, definitions, exercises },
  });
  const lastActive = replay.run(story.tell());
  rows.showCurrent(clientId, timeZone, now);
  addUser(rows, { given, persona, clientId, coachId, joinedAt, lastActive });
}

interface Account {
  given: Given;
  persona: Persona;
  clientId: number;
  coachId: number;
  joinedAt: number;
  lastActive: number | null;
}

function addUser(rows: Rows, { given, persona, clientId, coachId, joinedAt, lastActive }: Account): void {
  const { name, timeZone, units, gender, age, height, joined } = persona;
  const email = `client${clientId - FIRST_CLIENT_ID + 1}@demo.test`;
  const settled = joined > 2;
  rows.users.push({
    ...{ userId: clientId, email, passwordHash: given.passwordHash, displayName: name, timeZone, coachId },
    ...{ role: 'CLIENT', unitSystem: units, onboardingCompleted: settled, onboardingStep: settled ? 4 : 0 },
    ...{ gender: settled ? gender : null, age: settled ? age : null, height: settled ? height : null },
    ...{
      activityLevel: settled ? 'moderate' : null,
      createdAt: new Date(joinedAt),
      updatedAt: new Date(joinedAt),
    },
    lastSeenAt: new Date(Math.min(given.now.getTime(), (lastActive ?? joinedAt) + 4 * 60_000)),
  });
  addInvitation(rows, {
    ...{ coachId, email, role: 'CLIENT', used: true, acceptedBy: clientId },
    createdAt: new Date(joinedAt - 20 * HOUR_MS),
  });
}

type NewInvitation = Omit<Rows['inviteTokens'][number], 'id' | 'token' | 'expiresAt'> & { createdAt: Date };

/** The link behind it was never written down: an open invitation is renewed to get one. */
function addInvitation(rows: Rows, invitation: NewInvitation): void {
  rows.inviteTokens.push({
    ...{ id: rows.inviteTokens.length + 1, token: sha256(crypto.randomUUID()), ...invitation },
    expiresAt: new Date(invitation.createdAt.getTime() + INVITE_VALID_MS),
  });
}

function addInvitations(rows: Rows, now: Date): void {
  for (const { by, email, role, daysAgo } of INVITED) {
    const createdAt = new Date(now.getTime() - daysAgo * DAY_MS);
    addInvitation(rows, { coachId: ADMIN_ID + by, email, role, createdAt, used: false, acceptedBy: null });
  }
}
