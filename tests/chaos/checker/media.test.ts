import { describe, expect, it } from 'vitest';
import type { MediaView } from '#contract/media';
import type { ActOperation, History } from '../history.ts';
import { CLIENT, COACH, rulesOf, sent, shown, stored, storing, thread } from './a-history.ts';

const one = stored(1, 'one');
const two = stored(2, 'two');
const three = stored(3, 'three');

describe('a message with a picture', () => {
  const operations = [sent(one), sent(two), sent(three, { picture: 'picture 3' })];
  const picture = (id: number, name: string): MediaView => ({
    ...{ id, kind: 'image', contentType: 'image/webp', fileName: `${name}.webp`, bytes: 90 },
    ...{ width: 4, height: 3, durationMs: null, preview: null, waveform: null, poster: false },
  });
  const having = (...attachments: MediaView[]): Partial<History> => {
    const bare = thread([one, two, three]);
    const fresh = bare.fresh.map((view) => (view.id === 103 ? { ...view, attachments } : view));
    const conversation = { ...bare, fresh };
    const tabs = [shown('coach/laptop', COACH, conversation), shown('client/phone', CLIENT, conversation)];
    return { operations, conversations: [conversation], shown: tabs };
  };
  const own = picture(5, 'picture 3');

  it('has it, until it is deleted', () => {
    expect(rulesOf(having(own))).toEqual([]);
    const act = { event: 'message:delete', messageId: 103 } as const;
    const acts: ActOperation[] = [{ act, userId: COACH, outcome: 'ok', rev: 4 }];
    const gone = storing([one, two, { ...three, text: '', deleted: true }]);
    expect(rulesOf({ ...gone, operations, acts })).toEqual([]);
  });

  it.each([
    ['without it', [], 'lost'],
    ['with it twice', [own, picture(6, 'picture 3')], 'doubled'],
    ['with that of another', [own, picture(6, 'picture 2')], 'phantom'],
  ])('stored %s is found', (_what, attachments, rule) => {
    expect(rulesOf(having(...attachments))).toEqual([rule]);
  });

  it('that a device shows without it is found', () => {
    const change = having(own);
    const bare = thread([one, two, three]);
    const stale = [shown('coach/laptop', COACH, bare), ...(change.shown ?? []).slice(1)];
    expect(rulesOf({ ...change, shown: stale })).toEqual(['diverged']);
  });
});
