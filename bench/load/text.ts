/** What everybody says: as long as people's messages are. */
export const TEXT = 'Sleep was better this week, and the second set of squats felt lighter than last time.';
