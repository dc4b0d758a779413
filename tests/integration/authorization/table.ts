import { PERSONAS, type Persona } from './family.ts';

/**
 * Who gets what: a status, or the code of a refusal. All ask for the same things, those of `own client` and
 * `own coach`, one after the other from left to right; lists and what people make for themselves are the asker's own. The
 * former coach is the own coach after the client has moved, the demoted admin the admin after becoming a coach.
 */
const HTTP = `
route                                                 | nobody              | other client        | other coach         | admin               | own coach           | own client          | former coach        | demoted admin       | ended session       | deactivated
GET /api/health                                       | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
GET /api/openapi.json                                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
GET /api/docs                                         | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
GET /api/brand                                        | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
GET /api/setup                                        | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
POST /api/setup                                       | conflict            | conflict            | conflict            | conflict            | conflict            | conflict            | conflict            | conflict            | conflict            | conflict
POST /api/auth/login                                  | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials
POST /api/auth/logout                                 | 204                 | 204                 | 204                 | 204                 | 204                 | 204                 | 204                 | 204                 | 204                 | 204
POST /api/auth/password-reset                         | 202                 | 202                 | 202                 | 202                 | 202                 | 202                 | 202                 | 202                 | 202                 | 202
POST /api/auth/password-reset/confirm                 | gone                | gone                | gone                | gone                | gone                | gone                | gone                | gone                | gone                | gone
GET /api/invitations/:token                           | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200
POST /api/invitations/:token/accept                   | 201                 | gone                | gone                | gone                | gone                | gone                | gone                | gone                | gone                | gone
GET /api/auth/me                                      | unauthenticated     | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | unauthenticated     | unauthenticated
PATCH /api/auth/me                                    | unauthenticated     | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | unauthenticated     | unauthenticated
POST /api/auth/password                               | unauthenticated     | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | invalid_credentials | unauthenticated     | unauthenticated
GET /api/auth/sessions                                | unauthenticated     | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | unauthenticated     | unauthenticated
DELETE /api/auth/sessions/:publicId                   | unauthenticated     | not_found           | not_found           | not_found           | not_found           | 204                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/admin/people                                 | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
POST /api/admin/people/:id/deactivate                 | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
POST /api/admin/people/:id/reactivate                 | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
POST /api/admin/people/:id/end-sessions               | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
PUT /api/admin/people/:id/coach                       | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
PUT /api/admin/people/:id/role                        | unauthenticated     | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | forbidden           | forbidden           | unauthenticated     | unauthenticated
GET /api/invites                                      | unauthenticated     | forbidden           | 200                 | 200                 | 200                 | forbidden           | 200                 | 200                 | unauthenticated     | unauthenticated
POST /api/invites                                     | unauthenticated     | forbidden           | 201                 | 201                 | 201                 | forbidden           | 201                 | 201                 | unauthenticated     | unauthenticated
DELETE /api/invites/:id                               | unauthenticated     | forbidden           | not_found           | not_found           | 204                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/clients                                      | unauthenticated     | forbidden           | 200                 | 200                 | 200                 | forbidden           | 200                 | 200                 | unauthenticated     | unauthenticated
GET /api/clients/:id                                  | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/conversations                                | unauthenticated     | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | unauthenticated     | unauthenticated
GET /api/conversations/:id                            | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
PATCH /api/conversations/:id                          | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/conversations/:id/messages                   | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/conversations/:id/messages                  | unauthenticated     | not_found           | not_found           | not_found           | 201                 | 201                 | not_found           | not_found           | unauthenticated     | unauthenticated
PATCH /api/messages/:id                               | unauthenticated     | not_found           | not_found           | not_found           | forbidden           | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
DELETE /api/messages/:id                              | unauthenticated     | not_found           | not_found           | not_found           | forbidden           | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/messages/:id/versions                        | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
PUT /api/messages/:id/reactions/:emoji                | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
DELETE /api/messages/:id/reactions/:emoji             | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/search                                       | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/media                                       | unauthenticated     | 201                 | 201                 | 201                 | 201                 | 201                 | 201                 | 201                 | unauthenticated     | unauthenticated
POST /api/media/uploads                               | unauthenticated     | 201                 | 201                 | 201                 | 201                 | 201                 | 201                 | 201                 | unauthenticated     | unauthenticated
GET /api/media/uploads/:id                            | unauthenticated     | not_found           | not_found           | not_found           | not_found           | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
PATCH /api/media/uploads/:id                          | unauthenticated     | not_found           | not_found           | not_found           | not_found           | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
PUT /api/media/uploads/:id/poster                     | unauthenticated     | not_found           | not_found           | not_found           | not_found           | 204                 | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/media/uploads/:id/finish                    | unauthenticated     | not_found           | not_found           | not_found           | not_found           | 201                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/media/:id                                    | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/media/:id/:variant                           | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/check-ins                                   | unauthenticated     | 201                 | forbidden           | forbidden           | forbidden           | 201                 | forbidden           | forbidden           | unauthenticated     | unauthenticated
PATCH /api/check-ins/:id                              | unauthenticated     | not_found           | forbidden           | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | unauthenticated     | unauthenticated
POST /api/check-ins/:id/review                        | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/clients/:id/check-ins                        | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/exercises                                    | unauthenticated     | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | 200                 | unauthenticated     | unauthenticated
GET /api/routine-templates                            | unauthenticated     | forbidden           | 200                 | 200                 | 200                 | forbidden           | 200                 | 200                 | unauthenticated     | unauthenticated
POST /api/routine-templates                           | unauthenticated     | forbidden           | 201                 | 201                 | 201                 | forbidden           | 201                 | 201                 | unauthenticated     | unauthenticated
GET /api/routine-templates/:id                        | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | 200                 | not_found           | unauthenticated     | unauthenticated
PUT /api/routine-templates/:id                        | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | 200                 | not_found           | unauthenticated     | unauthenticated
DELETE /api/routine-templates/:id                     | unauthenticated     | forbidden           | not_found           | not_found           | 204                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/routine-templates/:id/assign                | unauthenticated     | forbidden           | not_found           | not_found           | 201                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/routine-assignments/:id                      | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
DELETE /api/routine-assignments/:id                   | unauthenticated     | forbidden           | not_found           | not_found           | 204                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/clients/:id/routine-assignments              | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/scheduled-routines                           | unauthenticated     | not_found           | not_found           | not_found           | 200                 | 200                 | not_found           | not_found           | unauthenticated     | unauthenticated
PUT /api/scheduled-routines/:id/exercises/:exerciseId | unauthenticated     | not_found           | forbidden           | forbidden           | forbidden           | 200                 | forbidden           | forbidden           | unauthenticated     | unauthenticated
GET /api/conversations/:id/scheduled-messages         | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/conversations/:id/scheduled-messages        | unauthenticated     | forbidden           | not_found           | not_found           | 201                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/scheduled-messages                           | unauthenticated     | forbidden           | 200                 | 200                 | 200                 | forbidden           | 200                 | 200                 | unauthenticated     | unauthenticated
PATCH /api/scheduled-messages/:id                     | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
DELETE /api/scheduled-messages/:id                    | unauthenticated     | forbidden           | not_found           | not_found           | 204                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
POST /api/scheduled-messages/:id/send                 | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
GET /api/saved-replies                                | unauthenticated     | forbidden           | 200                 | 200                 | 200                 | forbidden           | 200                 | 200                 | unauthenticated     | unauthenticated
POST /api/saved-replies                               | unauthenticated     | forbidden           | 201                 | 201                 | 201                 | forbidden           | 201                 | 201                 | unauthenticated     | unauthenticated
PATCH /api/saved-replies/:id                          | unauthenticated     | forbidden           | not_found           | not_found           | 200                 | forbidden           | 200                 | not_found           | unauthenticated     | unauthenticated
POST /api/saved-replies/:id/attachments/copies        | unauthenticated     | forbidden           | not_found           | not_found           | 201                 | forbidden           | 201                 | not_found           | unauthenticated     | unauthenticated
DELETE /api/saved-replies/:id                         | unauthenticated     | forbidden           | not_found           | not_found           | 204                 | forbidden           | not_found           | not_found           | unauthenticated     | unauthenticated
`;

