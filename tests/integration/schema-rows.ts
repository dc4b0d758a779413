/** One valid row of everything, for the checks to be tried on. */
export const VALID_ROWS = `
  insert into users (email, password_hash, role, display_name) values
    ('coach@example.test', 'x', 'COACH', 'Coach'), ('client@example.test', 'x', 'CLIENT', 'Client');
  update users set coach_id = 1 where user_id = 2;
  insert into sessions (session_id, user_id, session_epoch, expires_at)
    values (repeat('a', 64), 2, 0, now());
  insert into invite_tokens (coach_id, email, token, expires_at) values (1, 'new@example.test', 'x', now());
  insert into foods (name, calories_base) values ('Oats', 389);
  insert into exercises (name, category) values ('Plank', 'Strength');
  insert into achievements (name, category, condition_type, condition_value)
    values ('First message', 'milestone', 'messages_sent', 1);
  insert into user_achievements (user_id, achievement_id) values (2, 1);
  insert into daily_logs (user_id, date, weight) values (2, '2026-01-05', 70);
  insert into meal_items (log_id, food_id, quantity_grams, meal_type, consumed_calories)
    values (1, 1, 100, 'Breakfast', 389);
  insert into user_daily_meal_plans (user_id, day_of_week) values (2, 0);
  insert into notifications (user_id, title, message) values (2, 'x', 'x');
  insert into user_goals (user_id, target_weight, current_weight) values (2, 65, 70);
  insert into brand_settings default values;
  insert into routines (user_id, name) values (2, 'Full body');
  insert into routine_exercises (routine_id, exercise_id, sets, order_index) values (1, 1, 3, 0);
  insert into routine_templates (coach_id, name, exercises) values (1, 'Full body', '[]');
  insert into diet_templates (coach_id, name, meals) values (1, 'Lean', '[]');
  insert into client_routine_assignments (client_id, template_id, routine_id, assigned_date)
    values (2, 1, 1, '2026-01-05');
  insert into scheduled_routines (user_id, routine_id, assignment_id, scheduled_date)
    values (2, 1, 1, '2026-01-05');
  insert into daily_exercises (log_id, exercise_id, scheduled_id, sets_done, burned_calories)
    values (1, 1, 1, 3, 20);
  insert into check_ins (client_id, week_of) values (2, '2026-01-05');
  insert into conversations (coach_id, client_id, last_seq, rev) values (1, 2, 1, 1);
  insert into conversation_members (conversation_id, user_id) values (1, 1), (1, 2);
  insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content) values (1, 1, 1, 1, 2, 'Hi');
  insert into saved_replies (coach_id, title, content) values (1, 'Hello', 'Hello {first_name}');
  insert into scheduled_messages (conversation_id, sender_id, content, send_at, time_zone, client_message_id)
    values (1, 1, 'Later', now(), 'UTC', gen_random_uuid());
  insert into media (owner_id, purpose, kind, content_type, file_name, bytes, blob_key)
    values (1, 'attachment', 'image', 'image/webp', 'a.webp', 10, gen_random_uuid());
  insert into media_uploads (owner_id, purpose, file_name, bytes) values (1, 'attachment', 'a.webp', 10);
  insert into media_pieces (upload_id, start, bytes, blob_key) select upload_id, 0, 10, gen_random_uuid() from media_uploads;
  insert into message_reactions (message_id, user_id, emoji) values (1, 2, '👍');
  insert into message_versions (message_id, content, written_at) values (1, 'Hi', now());
  insert into thread_drafts (conversation_id, user_id, content) values (1, 2, 'Well');
`;
