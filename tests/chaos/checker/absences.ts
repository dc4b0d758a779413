import type { Absence, History } from '../history.ts';
import { violation, type Violation } from './violation.ts';

/** Nothing reached whoever was deactivated, and nothing of theirs was stored until they were let in again (R8). */
export function checkAbsences(history: History): Violation[] {
  return history.absences.flatMap((absence) => [
    ...framesInside(absence, history),
    ...storedInside(absence, history),
  ]);
}

/** A session that ended stays so: whoever comes back has another one. */
function framesInside({ userId, session, from }: Absence, { reached, farewellMs }: History): Violation[] {
  return reached.flatMap((one) => {
    const late = one.last - from - farewellMs;
    return one.userId === userId && one.session <= session && late > 0
      ? [violation('leaked', `${one.tab} was served ${late} ms after its person was deactivated`)]
      : [];
  });
}

function storedInside({ userId, from, until }: Absence, { conversations, farewellMs }: History): Violation[] {
  return conversations.flatMap(({ messages }) =>
    messages.flatMap(({ senderId, storedAt, text }) =>
      senderId === userId && storedAt > from + farewellMs && storedAt < (until ?? Infinity)
        ? [violation('foreign', `"${text}" was stored while its sender was deactivated`)]
        : [],
    ),
  );
}
