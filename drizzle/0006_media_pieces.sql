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
ALTER TABLE "media_uploads" ADD COLUMN "poster_key" uuid;--> statement-breakpoint
ALTER TABLE "media_pieces" ADD CONSTRAINT "media_pieces_upload_id_media_uploads_upload_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."media_uploads"("upload_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_unheld_index" ON "media" USING btree ("created_at") WHERE num_nonnulls("media"."message_id", "media"."saved_reply_id", "media"."scheduled_message_id") = 0;