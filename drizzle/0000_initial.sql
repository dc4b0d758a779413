CREATE TABLE "achievements" (
	"achievement_id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" varchar(500),
	"icon" varchar(50),
	"category" varchar(50),
	"condition_type" varchar(50) NOT NULL,
	"condition_value" numeric NOT NULL,
	"rarity" varchar(20) DEFAULT 'common' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "achievements_name_unique" UNIQUE("name"),
	CONSTRAINT "achievements_category_known" CHECK ("achievements"."category" in ('weight', 'exercise', 'nutrition', 'streak', 'milestone')),
	CONSTRAINT "achievements_condition_type_known" CHECK ("achievements"."condition_type" in ('weight_loss', 'weight_gain', 'days_streak', 'exercises_completed', 'workouts_completed', 'check_ins_submitted', 'messages_sent')),
	CONSTRAINT "achievements_condition_value_positive" CHECK ("achievements"."condition_value" > 0),
	CONSTRAINT "achievements_rarity_known" CHECK ("achievements"."rarity" in ('common', 'rare', 'epic', 'legendary'))
);
--> statement-breakpoint
CREATE TABLE "brand_settings" (
	"setting_id" serial PRIMARY KEY NOT NULL,
	"brand_name" varchar(100) DEFAULT 'FitnessApp' NOT NULL,
	"tagline" varchar(255),
	"logo_url" varchar(500),
	"instagram_url" varchar(255),
	"facebook_url" varchar(255),
	"twitter_url" varchar(255),
	"linkedin_url" varchar(255),
	"youtube_url" varchar(255),
	"tiktok_url" varchar(255),
	"website_url" varchar(255),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"check_in_id" serial PRIMARY KEY NOT NULL,
	"client_id" integer NOT NULL,
	"week_of" date NOT NULL,
	"weight" numeric,
	"feeling" integer,
	"notes" text,
	"photo_front" varchar(500),
	"photo_side" varchar(500),
	"photo_back" varchar(500),
	"submitted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewed_by" integer,
	"review_message_id" integer,
	"review_request_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "check_ins_client_id_week_of_unique" UNIQUE("client_id","week_of"),
	CONSTRAINT "check_ins_week_of_is_monday" CHECK (extract(isodow from "check_ins"."week_of") = 1),
	CONSTRAINT "check_ins_weight_positive" CHECK ("check_ins"."weight" > 0),
	CONSTRAINT "check_ins_feeling_range" CHECK ("check_ins"."feeling" between 1 and 5),
	CONSTRAINT "check_ins_reviewed_has_reviewer" CHECK (("check_ins"."reviewed_by" is not null) = ("check_ins"."reviewed_at" is not null)),
	CONSTRAINT "check_ins_answer_is_review" CHECK ("check_ins"."review_message_id" is null or "check_ins"."reviewed_at" is not null),
	CONSTRAINT "check_ins_request_is_review" CHECK ("check_ins"."review_request_id" is null or "check_ins"."reviewed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "client_routine_assignments" (
	"assignment_id" serial PRIMARY KEY NOT NULL,
	"client_id" integer NOT NULL,
	"template_id" integer NOT NULL,
	"routine_id" integer NOT NULL,
	"assigned_date" date NOT NULL,
	"is_recurring" boolean DEFAULT false NOT NULL,
	"recurring_day" integer,
	"ended_at" timestamp (3) with time zone,
	"current_scheduled_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "client_routine_assignments_client_template_date_unique" UNIQUE("client_id","template_id","assigned_date"),
	CONSTRAINT "client_routine_assignments_assignment_id_client_id_unique" UNIQUE("assignment_id","client_id"),
	CONSTRAINT "client_routine_assignments_recurring_day_range" CHECK ("client_routine_assignments"."recurring_day" between 0 and 6),
	CONSTRAINT "client_routine_assignments_recurring_has_day" CHECK (("client_routine_assignments"."recurring_day" is not null) = ("client_routine_assignments"."is_recurring"))
);
--> statement-breakpoint
CREATE TABLE "conversation_members" (
	"conversation_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"delivered_seq" integer DEFAULT 0 NOT NULL,
	"read_seq" integer DEFAULT 0 NOT NULL,
	"unread_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "conversation_members_conversation_id_user_id_pk" PRIMARY KEY("conversation_id","user_id"),
	CONSTRAINT "conversation_members_read_seq_range" CHECK ("conversation_members"."read_seq" >= 0),
	CONSTRAINT "conversation_members_read_is_delivered" CHECK ("conversation_members"."read_seq" <= "conversation_members"."delivered_seq"),
	CONSTRAINT "conversation_members_unread_count_range" CHECK ("conversation_members"."unread_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"conversation_id" serial PRIMARY KEY NOT NULL,
	"coach_id" integer NOT NULL,
	"client_id" integer NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"rev" integer DEFAULT 0 NOT NULL,
	"last_message_at" timestamp (3) with time zone,
	"preview" varchar(200),
	"preview_sender_id" integer,
	"preview_kind" varchar(30),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_coach_id_client_id_unique" UNIQUE("coach_id","client_id"),
	CONSTRAINT "conversations_are_of_two" CHECK ("conversations"."coach_id" <> "conversations"."client_id"),
	CONSTRAINT "conversations_preview_whole" CHECK (num_nonnulls("conversations"."preview", "conversations"."preview_sender_id", "conversations"."preview_kind") in (0, 3)),
	CONSTRAINT "conversations_preview_kind_known" CHECK ("conversations"."preview_kind" in ('text', 'check_in', 'routine_assignment', 'achievement')),
	CONSTRAINT "conversations_last_seq_range" CHECK ("conversations"."last_seq" >= 0),
	CONSTRAINT "conversations_rev_covers_seq" CHECK ("conversations"."rev" >= "conversations"."last_seq")
);
--> statement-breakpoint
CREATE TABLE "daily_exercises" (
	"daily_exercise_id" serial PRIMARY KEY NOT NULL,
	"log_id" integer NOT NULL,
	"exercise_id" integer NOT NULL,
	"scheduled_id" integer,
	"sets_done" integer NOT NULL,
	"reps_done" integer,
	"duration_minutes" numeric,
	"weight_kg" numeric DEFAULT 0 NOT NULL,
	"burned_calories" numeric NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_exercises_scheduled_id_exercise_id_unique" UNIQUE("scheduled_id","exercise_id"),
	CONSTRAINT "daily_exercises_sets_done_range" CHECK ("daily_exercises"."sets_done" >= 0),
	CONSTRAINT "daily_exercises_reps_done_range" CHECK ("daily_exercises"."reps_done" >= 0),
	CONSTRAINT "daily_exercises_duration_minutes_positive" CHECK ("daily_exercises"."duration_minutes" > 0),
	CONSTRAINT "daily_exercises_weight_kg_range" CHECK ("daily_exercises"."weight_kg" >= 0),
	CONSTRAINT "daily_exercises_burned_calories_range" CHECK ("daily_exercises"."burned_calories" >= 0)
);
--> statement-breakpoint
CREATE TABLE "daily_logs" (
	"log_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"date" date NOT NULL,
	"weight" numeric NOT NULL,
	"weight_source" varchar(20) DEFAULT 'measured' NOT NULL,
	"consumed_calories" numeric DEFAULT 0 NOT NULL,
	"burned_calories" numeric DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_logs_user_id_date_unique" UNIQUE("user_id","date"),
	CONSTRAINT "daily_logs_weight_source_known" CHECK ("daily_logs"."weight_source" in ('measured', 'carried', 'unknown')),
	CONSTRAINT "daily_logs_weight_range" CHECK ("daily_logs"."weight" >= 0),
	CONSTRAINT "daily_logs_weight_zero_is_unknown" CHECK (("daily_logs"."weight" = 0) = ("daily_logs"."weight_source" = 'unknown')),
	CONSTRAINT "daily_logs_consumed_calories_range" CHECK ("daily_logs"."consumed_calories" >= 0),
	CONSTRAINT "daily_logs_burned_calories_range" CHECK ("daily_logs"."burned_calories" >= 0)
);
--> statement-breakpoint
CREATE TABLE "diet_templates" (
	"template_id" serial PRIMARY KEY NOT NULL,
	"coach_id" integer NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" varchar(500),
	"meals" jsonb NOT NULL,
	"target_macros" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "diet_templates_meals_is_array" CHECK (jsonb_typeof("diet_templates"."meals") = 'array'),
	CONSTRAINT "diet_templates_target_macros_is_object" CHECK (jsonb_typeof("diet_templates"."target_macros") = 'object')
);
--> statement-breakpoint
CREATE TABLE "exercises" (
	"exercise_id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"category" varchar(50) NOT NULL,
	"default_calories_per_minute" numeric DEFAULT 5 NOT NULL,
	"gif_url" varchar(500),
	"video_url" varchar(500),
	"wger_id" integer,
	"is_public" boolean DEFAULT true NOT NULL,
	"aliases" text[] DEFAULT '{}'::text[] NOT NULL,
	"source" varchar(50),
	"source_id" varchar(100),
	"licence" varchar(50),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exercises_name_unique" UNIQUE("name"),
	CONSTRAINT "exercises_source_source_id_unique" UNIQUE("source","source_id"),
	CONSTRAINT "exercises_category_known" CHECK ("exercises"."category" in ('Strength', 'Cardio', 'Hybrid', 'Mobility', 'Plyometrics')),
	CONSTRAINT "exercises_default_calories_per_minute_range" CHECK ("exercises"."default_calories_per_minute" >= 0)
);
--> statement-breakpoint
CREATE TABLE "foods" (
	"food_id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"full_name" text,
	"calories_base" numeric NOT NULL,
	"protein_g" numeric DEFAULT 0 NOT NULL,
	"carbs_g" numeric DEFAULT 0 NOT NULL,
	"fat_g" numeric DEFAULT 0 NOT NULL,
	"source" varchar(50),
	"source_id" varchar(100),
	"licence" varchar(50),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "foods_name_unique" UNIQUE("name"),
	CONSTRAINT "foods_source_source_id_unique" UNIQUE("source","source_id"),
	CONSTRAINT "foods_calories_base_range" CHECK ("foods"."calories_base" >= 0),
	CONSTRAINT "foods_protein_g_range" CHECK ("foods"."protein_g" >= 0),
	CONSTRAINT "foods_carbs_g_range" CHECK ("foods"."carbs_g" >= 0),
	CONSTRAINT "foods_fat_g_range" CHECK ("foods"."fat_g" >= 0)
);
--> statement-breakpoint
CREATE TABLE "invite_tokens" (
	"id" serial PRIMARY KEY NOT NULL,
	"coach_id" integer NOT NULL,
	"email" varchar(255) NOT NULL,
	"token" varchar(255) NOT NULL,
	"role" varchar(20) DEFAULT 'CLIENT' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used" boolean DEFAULT false NOT NULL,
	"accepted_by" integer,
	"revoked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invite_tokens_token_unique" UNIQUE("token"),
	CONSTRAINT "invite_tokens_email_lower_case" CHECK ("invite_tokens"."email" = lower("invite_tokens"."email")),
	CONSTRAINT "invite_tokens_role_known" CHECK ("invite_tokens"."role" in ('CLIENT', 'COACH')),
	CONSTRAINT "invite_tokens_accepted_is_used" CHECK ("invite_tokens"."accepted_by" is null or "invite_tokens"."used"),
	CONSTRAINT "invite_tokens_used_or_revoked" CHECK (not ("invite_tokens"."used" and "invite_tokens"."revoked_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "meal_items" (
	"meal_item_id" serial PRIMARY KEY NOT NULL,
	"log_id" integer NOT NULL,
	"food_id" integer NOT NULL,
	"quantity_grams" numeric NOT NULL,
	"meal_type" varchar(50) NOT NULL,
	"consumed_calories" numeric NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meal_items_quantity_grams_positive" CHECK ("meal_items"."quantity_grams" > 0),
	CONSTRAINT "meal_items_meal_type_known" CHECK ("meal_items"."meal_type" in ('Breakfast', 'Lunch', 'Dinner', 'Snack')),
	CONSTRAINT "meal_items_consumed_calories_range" CHECK ("meal_items"."consumed_calories" >= 0)
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"message_id" serial PRIMARY KEY NOT NULL,
	"conversation_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"rev" integer NOT NULL,
	"sender_id" integer NOT NULL,
	"receiver_id" integer NOT NULL,
	"client_message_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"request_hash" text,
	"kind" varchar(30) DEFAULT 'text' NOT NULL,
	"content" text NOT NULL,
	"check_in_id" integer,
	"assignment_id" integer,
	"user_achievement_id" integer,
	"reply_to_seq" integer,
	"is_read" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "messages_conversation_id_seq_unique" UNIQUE("conversation_id","seq"),
	CONSTRAINT "messages_sender_id_client_message_id_unique" UNIQUE("sender_id","client_message_id"),
	CONSTRAINT "messages_seq_positive" CHECK ("messages"."seq" > 0),
	CONSTRAINT "messages_rev_covers_seq" CHECK ("messages"."rev" >= "messages"."seq"),
	CONSTRAINT "messages_reply_is_earlier" CHECK ("messages"."reply_to_seq" < "messages"."seq"),
	CONSTRAINT "messages_are_between_two" CHECK ("messages"."sender_id" <> "messages"."receiver_id"),
	CONSTRAINT "messages_kind_known" CHECK ("messages"."kind" in ('text', 'check_in', 'routine_assignment', 'achievement')),
	CONSTRAINT "messages_check_in_id_fits_kind" CHECK (("messages"."check_in_id" is not null) = ("messages"."kind" = 'check_in')),
	CONSTRAINT "messages_assignment_id_fits_kind" CHECK (("messages"."assignment_id" is not null) = ("messages"."kind" = 'routine_assignment')),
	CONSTRAINT "messages_user_achievement_id_fits_kind" CHECK (("messages"."user_achievement_id" is not null) = ("messages"."kind" = 'achievement'))
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"notification_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"title" varchar(255) NOT NULL,
	"message" varchar(1000) NOT NULL,
	"type" varchar(50) DEFAULT 'info' NOT NULL,
	"is_read" boolean DEFAULT false NOT NULL,
	"link_url" varchar(500),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_type_known" CHECK ("notifications"."type" in ('info', 'success', 'warning', 'achievement', 'reminder'))
);
--> statement-breakpoint
CREATE TABLE "routine_exercises" (
	"routine_exercise_id" serial PRIMARY KEY NOT NULL,
	"routine_id" integer NOT NULL,
	"exercise_id" integer NOT NULL,
	"sets" integer NOT NULL,
	"reps" integer,
	"duration_minutes" numeric,
	"weight_kg" numeric DEFAULT 0 NOT NULL,
	"order_index" integer NOT NULL,
	"day_of_week" integer,
	"set_scheme" jsonb,
	CONSTRAINT "routine_exercises_routine_exercise_day_unique" UNIQUE NULLS NOT DISTINCT("routine_id","exercise_id","day_of_week"),
	CONSTRAINT "routine_exercises_sets_positive" CHECK ("routine_exercises"."sets" > 0),
	CONSTRAINT "routine_exercises_reps_positive" CHECK ("routine_exercises"."reps" > 0),
	CONSTRAINT "routine_exercises_duration_minutes_positive" CHECK ("routine_exercises"."duration_minutes" > 0),
	CONSTRAINT "routine_exercises_weight_kg_range" CHECK ("routine_exercises"."weight_kg" >= 0),
	CONSTRAINT "routine_exercises_order_index_range" CHECK ("routine_exercises"."order_index" >= 0),
	CONSTRAINT "routine_exercises_day_of_week_range" CHECK ("routine_exercises"."day_of_week" between 0 and 6)
);
--> statement-breakpoint
CREATE TABLE "routine_templates" (
	"template_id" serial PRIMARY KEY NOT NULL,
	"coach_id" integer NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" varchar(500),
	"exercises" jsonb NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "routine_templates_exercises_is_array" CHECK (jsonb_typeof("routine_templates"."exercises") = 'array')
);
--> statement-breakpoint
CREATE TABLE "routines" (
	"routine_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"name" varchar(100) NOT NULL,
	"description" varchar(255),
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "routines_routine_id_user_id_unique" UNIQUE("routine_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "scheduled_routines" (
	"scheduled_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"routine_id" integer NOT NULL,
	"assignment_id" integer,
	"scheduled_date" date NOT NULL,
	"status" varchar(20) DEFAULT 'planned' NOT NULL,
	"is_completed" boolean DEFAULT false NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_routines_user_routine_date_unique" UNIQUE("user_id","routine_id","scheduled_date"),
	CONSTRAINT "scheduled_routines_status_known" CHECK ("scheduled_routines"."status" in ('planned', 'done', 'skipped', 'excused')),
	CONSTRAINT "scheduled_routines_completed_is_done" CHECK ("scheduled_routines"."is_completed" = ("scheduled_routines"."status" = 'done')),
	CONSTRAINT "scheduled_routines_completed_at_is_done" CHECK (("scheduled_routines"."completed_at" is not null) = ("scheduled_routines"."status" = 'done'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_id" text PRIMARY KEY NOT NULL,
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"session_epoch" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"user_agent" varchar(500),
	CONSTRAINT "sessions_public_id_unique" UNIQUE("public_id"),
	CONSTRAINT "sessions_session_id_is_sha256" CHECK ("sessions"."session_id" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "user_achievements" (
	"user_achievement_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"achievement_id" integer NOT NULL,
	"unlocked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_achievements_user_id_achievement_id_unique" UNIQUE("user_id","achievement_id")
);
--> statement-breakpoint
CREATE TABLE "user_daily_meal_plans" (
	"plan_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"day_of_week" integer NOT NULL,
	"breakfast" varchar(1000),
	"lunch" varchar(1000),
	"dinner" varchar(1000),
	"snacks" varchar(1000),
	CONSTRAINT "user_daily_meal_plans_user_id_day_of_week_unique" UNIQUE("user_id","day_of_week"),
	CONSTRAINT "user_daily_meal_plans_day_of_week_range" CHECK ("user_daily_meal_plans"."day_of_week" between 0 and 6)
);
--> statement-breakpoint
CREATE TABLE "user_goals" (
	"goal_id" serial PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"target_weight" numeric NOT NULL,
	"current_weight" numeric NOT NULL,
	"daily_calorie_goal" numeric,
	"weekly_weight_change_goal" numeric DEFAULT -0.5 NOT NULL,
	"goal_type" varchar(50) DEFAULT 'weight_loss' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_goals_target_weight_positive" CHECK ("user_goals"."target_weight" > 0),
	CONSTRAINT "user_goals_current_weight_positive" CHECK ("user_goals"."current_weight" > 0),
	CONSTRAINT "user_goals_daily_calorie_goal_positive" CHECK ("user_goals"."daily_calorie_goal" > 0),
	CONSTRAINT "user_goals_goal_type_known" CHECK ("user_goals"."goal_type" in ('weight_loss', 'weight_gain', 'maintain'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"user_id" serial PRIMARY KEY NOT NULL,
	"email" varchar(255) NOT NULL,
	"password_hash" varchar(255) NOT NULL,
	"reset_password_token" varchar(255),
	"reset_password_expires" timestamp (3) with time zone,
	"onboarding_completed" boolean DEFAULT false NOT NULL,
	"onboarding_step" integer DEFAULT 0 NOT NULL,
	"gender" varchar(20),
	"age" integer,
	"height" numeric,
	"role" varchar(20) DEFAULT 'CLIENT' NOT NULL,
	"coach_id" integer,
	"display_name" varchar(100) NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"locale" varchar(35) DEFAULT 'en' NOT NULL,
	"unit_system" varchar(20) DEFAULT 'metric' NOT NULL,
	"activity_level" varchar(20),
	"session_epoch" integer DEFAULT 0 NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_email_lower_case" CHECK ("users"."email" = lower("users"."email")),
	CONSTRAINT "users_onboarding_step_range" CHECK ("users"."onboarding_step" between 0 and 4),
	CONSTRAINT "users_gender_known" CHECK ("users"."gender" in ('male', 'female', 'other')),
	CONSTRAINT "users_age_positive" CHECK ("users"."age" > 0),
	CONSTRAINT "users_height_positive" CHECK ("users"."height" > 0),
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('CLIENT', 'COACH', 'ADMIN')),
	CONSTRAINT "users_coach_is_another" CHECK ("users"."coach_id" <> "users"."user_id"),
	CONSTRAINT "users_display_name_filled" CHECK (btrim("users"."display_name") <> ''),
	CONSTRAINT "users_unit_system_known" CHECK ("users"."unit_system" in ('metric', 'imperial')),
	CONSTRAINT "users_activity_level_known" CHECK ("users"."activity_level" in ('sedentary', 'light', 'moderate', 'active', 'very_active')),
	CONSTRAINT "users_session_epoch_range" CHECK ("users"."session_epoch" >= 0)
);
--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_client_id_users_user_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_reviewed_by_users_user_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_review_message_id_messages_message_id_fk" FOREIGN KEY ("review_message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_routine_assignments" ADD CONSTRAINT "client_routine_assignments_client_id_users_user_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_routine_assignments" ADD CONSTRAINT "client_routine_assignments_template_id_routine_templates_template_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."routine_templates"("template_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_routine_assignments" ADD CONSTRAINT "client_routine_assignments_current_scheduled_id_scheduled_routines_scheduled_id_fk" FOREIGN KEY ("current_scheduled_id") REFERENCES "public"."scheduled_routines"("scheduled_id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "client_routine_assignments" ADD CONSTRAINT "client_routine_assignments_own_routine" FOREIGN KEY ("routine_id","client_id") REFERENCES "public"."routines"("routine_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_members" ADD CONSTRAINT "conversation_members_conversation_id_conversations_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("conversation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_members" ADD CONSTRAINT "conversation_members_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_client_id_users_user_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_preview_sender_id_users_user_id_fk" FOREIGN KEY ("preview_sender_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_exercises" ADD CONSTRAINT "daily_exercises_log_id_daily_logs_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."daily_logs"("log_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_exercises" ADD CONSTRAINT "daily_exercises_exercise_id_exercises_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercises"("exercise_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_exercises" ADD CONSTRAINT "daily_exercises_scheduled_id_scheduled_routines_scheduled_id_fk" FOREIGN KEY ("scheduled_id") REFERENCES "public"."scheduled_routines"("scheduled_id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_logs" ADD CONSTRAINT "daily_logs_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diet_templates" ADD CONSTRAINT "diet_templates_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_tokens" ADD CONSTRAINT "invite_tokens_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_tokens" ADD CONSTRAINT "invite_tokens_accepted_by_users_user_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meal_items" ADD CONSTRAINT "meal_items_log_id_daily_logs_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."daily_logs"("log_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meal_items" ADD CONSTRAINT "meal_items_food_id_foods_food_id_fk" FOREIGN KEY ("food_id") REFERENCES "public"."foods"("food_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("conversation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_sender_id_users_user_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_receiver_id_users_user_id_fk" FOREIGN KEY ("receiver_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_check_in_id_check_ins_check_in_id_fk" FOREIGN KEY ("check_in_id") REFERENCES "public"."check_ins"("check_in_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_assignment_id_client_routine_assignments_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."client_routine_assignments"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_user_achievement_id_user_achievements_user_achievement_id_fk" FOREIGN KEY ("user_achievement_id") REFERENCES "public"."user_achievements"("user_achievement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_reply_in_conversation" FOREIGN KEY ("conversation_id","reply_to_seq") REFERENCES "public"."messages"("conversation_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routine_exercises" ADD CONSTRAINT "routine_exercises_routine_id_routines_routine_id_fk" FOREIGN KEY ("routine_id") REFERENCES "public"."routines"("routine_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routine_exercises" ADD CONSTRAINT "routine_exercises_exercise_id_exercises_exercise_id_fk" FOREIGN KEY ("exercise_id") REFERENCES "public"."exercises"("exercise_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routine_templates" ADD CONSTRAINT "routine_templates_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routines" ADD CONSTRAINT "routines_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_routines" ADD CONSTRAINT "scheduled_routines_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_routines" ADD CONSTRAINT "scheduled_routines_routine_id_routines_routine_id_fk" FOREIGN KEY ("routine_id") REFERENCES "public"."routines"("routine_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_routines" ADD CONSTRAINT "scheduled_routines_assignment_id_client_routine_assignments_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."client_routine_assignments"("assignment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_routines" ADD CONSTRAINT "scheduled_routines_own_routine" FOREIGN KEY ("routine_id","user_id") REFERENCES "public"."routines"("routine_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_routines" ADD CONSTRAINT "scheduled_routines_own_assignment" FOREIGN KEY ("assignment_id","user_id") REFERENCES "public"."client_routine_assignments"("assignment_id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_achievements" ADD CONSTRAINT "user_achievements_achievement_id_achievements_achievement_id_fk" FOREIGN KEY ("achievement_id") REFERENCES "public"."achievements"("achievement_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_daily_meal_plans" ADD CONSTRAINT "user_daily_meal_plans_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_goals" ADD CONSTRAINT "user_goals_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_ins_reviewed_by_index" ON "check_ins" USING btree ("reviewed_by");--> statement-breakpoint
CREATE INDEX "check_ins_review_message_id_index" ON "check_ins" USING btree ("review_message_id");--> statement-breakpoint
CREATE INDEX "client_routine_assignments_template_id_index" ON "client_routine_assignments" USING btree ("template_id");--> statement-breakpoint
CREATE INDEX "client_routine_assignments_routine_id_index" ON "client_routine_assignments" USING btree ("routine_id");--> statement-breakpoint
CREATE INDEX "client_routine_assignments_current_scheduled_id_index" ON "client_routine_assignments" USING btree ("current_scheduled_id");--> statement-breakpoint
CREATE INDEX "conversation_members_user_id_index" ON "conversation_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "conversations_coach_activity_index" ON "conversations" USING btree ("coach_id",coalesce("last_message_at", "created_at") desc,"conversation_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "conversations_client_id_index" ON "conversations" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "daily_exercises_log_id_index" ON "daily_exercises" USING btree ("log_id");--> statement-breakpoint
CREATE INDEX "daily_exercises_exercise_id_index" ON "daily_exercises" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "diet_templates_coach_id_index" ON "diet_templates" USING btree ("coach_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invite_tokens_one_open" ON "invite_tokens" USING btree ("coach_id","email") WHERE not "invite_tokens"."used" and "invite_tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "invite_tokens_coach_id_index" ON "invite_tokens" USING btree ("coach_id");--> statement-breakpoint
CREATE INDEX "invite_tokens_accepted_by_index" ON "invite_tokens" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "meal_items_log_id_index" ON "meal_items" USING btree ("log_id");--> statement-breakpoint
CREATE INDEX "meal_items_food_id_index" ON "meal_items" USING btree ("food_id");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_check_in_id_unique" ON "messages" USING btree ("check_in_id") WHERE "messages"."check_in_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_assignment_id_unique" ON "messages" USING btree ("assignment_id") WHERE "messages"."assignment_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_user_achievement_id_unique" ON "messages" USING btree ("user_achievement_id") WHERE "messages"."user_achievement_id" is not null;--> statement-breakpoint
CREATE INDEX "messages_conversation_id_rev_index" ON "messages" USING btree ("conversation_id","rev");--> statement-breakpoint
CREATE INDEX "messages_reply_index" ON "messages" USING btree ("conversation_id","reply_to_seq") WHERE "messages"."reply_to_seq" is not null;--> statement-breakpoint
CREATE INDEX "messages_receiver_id_index" ON "messages" USING btree ("receiver_id");--> statement-breakpoint
CREATE INDEX "notifications_user_id_index" ON "notifications" USING btree ("user_id","notification_id");--> statement-breakpoint
CREATE INDEX "routine_exercises_exercise_id_index" ON "routine_exercises" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "routine_templates_coach_id_index" ON "routine_templates" USING btree ("coach_id");--> statement-breakpoint
CREATE INDEX "routines_user_id_index" ON "routines" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "scheduled_routines_user_id_date_index" ON "scheduled_routines" USING btree ("user_id","scheduled_date");--> statement-breakpoint
CREATE INDEX "scheduled_routines_routine_id_index" ON "scheduled_routines" USING btree ("routine_id");--> statement-breakpoint
CREATE INDEX "scheduled_routines_assignment_id_date_index" ON "scheduled_routines" USING btree ("assignment_id","scheduled_date");--> statement-breakpoint
CREATE INDEX "sessions_user_id_index" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "user_achievements_achievement_id_index" ON "user_achievements" USING btree ("achievement_id");--> statement-breakpoint
CREATE INDEX "user_goals_user_id_index" ON "user_goals" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_reset_password_token_unique" ON "users" USING btree ("reset_password_token");--> statement-breakpoint
CREATE INDEX "users_coach_id_index" ON "users" USING btree ("coach_id");