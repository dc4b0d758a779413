import { boolean, index, integer, pgTable, serial, varchar } from 'drizzle-orm/pg-core';
import { NOTIFICATION_TYPES } from '#contract/enums';
import { createdAt, oneOf } from './columns.ts';
import { users } from './users.ts';

export const notifications = pgTable(
  'notifications',
  {
    notificationId: serial('notification_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    title: varchar('title', { length: 255 }).notNull(),
    message: varchar('message', { length: 1000 }).notNull(),
    type: varchar('type', { length: 50, enum: NOTIFICATION_TYPES }).notNull().default('info'),
    isRead: boolean('is_read').notNull().default(false),
    linkUrl: varchar('link_url', { length: 500 }),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('notifications_type_known', t.type, NOTIFICATION_TYPES),
    index('notifications_user_id_index').on(t.userId, t.notificationId),
  ],
);
