import { accountRequests } from './requests/accounts.ts';
import { checkInRequests } from './requests/check-ins.ts';
import { conversationRequests } from './requests/conversations.ts';
import { laterRequests } from './requests/later.ts';
import { mediaRequests } from './requests/media.ts';
import { peopleRequests } from './requests/people.ts';
import { trainingRequests } from './requests/training.ts';
import type { MakeAsk } from './requests/ask.ts';

/** How every route is asked, by its method and path. */
export const REQUESTS: Readonly<Record<string, MakeAsk>> = {
  ...accountRequests,
  ...peopleRequests,
  ...conversationRequests,
  ...mediaRequests,
  ...checkInRequests,
  ...trainingRequests,
  ...laterRequests,
};
