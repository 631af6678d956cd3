-- AlterTable
ALTER TABLE "slots" ADD COLUMN     "is_private" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "link_hash" TEXT,
ADD COLUMN     "link_made_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE UNIQUE INDEX "slots_link_hash_key" ON "slots"("link_hash");

-- A link opens nothing that everybody sees anyway.
ALTER TABLE "slots" ADD CONSTRAINT "slots_link_only_private" CHECK ("link_hash" IS NULL OR "is_private") NOT VALID;
ALTER TABLE "slots" VALIDATE CONSTRAINT "slots_link_only_private";
