CREATE TABLE "media_pieces" (
	"upload_id" uuid NOT NULL,
	"start" bigint NOT NULL,
	"bytes" integer NOT NULL,
	"blob_key" uuid NOT NULL,
	CONSTRAINT "media_pieces_upload_id_start_pk" PRIMARY KEY("upload_id","start"),
	CONSTRAINT "media_pieces_start_range" CHECK ("media_pieces"."start" >= 0),
	CONSTRAINT "media_pieces_bytes_positive" CHECK ("media_pieces"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "search_blocks" (
	"conversation_id" integer NOT NULL,
	"block" integer NOT NULL,
	"first_message_id" integer NOT NULL,
	"last_message_id" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "search_blocks_conversation_id_block_pk" PRIMARY KEY("conversation_id","block"),
	CONSTRAINT "search_blocks_in_order" CHECK ("search_blocks"."first_message_id" <= "search_blocks"."last_message_id")
);
--> statement-breakpoint
CREATE TABLE "search_progress" (
	"conversation_id" integer PRIMARY KEY NOT NULL,
	"indexed_rev" integer DEFAULT 0 NOT NULL,
	"indexed_seq" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "search_progress_indexed_seq_range" CHECK ("search_progress"."indexed_seq" >= 0),
	CONSTRAINT "search_progress_rev_covers_seq" CHECK ("search_progress"."indexed_rev" >= "search_progress"."indexed_seq")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"conversation_id" integer NOT NULL,
	"word" text collate "C" NOT NULL,
	"block" integer NOT NULL,
	"message_ids" integer[] NOT NULL,
	CONSTRAINT "search_words_conversation_id_word_block_pk" PRIMARY KEY("conversation_id","word","block")
);
--> statement-breakpoint
ALTER TABLE "media_uploads" ADD COLUMN "poster_key" uuid;--> statement-breakpoint
ALTER TABLE "scheduled_messages" ADD COLUMN "request_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "media_pieces" ADD CONSTRAINT "media_pieces_upload_id_media_uploads_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."media_uploads"("upload_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_progress" ADD CONSTRAINT "search_progress_conversation_id_conversations_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("conversation_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_unheld_index" ON "media" USING btree ("created_at") WHERE num_nonnulls("media"."message_id", "media"."saved_reply_id", "media"."scheduled_message_id") = 0;