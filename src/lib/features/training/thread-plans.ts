import type { AssignmentView, ScheduledRoutineView } from '#contract/training';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

// Apart from the rest of what training asks for, because every thread screen loads it.

/** The newest plans of a client. Rejects with an `ApiError`. */
export async function assignmentsOf(clientId: number): Promise<AssignmentView[]> {
  const param = { id: String(clientId) };
  const call = api.clients[':id']['routine-assignments'].$get({ param, query: { limit: '20' } });
  return (await request(call)).items;
}

/** Says that an exercise of one's own calendar is done, or not. Rejects with an `ApiError`. */
export async function tick(
  scheduledId: number,
  exerciseId: number,
  isDone: boolean,
): Promise<ScheduledRoutineView> {
  const exercise = api['scheduled-routines'][':id'].exercises[':exerciseId'];
  const param = { id: String(scheduledId), exerciseId: String(exerciseId) };
  return (await request(exercise.$put({ param, json: { done: isDone } }))).scheduled;
}
