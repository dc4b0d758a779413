-- Reading on is looking at the thread again: whoever moves a read watermark, and however, takes the mark away with it.
CREATE FUNCTION clear_marked_unread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.marked_unread := false;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER conversation_members_reading_clears_mark
BEFORE UPDATE OF read_seq ON conversation_members
FOR EACH ROW WHEN (OLD.marked_unread AND NEW.read_seq > OLD.read_seq)
EXECUTE FUNCTION clear_marked_unread();
