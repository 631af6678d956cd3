-- CreateTable
CREATE TABLE "guarantee_checks" (
    "name" TEXT NOT NULL,
    "violations" INTEGER NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "guarantee_checks_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "findings_key_idx" ON "findings"("key");