/** The same for socket events: `ok` or the code of the acknowledgement. Who has no session gets no socket.
 * The former coach and the demoted admin were connected before they became that. */
const EVENTS = `
event             | other client | other coach | admin     | own coach | own client | former coach | demoted admin
message:send      | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
message:edit      | not_found    | not_found   | not_found | forbidden | ok         | not_found    | not_found
message:delete    | not_found    | not_found   | not_found | forbidden | ok         | not_found    | not_found
reaction:set      | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
receipt:delivered | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
receipt:read      | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
typing:set        | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
draft:set         | not_found    | not_found   | not_found | ok        | ok         | not_found    | not_found
sync              | ok           | ok          | ok        | ok        | ok         | ok           | ok
`;

/** One row: who gets what. */
export type Row = readonly (readonly [Persona, string])[];

export const httpTable = readTable(HTTP);
export const eventTable = readTable(EVENTS);

function readTable(text: string): ReadonlyMap<string, Row> {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const columns = head.slice(1).map(persona);
  return new Map(rows.map(([name = '', ...cells]) => [name, columns.map((who, i) => [who, cells[i] ?? ''])]));
}

function persona(name: string): Persona {
  const found = PERSONAS.find((one) => one === name);
  if (found === undefined) throw new Error(`${name} is nobody we know`);
  return found;
}
