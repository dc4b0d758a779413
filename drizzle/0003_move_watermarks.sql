-- Moves many people's watermarks with one round trip and one commit: see docs/decisions/0011-one-round-trip-a-batch.md.
-- `marks` holds each conversation and person once. `moved` gives [conversation, person] of what went further, `busy` the
-- conversations that stayed locked, and `states` of everybody asked about, as it is now,
-- [conversation, person, delivered, read, unread, other person, other's delivered, other's read].
-- A closed conversation is gone for its coach: their marks stay where they are, and `states` leaves them out.
CREATE FUNCTION move_watermarks(
  marks json, skip_locked boolean, OUT moved json, OUT busy int[], OUT states json)
LANGUAGE plpgsql
SET lock_timeout = '250ms'
AS $$
DECLARE
  further int[];
  held int[];
BEGIN
  -- Marks only grow, so what would not move now never will: no lock, and no thread that waits for it.
  SELECT coalesce(array_agg(DISTINCT conversation_id), '{}') INTO further
  FROM json_to_recordset(marks) AS k(conversation_id int, user_id int, delivered int, read int)
    JOIN conversation_members m USING (conversation_id, user_id)
  WHERE k.delivered > m.delivered_seq OR k.read > m.read_seq;

  -- In the order of their ids, like every writer of several conversations.
  IF skip_locked THEN
    SELECT coalesce(array_agg(id), '{}') INTO held FROM (
      SELECT conversation_id AS id FROM conversations
      WHERE conversation_id = ANY (further) ORDER BY conversation_id FOR NO KEY UPDATE SKIP LOCKED) AS locked;
  ELSE
    SELECT coalesce(array_agg(id), '{}') INTO held FROM (
      SELECT conversation_id AS id FROM conversations
      WHERE conversation_id = ANY (further) ORDER BY conversation_id FOR NO KEY UPDATE) AS locked;
  END IF;
  SELECT array_agg(id) INTO busy FROM (SELECT unnest(further) EXCEPT SELECT unnest(held)) AS missed(id);

  WITH goal AS (
    SELECT m.conversation_id, m.user_id, m.read_seq AS read_before,
      greatest(m.delivered_seq, least(k.delivered, c.last_seq)) AS delivered,
      greatest(m.read_seq, least(k.read, c.last_seq)) AS read
    FROM unnest(held) AS h(conversation_id)
      JOIN json_to_recordset(marks) AS k(conversation_id int, user_id int, delivered int, read int)
        USING (conversation_id)
      JOIN conversations c USING (conversation_id)
      JOIN conversation_members m USING (conversation_id, user_id)
    WHERE (least(k.delivered, c.last_seq) > m.delivered_seq OR least(k.read, c.last_seq) > m.read_seq)
      AND (c.closed_at IS NULL OR m.user_id = c.client_id)
  ),
  seen AS (
    UPDATE messages x SET is_read = true FROM goal g
    WHERE x.conversation_id = g.conversation_id AND x.receiver_id = g.user_id
      AND x.seq > g.read_before AND x.seq <= g.read
  ),
  stored AS (
    UPDATE conversation_members m
    SET delivered_seq = g.delivered, read_seq = g.read, unread_count = (
      SELECT count(*) FROM messages x
      WHERE x.conversation_id = g.conversation_id AND x.receiver_id = g.user_id AND x.seq > g.read)
    FROM goal g WHERE m.conversation_id = g.conversation_id AND m.user_id = g.user_id
    RETURNING m.conversation_id, m.user_id
  )
  SELECT coalesce(json_agg(json_build_array(conversation_id, user_id)), '[]') INTO moved FROM stored;

  SELECT coalesce(json_agg(json_build_array(m.conversation_id, m.user_id, m.delivered_seq, m.read_seq,
      m.unread_count, o.user_id, o.delivered_seq, o.read_seq)), '[]')
  INTO states
  FROM json_to_recordset(marks) AS k(conversation_id int, user_id int)
    JOIN conversation_members m USING (conversation_id, user_id)
    JOIN conversation_members o ON o.conversation_id = m.conversation_id AND o.user_id <> m.user_id
    JOIN conversations c ON c.conversation_id = m.conversation_id
  WHERE c.closed_at IS NULL OR m.user_id = c.client_id;
END
$$;
