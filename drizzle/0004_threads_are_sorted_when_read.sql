-- The inbox is sorted when it is read: with an index on activity no change of a message could stay on the page of its
-- conversation's row, and every index of that row was written anew.
DROP INDEX "conversations_coach_activity_index";
