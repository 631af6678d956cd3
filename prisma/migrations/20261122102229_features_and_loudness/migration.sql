-- AlterTable
ALTER TABLE "announcements" ADD COLUMN     "level" TEXT NOT NULL DEFAULT 'INFO';

-- CreateTable
CREATE TABLE "feature_switches" (
    "feature" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "updated_by" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feature_switches_pkey" PRIMARY KEY ("feature")
);

-- CreateIndex
CREATE INDEX "audit_entries_subject_idx" ON "audit_entries"("subject", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_actor_id_idx" ON "audit_entries"("actor_id", "id" DESC);

ALTER TABLE announcements ADD CONSTRAINT announcements_level_check CHECK (level IN ('INFO', 'NOTICE', 'URGENT'));
ALTER TABLE feature_switches ADD CONSTRAINT feature_switches_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES users (id);
-- The record of what staff did cannot be emptied either.
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
