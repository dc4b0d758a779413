CREATE TABLE "blob_removals" (
	"blob_key" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"media_id" serial PRIMARY KEY NOT NULL,
	"owner_id" integer NOT NULL,
	"purpose" varchar(20) NOT NULL,
	"kind" varchar(20) NOT NULL,
	"content_type" varchar(100) NOT NULL,
	"file_name" varchar(255) NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"duration_ms" integer,
	"preview" text,
	"waveform" jsonb,
	"has_thumb" boolean DEFAULT false NOT NULL,
	"blob_key" uuid NOT NULL,
	"message_id" integer,
	"saved_reply_id" integer,
	"scheduled_message_id" integer,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_purpose_known" CHECK ("media"."purpose" in ('attachment', 'check_in', 'avatar', 'brand')),
	CONSTRAINT "media_kind_known" CHECK ("media"."kind" in ('image', 'video', 'audio', 'file')),
	CONSTRAINT "media_bytes_positive" CHECK ("media"."bytes" > 0),
	CONSTRAINT "media_held_once" CHECK (num_nonnulls("media"."message_id", "media"."saved_reply_id", "media"."scheduled_message_id") <= 1)
);
--> statement-breakpoint
CREATE TABLE "media_uploads" (
	"upload_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_id" integer NOT NULL,
	"purpose" varchar(20) NOT NULL,
	"file_name" varchar(255) NOT NULL,
	"bytes" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"media_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_uploads_purpose_known" CHECK ("media_uploads"."purpose" in ('attachment', 'check_in', 'avatar', 'brand')),
	CONSTRAINT "media_uploads_bytes_positive" CHECK ("media_uploads"."bytes" > 0),
	CONSTRAINT "media_uploads_received_range" CHECK ("media_uploads"."received" between 0 and "media_uploads"."bytes")
);
--> statement-breakpoint
CREATE TABLE "message_reactions" (
	"message_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"emoji" varchar(32) NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_reactions_message_id_user_id_emoji_pk" PRIMARY KEY("message_id","user_id","emoji")
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"message_version_id" serial PRIMARY KEY NOT NULL,
	"message_id" integer NOT NULL,
	"content" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_replies" (
	"saved_reply_id" serial PRIMARY KEY NOT NULL,
	"coach_id" integer NOT NULL,
	"title" varchar(80) NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_replies_coach_id_title_unique" UNIQUE("coach_id","title")
);
--> statement-breakpoint
CREATE TABLE "scheduled_messages" (
	"scheduled_message_id" serial PRIMARY KEY NOT NULL,
	"conversation_id" integer NOT NULL,
	"sender_id" integer NOT NULL,
	"content" text NOT NULL,
	"reply_to_seq" integer,
	"send_at" timestamp (3) with time zone NOT NULL,
	"time_zone" varchar(64) NOT NULL,
	"client_message_id" uuid NOT NULL,
	"status" varchar(20) DEFAULT 'scheduled' NOT NULL,
	"failure" text,
	"message_id" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scheduled_messages_sender_id_client_message_id_unique" UNIQUE("sender_id","client_message_id"),
	CONSTRAINT "scheduled_messages_status_known" CHECK ("scheduled_messages"."status" in ('scheduled', 'sent', 'failed', 'cancelled')),
	CONSTRAINT "scheduled_messages_failure_fits_status" CHECK (("scheduled_messages"."failure" is not null) = ("scheduled_messages"."status" = 'failed')),
	CONSTRAINT "scheduled_messages_message_id_fits_status" CHECK (("scheduled_messages"."message_id" is not null) = ("scheduled_messages"."status" = 'sent'))
);
--> statement-breakpoint
CREATE TABLE "thread_drafts" (
	"conversation_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"content" text NOT NULL,
	"reply_to_seq" integer,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "thread_drafts_conversation_id_user_id_pk" PRIMARY KEY("conversation_id","user_id"),
	CONSTRAINT "thread_drafts_say_something" CHECK ("thread_drafts"."content" <> '')
);
--> statement-breakpoint
ALTER TABLE "conversation_members" ADD COLUMN "marked_unread" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "conversation_members" ADD COLUMN "muted_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "conversation_members" ADD COLUMN "pinned_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attachment_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reaction_count" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_owner_id_users_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_saved_reply_id_saved_replies_saved_reply_id_fk" FOREIGN KEY ("saved_reply_id") REFERENCES "public"."saved_replies"("saved_reply_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media" ADD CONSTRAINT "media_scheduled_message_id_scheduled_messages_scheduled_message_id_fk" FOREIGN KEY ("scheduled_message_id") REFERENCES "public"."scheduled_messages"("scheduled_message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_uploads" ADD CONSTRAINT "media_uploads_owner_id_users_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media_uploads" ADD CONSTRAINT "media_uploads_media_id_media_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."media"("media_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_reactions" ADD CONSTRAINT "message_reactions_user_id_users_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_versions" ADD CONSTRAINT "message_versions_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_replies" ADD CONSTRAINT "saved_replies_coach_id_users_user_id_fk" FOREIGN KEY ("coach_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_conversation_id_conversations_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("conversation_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_sender_id_users_user_id_fk" FOREIGN KEY ("sender_id") REFERENCES "public"."users"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD CONSTRAINT "scheduled_messages_message_id_messages_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "thread_drafts" ADD CONSTRAINT "thread_drafts_of_member" FOREIGN KEY ("conversation_id","user_id") REFERENCES "public"."conversation_members"("conversation_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_message_id_index" ON "media" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "media_saved_reply_id_index" ON "media" USING btree ("saved_reply_id");--> statement-breakpoint
CREATE INDEX "media_scheduled_message_id_index" ON "media" USING btree ("scheduled_message_id");--> statement-breakpoint
CREATE INDEX "media_owner_id_index" ON "media" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "media_blob_key_index" ON "media" USING btree ("blob_key");--> statement-breakpoint
CREATE INDEX "media_uploads_owner_id_index" ON "media_uploads" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "media_uploads_media_id_index" ON "media_uploads" USING btree ("media_id");--> statement-breakpoint
CREATE INDEX "message_reactions_user_id_index" ON "message_reactions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "message_versions_message_id_index" ON "message_versions" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_send_at_index" ON "scheduled_messages" USING btree ("send_at") WHERE "scheduled_messages"."status" = 'scheduled';--> statement-breakpoint
CREATE INDEX "scheduled_messages_conversation_id_index" ON "scheduled_messages" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "scheduled_messages_message_id_index" ON "scheduled_messages" USING btree ("message_id");