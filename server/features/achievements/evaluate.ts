import { userAchievements } from '#server/db/schema/index';
import { appendCard } from '#server/features/conversations/index';
import type { OpenTransaction, Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { achievementText } from './present.ts';
import { achieverOf, countsOf, missingAchievements } from './queries.ts';
import type { Achiever, Definition } from './queries.ts';

/**
 * Unlocks what a client has earned and posts each unlocking into their thread, once however often and however
 * concurrently it runs. Does nothing for anybody but a client with a thread.
 */
export async function evaluateAchievements(
  services: Services,
  { userId }: { userId: number },
): Promise<void> {
  const achiever = await achieverOf(services.db, userId);
  if (!achiever) return;
  const missing = await missingAchievements(services.db, userId);
  if (missing.length === 0) return;
  const counts = await countsOf(services.db, achiever);
  const earned = missing.filter(
    (definition) => counts[definition.conditionType] >= definition.conditionValue,
  );
  if (earned.length === 0) return;
  await openTransaction(services, (open) => unlock(open, achiever, earned, services.clock.now()));
}

async function unlock(
  open: OpenTransaction,
  { userId, conversationId }: Achiever,
  earned: readonly Definition[],
  now: Date,
): Promise<void> {
  const unlocked = await open.tx
    .insert(userAchievements)
    .values(earned.map(({ achievementId }) => ({ userId, achievementId, unlockedAt: now })))
    .onConflictDoNothing({ target: [userAchievements.userId, userAchievements.achievementId] })
    .returning();
  for (const row of unlocked) {
    const definition = earned.find(({ achievementId }) => achievementId === row.achievementId);
    await appendCard(
      open,
      {
        conversationId,
        kind: 'achievement',
        referenceId: row.userAchievementId,
        senderId: userId,
        text: achievementText(definition?.name ?? ''),
      },
      now,
    );
  }
}
