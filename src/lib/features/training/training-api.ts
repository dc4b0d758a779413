import type { ClientView } from '#contract/clients';
import type { ExerciseCategory } from '#contract/enums';
import type {
  AssignmentView,
  AssignRoutineInput,
  ExerciseView,
  RoutineTemplateInput,
  RoutineTemplateView,
  ScheduledRoutineView,
} from '#contract/training';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

/** One page of a list, and the cursor of the next. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface ExerciseQuery {
  q?: string;
  category?: ExerciseCategory;
  cursor?: string;
  limit?: number;
}

const byId = (id: number) => ({ param: { id: String(id) } });
const templates = api['routine-templates'];

/** What training asks of the server, but for what a thread shows. Every call rejects with an `ApiError`. */
export const trainingApi = {
  exercises: ({ limit, ...query }: ExerciseQuery): Promise<Page<ExerciseView>> =>
    request(
      api.exercises.$get({ query: { ...query, ...(limit !== undefined && { limit: String(limit) }) } }),
    ),

  templates: (cursor?: string): Promise<Page<RoutineTemplateView>> =>
    request(templates.$get({ query: { limit: '100', ...(cursor !== undefined && { cursor }) } })),

  template: async (id: number): Promise<RoutineTemplateView> =>
    (await request(templates[':id'].$get(byId(id)))).template,

  createTemplate: async (json: RoutineTemplateInput): Promise<RoutineTemplateView> =>
    (await request(templates.$post({ json }))).template,

  replaceTemplate: async (id: number, json: RoutineTemplateInput): Promise<RoutineTemplateView> =>
    (await request(templates[':id'].$put({ ...byId(id), json }))).template,

  deleteTemplate: (id: number): Promise<void> => done(templates[':id'].$delete(byId(id))),

  assign: async (templateId: number, json: AssignRoutineInput): Promise<AssignmentView> =>
    (await request(templates[':id'].assign.$post({ ...byId(templateId), json }))).assignment,

  endAssignment: (id: number): Promise<void> => done(api['routine-assignments'][':id'].$delete(byId(id))),

  /** The coach's clients by name; `search` looks into names and addresses. */
  clients: (search: string, cursor?: string): Promise<Page<ClientView>> => {
    const query = { ...(search && { q: search }), ...(cursor !== undefined && { cursor }) };
    return request(api.clients.$get({ query }));
  },

  /** One's own calendar, both days included. */
  scheduled: async (from: string, to: string): Promise<ScheduledRoutineView[]> => {
    const call = api['scheduled-routines'].$get({ query: { from, to, limit: '100' } });
    return (await request(call)).items;
  },
};
