import { pgTable, serial, varchar } from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from './columns.ts';

/** How the instance calls itself. */
export const brandSettings = pgTable('brand_settings', {
  settingId: serial('setting_id').primaryKey(),
  brandName: varchar('brand_name', { length: 100 }).notNull().default('FitnessApp'),
  tagline: varchar('tagline', { length: 255 }),
  logoUrl: varchar('logo_url', { length: 500 }),
  instagramUrl: varchar('instagram_url', { length: 255 }),
  facebookUrl: varchar('facebook_url', { length: 255 }),
  twitterUrl: varchar('twitter_url', { length: 255 }),
  linkedinUrl: varchar('linkedin_url', { length: 255 }),
  youtubeUrl: varchar('youtube_url', { length: 255 }),
  tiktokUrl: varchar('tiktok_url', { length: 255 }),
  websiteUrl: varchar('website_url', { length: 255 }),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});
