/** What the asked-for tables gained, and the tables that were added, as Postgres would say it. */
export const ADDED_COLUMNS: Record<string, Record<string, string>> = {
  users: {
    display_name: 'varchar(100) not null',
    time_zone: "text not null default 'UTC'",
    locale: "varchar(35) not null default 'en'",
    unit_system: "varchar(20) not null default 'metric'",
    activity_level: 'varchar(20)',
    session_epoch: 'integer not null default 0',
    deactivated_at: 'timestamptz(3)',
    last_seen_at: 'timestamptz(3)',
  },
  daily_logs: { weight_source: "varchar(20) not null default 'measured'" },
  foods: {
    full_name: 'text',
    source: 'varchar(50)',
    source_id: 'varchar(100)',
    licence: 'varchar(50)',
  },
  exercises: {
    aliases: "text[] not null default '{}'",
    source: 'varchar(50)',
    source_id: 'varchar(100)',
    licence: 'varchar(50)',
  },
  routine_exercises: { set_scheme: 'jsonb' },
  daily_exercises: { scheduled_id: 'integer -> scheduled_routines.scheduled_id' },
  scheduled_routines: {
    assignment_id: 'integer -> client_routine_assignments.assignment_id',
    status: "varchar(20) not null default 'planned'",
  },
  invite_tokens: {
    role: "varchar(20) not null default 'CLIENT'",
    accepted_by: 'integer -> users.user_id',
    revoked_at: 'timestamptz(3)',
  },
  routine_templates: { archived_at: 'timestamptz(3)' },
  client_routine_assignments: {
    routine_id: 'integer not null',
    ended_at: 'timestamptz(3)',
    current_scheduled_id: 'integer -> scheduled_routines.scheduled_id',
  },
  check_ins: {
    submitted_at: 'timestamptz(3) not null default now()',
    reviewed_at: 'timestamptz(3)',
    reviewed_by: 'integer -> users.user_id',
    review_message_id: 'integer -> messages.message_id',
    review_request_id: 'uuid',
  },
  messages: {
    conversation_id: 'integer not null -> conversations.conversation_id',
    seq: 'integer not null',
    rev: 'integer not null',
    client_message_id: 'uuid not null default gen_random_uuid()',
    request_hash: 'text',
    kind: "varchar(30) not null default 'text'",
    check_in_id: 'integer -> check_ins.check_in_id',
    assignment_id: 'integer -> client_routine_assignments.assignment_id',
    user_achievement_id: 'integer -> user_achievements.user_achievement_id',
    reply_to_seq: 'integer',
    edited_at: 'timestamptz(3)',
    deleted_at: 'timestamptz(3)',
  },
  sessions: {
    session_id: 'text not null primary key',
    public_id: 'uuid not null default gen_random_uuid() unique',
    user_id: 'integer not null -> users.user_id',
    session_epoch: 'integer not null',
    created_at: 'timestamptz(3) not null default now()',
    expires_at: 'timestamptz(3) not null',
    last_used_at: 'timestamptz(3) not null default now()',
    user_agent: 'varchar(500)',
  },
  conversations: {
    conversation_id: 'serial not null primary key',
    coach_id: 'integer not null -> users.user_id',
    client_id: 'integer not null -> users.user_id',
    last_seq: 'integer not null default 0',
    rev: 'integer not null default 0',
    last_message_at: 'timestamptz(3)',
    preview: 'varchar(200)',
    preview_sender_id: 'integer -> users.user_id',
    preview_kind: 'varchar(30)',
    closed_at: 'timestamptz(3)',
    created_at: 'timestamptz(3) not null default now()',
  },
  conversation_members: {
    conversation_id: 'integer not null -> conversations.conversation_id',
    user_id: 'integer not null -> users.user_id',
    delivered_seq: 'integer not null default 0',
    read_seq: 'integer not null default 0',
    unread_count: 'integer not null default 0',
  },
};

/** Uniqueness over several columns, or over some rows only. */
export const ADDED_UNIQUES: Record<string, string[]> = {
  foods: ['source, source_id'],
  exercises: ['source, source_id'],
  users: ['reset_password_token'],
  routines: ['routine_id, user_id'],
  daily_exercises: ['scheduled_id, exercise_id'],
  client_routine_assignments: ['assignment_id, client_id'],
  invite_tokens: ['coach_id, email where ((NOT used) AND (revoked_at IS NULL))'],
  conversations: ['coach_id, client_id'],
  messages: [
    'conversation_id, seq',
    'sender_id, client_message_id',
    'check_in_id where (check_in_id IS NOT NULL)',
    'assignment_id where (assignment_id IS NOT NULL)',
    'user_achievement_id where (user_achievement_id IS NOT NULL)',
  ],
};

/** References over several columns: a row cannot point into another person's plan or another thread. */
export const COMPOSITE_REFERENCES = [
  'client_routine_assignments (routine_id, client_id) -> routines(routine_id, user_id)',
  'messages (conversation_id, reply_to_seq) -> messages(conversation_id, seq)',
  'scheduled_routines (assignment_id, user_id) -> client_routine_assignments(assignment_id, client_id)',
  'scheduled_routines (routine_id, user_id) -> routines(routine_id, user_id)',
];

/** All that goes or is cleared by a delete elsewhere; everything else stands in the delete's way. */
export const DELETE_ACTIONS = [
  'client_routine_assignments (current_scheduled_id) set null',
  'conversation_members (conversation_id) cascade',
  'daily_exercises (log_id) cascade',
  'daily_exercises (scheduled_id) set null',
  'meal_items (log_id) cascade',
  'routine_exercises (routine_id) cascade',
  'sessions (user_id) cascade',
];
