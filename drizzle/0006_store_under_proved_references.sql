-- Stores many plain texts with one round trip and one commit: see docs/decisions/0011-one-round-trip-a-batch.md.
-- Gives back which conversations were open and could be locked, and for each stored text
-- [ord, message id, seq, rev, sender's delivered, sender's read, receiver's delivered, receiver's read].
-- The connection this runs on may leave references unchecked (docs/decisions/0022-references-proved-under-the-lock.md), so what is
-- inserted is proved here: the conversation is a row this transaction has locked, sender and receiver are the two people that
-- row references, whatever was asked for, and nothing else is referenced.
-- What was sent before it waited for its conversation does not move the activity back.
CREATE OR REPLACE FUNCTION store_plain_messages(
  conversation_ids int[], sends json, sent_at timestamptz, skip_locked boolean, OUT open int[], OUT stored json)
LANGUAGE plpgsql
-- How long a write waits for conversations somebody else is writing to: longer than any such write should take.
SET lock_timeout = '250ms'
AS $$
BEGIN
  -- In the order of their ids, so that two processes cannot wait for each other. The statement that writes is a later
  -- one: its snapshot is younger than the locks, so it sees every earlier message.
  IF skip_locked THEN
    SELECT array_agg(id) INTO open FROM (
      SELECT conversation_id AS id FROM conversations
      WHERE conversation_id = ANY (conversation_ids) AND closed_at IS NULL
      ORDER BY conversation_id FOR NO KEY UPDATE SKIP LOCKED) AS locked;
  ELSE
    SELECT array_agg(id) INTO open FROM (
      SELECT conversation_id AS id FROM conversations
      WHERE conversation_id = ANY (conversation_ids) AND closed_at IS NULL
      ORDER BY conversation_id FOR NO KEY UPDATE) AS locked;
  END IF;

  WITH sent AS (
    SELECT * FROM json_to_recordset(sends) AS r(
      ord int, conversation_id int, sender_id int,
      client_message_id uuid, request_hash text, content text, preview text)
  ),
  fresh AS (
    SELECT s.*, c.coach_id + c.client_id - s.sender_id AS receiver_id, c.last_seq + row_number() OVER w AS seq, c.rev + row_number() OVER w AS rev,
      row_number() OVER newest = 1 AS is_newest
    FROM unnest(open) AS o(conversation_id)
      JOIN sent s USING (conversation_id)
      JOIN conversations c USING (conversation_id)
    WHERE s.sender_id IN (c.coach_id, c.client_id) AND NOT EXISTS (
      SELECT FROM messages m
      WHERE m.sender_id = s.sender_id AND m.client_message_id = s.client_message_id)
    WINDOW w AS (PARTITION BY s.conversation_id ORDER BY s.ord),
      newest AS (PARTITION BY s.conversation_id ORDER BY s.ord DESC)
  ),
  inserted AS (
    INSERT INTO messages (conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash,
      content, created_at)
    SELECT conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash, content, sent_at
    FROM fresh ORDER BY conversation_id, seq
    RETURNING message_id, conversation_id, seq
  ),
  bumped AS (
    UPDATE conversations c
    SET last_seq = f.seq, rev = f.rev, last_message_at = greatest(c.last_message_at, sent_at),
      preview = f.preview, preview_sender_id = f.sender_id, preview_kind = 'text'
    FROM fresh f WHERE c.conversation_id = f.conversation_id AND f.is_newest
  ),
  counted AS (
    UPDATE conversation_members m SET unread_count = m.unread_count + f.arrived
    FROM (SELECT conversation_id, receiver_id, count(*) AS arrived FROM fresh GROUP BY 1, 2) f
    WHERE m.conversation_id = f.conversation_id AND m.user_id = f.receiver_id
  )
  SELECT coalesce(json_agg(json_build_array(f.ord, i.message_id, f.seq, f.rev,
      s.delivered_seq, s.read_seq, r.delivered_seq, r.read_seq) ORDER BY f.conversation_id, f.seq), '[]')
  INTO stored
  FROM fresh f
    JOIN inserted i ON i.conversation_id = f.conversation_id AND i.seq = f.seq
    JOIN conversation_members s ON s.conversation_id = f.conversation_id AND s.user_id = f.sender_id
    JOIN conversation_members r ON r.conversation_id = f.conversation_id AND r.user_id = f.receiver_id;
END
$$;
