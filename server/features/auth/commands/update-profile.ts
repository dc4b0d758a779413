import { eq } from 'drizzle-orm';
import type { ProfileInput, UserView } from '#contract/auth';
import { users } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { ownUser } from '../queries.ts';

/** Changes what the actor is called and how they see days and figures. What is left out stays. */
export async function updateProfile(ctx: Ctx, input: ProfileInput): Promise<UserView> {
  const changes = Object.values(input).filter((value) => value !== undefined);
  return transact(ctx, async (ctx) => {
    if (changes.length > 0) {
      await ctx.open.tx.update(users).set(input).where(eq(users.userId, ctx.actor.userId));
      const { userId } = ctx.actor;
      ctx.open.facts.push({ name: 'profile.changed', data: { userId } });
      if (input.timeZone !== undefined) ctx.open.facts.push({ name: 'actor.changed', data: { userId } });
    }
    return ownUser(ctx);
  });
}
