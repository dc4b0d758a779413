/** What a coach may say about the scale, before anything else. */
export const weightRemarks = {
  down: [
    'Down {delta}, at exactly the boring pace I like.',
    '{delta} less. Nothing to change.',
    'The scale agrees with the trousers this week: {delta} down.',
    'Minus {delta}, and you still sound like a person. Good combination.',
    'Down {delta}. Do not go faster, please.',
    'Another {delta}. Quietly, that is how it should look.',
  ],
  up: [
    'Up {delta}: salt, sleep or a heavy Saturday. I look at the month, not at this.',
    '{delta} more, and I am not worried. Same breakfast, same plan.',
    'The {delta} up will be gone or explained by next week.',
    'Up {delta}. One number, one week, no drama.',
    '{delta} up is within the noise, the last four weeks are what counts.',
  ],
  gained: [
    'Up {delta}, and it is the right kind of up.',
    '{delta} more of you. Exactly the pace.',
    'Plus {delta}. The kitchen is doing its half.',
    '{delta} up. Do not celebrate with a salad.',
  ],
  missing: [
    'Down {delta}, so one more glass of milk a day until next week.',
    '{delta} less is not what we ordered. A snack at four, every day, please.',
  ],
  same: [
    'Weight steady, and that is fine for this week.',
    'Flat on the scale. The loads were not flat, that is the news.',
    'No change on the scale, which is what a normal week looks like.',
    'Steady. Give it two more weeks before we touch anything.',
    'Same weight, better training. I take it.',
  ],
} as const;
