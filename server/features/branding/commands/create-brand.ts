import { brandSettings } from '#server/db/schema/index';
import type { OpenTransaction } from '#server/kernel/context';

/** Names the instance, inside the transaction that sets it up. */
export async function createBrand(open: OpenTransaction, brandName: string): Promise<void> {
  await open.tx.insert(brandSettings).values({ brandName });
}
