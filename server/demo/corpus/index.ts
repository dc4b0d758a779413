import { Deck } from '../deck.ts';
import type { Words } from '../speech.ts';
import { checkInTexts, moreCheckInTexts } from './check-ins.ts';
import { lifeTexts } from './life.ts';
import { parseExchanges, parseNotes } from './parse.ts';
import { trainingTexts } from './training.ts';
import { weightRemarks } from './weight.ts';

/** All there is to say, undealt. */
export function openWords(): Words {
  return {
    exchanges: new Deck([trainingTexts, lifeTexts].flatMap(parseExchanges)),
    notes: new Deck([checkInTexts, moreCheckInTexts].flatMap(parseNotes)),
    weight: weightRemarks,
  };
}
