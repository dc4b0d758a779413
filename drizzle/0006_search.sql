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
ALTER TABLE "search_progress" ADD CONSTRAINT "search_progress_conversation_id_conversations_conversation_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("conversation_id") ON DELETE cascade ON UPDATE no action;