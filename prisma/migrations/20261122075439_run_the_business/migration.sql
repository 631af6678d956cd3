-- CreateEnum
CREATE TYPE "MediaPurpose" AS ENUM ('LISTING', 'PROFILE', 'REVIEW', 'MESSAGE', 'DOCUMENT');

-- CreateEnum
CREATE TYPE "MediaStatus" AS ENUM ('AWAITING', 'PROCESSING', 'READY', 'REFUSED');

-- CreateEnum
CREATE TYPE "ThreadSubject" AS ENUM ('EXPERIENCE', 'PRODUCT', 'BOOKING', 'ORDER');

-- CreateEnum
CREATE TYPE "ReportedKind" AS ENUM ('EXPERIENCE', 'PRODUCT', 'REVIEW', 'QUESTION', 'MESSAGE', 'PROFILE');

-- CreateEnum
CREATE TYPE "ReportReason" AS ENUM ('SPAM', 'OFFENSIVE', 'FRAUD', 'UNSAFE', 'PRIVACY', 'OTHER');

-- CreateEnum
CREATE TYPE "DecisionAction" AS ENUM ('KEEP', 'HIDE', 'WARN', 'SUSPEND');

-- CreateEnum
CREATE TYPE "AppealStatus" AS ENUM ('NONE', 'OPEN', 'UPHELD', 'OVERTURNED');

-- CreateEnum
CREATE TYPE "PartnerKind" AS ENUM ('HOST', 'SELLER');

-- CreateEnum
CREATE TYPE "ApplicationStatus" AS ENUM ('DRAFT', 'SUBMITTED', 'MORE_NEEDED', 'APPROVED', 'REFUSED');

-- CreateEnum
CREATE TYPE "TeamRole" AS ENUM ('MANAGER', 'HELPER');

-- CreateEnum
CREATE TYPE "ListingKind" AS ENUM ('EXPERIENCE', 'PRODUCT');

-- CreateEnum
CREATE TYPE "WaitStatus" AS ENUM ('WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'EXPIRED');

-- CreateEnum
CREATE TYPE "SlotOfferStatus" AS ENUM ('OPEN', 'KEPT', 'MOVED', 'REFUNDED', 'LAPSED');

-- CreateEnum
CREATE TYPE "StaffRefundStatus" AS ENUM ('WAITING', 'DONE', 'REFUSED');

-- AlterTable
ALTER TABLE "bookings" ADD COLUMN     "no_show_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "proved_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "host_profiles" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "experiences" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "image_alts" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "seller_profiles" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "paused_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "products" ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "image_alts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "low_stock_at" INTEGER;

-- CreateTable
CREATE TABLE "daily_figures" (
    "payee_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "sales" INTEGER NOT NULL DEFAULT 0,
    "units" INTEGER NOT NULL DEFAULT 0,
    "sales_cents" BIGINT NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "refunded_cents" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "daily_figures_pkey" PRIMARY KEY ("payee_id","day","listing_id")
);

-- CreateTable
CREATE TABLE "counted_events" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "counted_events_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "media" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "purpose" "MediaPurpose" NOT NULL,
    "status" "MediaStatus" NOT NULL,
    "content_hash" TEXT,
    "content_type" TEXT,
    "bytes" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "blur" TEXT,
    "sizes" JSONB NOT NULL,
    "original_key" TEXT,
    "refused_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "attached_at" TIMESTAMPTZ(3),

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "threads" (
    "id" UUID NOT NULL,
    "subject_kind" "ThreadSubject" NOT NULL,
    "subject_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "payee_id" UUID NOT NULL,
    "payee_user_id" UUID NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "buyer_read_seq" INTEGER NOT NULL DEFAULT 0,
    "payee_read_seq" INTEGER NOT NULL DEFAULT 0,
    "buyer_unread" INTEGER NOT NULL DEFAULT 0,
    "payee_unread" INTEGER NOT NULL DEFAULT 0,
    "last_message_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "from_buyer" BOOLEAN NOT NULL,
    "sender_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "images" TEXT[],
    "hidden_at" TIMESTAMPTZ(3),
    "told_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_blocks" (
    "blocker_id" UUID NOT NULL,
    "blocked_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_blocks_pkey" PRIMARY KEY ("blocker_id","blocked_id")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "content_kind" "ReportedKind" NOT NULL,
    "content_id" UUID NOT NULL,
    "reported_user_id" UUID,
    "reporter_id" UUID NOT NULL,
    "reason" "ReportReason" NOT NULL,
    "note" TEXT NOT NULL,
    "snapshot" JSONB NOT NULL DEFAULT '{}',
    "decision_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "content_kind" "ReportedKind" NOT NULL,
    "content_id" UUID NOT NULL,
    "reported_user_id" UUID,
    "action" "DecisionAction" NOT NULL,
    "reason" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "decided_by" UUID NOT NULL,
    "appeal" "AppealStatus" NOT NULL DEFAULT 'NONE',
    "appeal_text" TEXT,
    "appealed_at" TIMESTAMPTZ(3),
    "appeal_answer" TEXT,
    "appeal_decided_by" UUID,
    "appeal_decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "applications" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "PartnerKind" NOT NULL,
    "status" "ApplicationStatus" NOT NULL,
    "answers" JSONB NOT NULL,
    "documents" TEXT[],
    "staff_note" TEXT,
    "reviewed_by" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_members" (
    "id" UUID NOT NULL,
    "partner_kind" "PartnerKind" NOT NULL,
    "partner_id" UUID NOT NULL,
    "role" "TeamRole" NOT NULL,
    "email" TEXT NOT NULL,
    "user_id" UUID,
    "invite_hash" TEXT,
    "invited_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" UUID NOT NULL,
    "listing_kind" "ListingKind" NOT NULL,
    "listing_id" UUID NOT NULL,
    "payee_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "booking_id" UUID,
    "order_line_id" UUID,
    "rating" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "images" TEXT[],
    "language" TEXT NOT NULL DEFAULT 'es',
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "helpful_count" INTEGER NOT NULL DEFAULT 0,
    "hidden_at" TIMESTAMPTZ(3),
    "editable_until" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_votes" (
    "review_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_votes_pkey" PRIMARY KEY ("review_id","user_id")
);

-- CreateTable
CREATE TABLE "questions" (
    "id" UUID NOT NULL,
    "listing_kind" "ListingKind" NOT NULL,
    "listing_id" UUID NOT NULL,
    "payee_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" UUID,
    "hidden_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "questions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_rules" (
    "id" UUID NOT NULL,
    "experience_id" UUID NOT NULL,
    "rrule" TEXT,
    "dates" TEXT[],
    "start_times" TEXT[],
    "duration_minutes" INTEGER NOT NULL,
    "capacity" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "exceptions" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_slots" (
    "rule_id" UUID NOT NULL,
    "day" VARCHAR(10) NOT NULL,
    "start_time" VARCHAR(5) NOT NULL,
    "slot_id" UUID NOT NULL,

    CONSTRAINT "rule_slots_pkey" PRIMARY KEY ("rule_id","day","start_time")
);

-- CreateTable
CREATE TABLE "slot_announcements" (
    "id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "guests" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slot_announcements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot_offers" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "old_starts_at" TIMESTAMPTZ(3) NOT NULL,
    "new_starts_at" TIMESTAMPTZ(3),
    "message" TEXT NOT NULL,
    "status" "SlotOfferStatus" NOT NULL DEFAULT 'OPEN',
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slot_offers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waitlist_entries" (
    "id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "party" JSONB NOT NULL,
    "seats" INTEGER NOT NULL,
    "status" "WaitStatus" NOT NULL DEFAULT 'WAITING',
    "booking_id" UUID,
    "offered_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waitlist_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feeds" (
    "host_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("host_id")
);

-- CreateTable
CREATE TABLE "staff_refunds" (
    "id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "bearer" TEXT NOT NULL DEFAULT 'PLATFORM',
    "status" "StaffRefundStatus" NOT NULL,
    "requested_by" UUID NOT NULL,
    "decided_by" UUID,
    "refund_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcements" (
    "id" UUID NOT NULL,
    "text" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "announcements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_tasks" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,

    CONSTRAINT "staff_tasks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "counted_events_at_idx" ON "counted_events"("at");

-- CreateIndex
CREATE UNIQUE INDEX "media_content_hash_key" ON "media"("content_hash");

-- CreateIndex
CREATE INDEX "media_owner_id_created_at_idx" ON "media"("owner_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "threads_buyer_id_last_message_at_idx" ON "threads"("buyer_id", "last_message_at" DESC);

-- CreateIndex
CREATE INDEX "threads_payee_id_last_message_at_idx" ON "threads"("payee_id", "last_message_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "threads_subject_buyer_key" ON "threads"("subject_kind", "subject_id", "buyer_id");

-- CreateIndex
CREATE INDEX "messages_sender_id_created_at_idx" ON "messages"("sender_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "messages_thread_id_seq_key" ON "messages"("thread_id", "seq");

-- CreateIndex
CREATE INDEX "reports_content_idx" ON "reports"("content_kind", "content_id");

-- CreateIndex
CREATE INDEX "reports_reported_user_id_idx" ON "reports"("reported_user_id");

-- CreateIndex
CREATE INDEX "decisions_content_idx" ON "decisions"("content_kind", "content_id");

-- CreateIndex
CREATE INDEX "decisions_reported_user_id_created_at_idx" ON "decisions"("reported_user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "applications_user_id_idx" ON "applications"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_members_invite_hash_key" ON "team_members"("invite_hash");

-- CreateIndex
CREATE INDEX "team_members_partner_id_idx" ON "team_members"("partner_id");

-- CreateIndex
CREATE INDEX "team_members_user_id_idx" ON "team_members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_booking_id_key" ON "reviews"("booking_id");

-- CreateIndex
CREATE UNIQUE INDEX "reviews_order_line_id_key" ON "reviews"("order_line_id");

-- CreateIndex
CREATE INDEX "reviews_listing_id_created_at_idx" ON "reviews"("listing_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "reviews_user_id_created_at_idx" ON "reviews"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "reviews_payee_id_created_at_idx" ON "reviews"("payee_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "questions_listing_id_created_at_idx" ON "questions"("listing_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "questions_user_id_created_at_idx" ON "questions"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "questions_payee_id_created_at_idx" ON "questions"("payee_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "schedule_rules_experience_id_idx" ON "schedule_rules"("experience_id");

-- CreateIndex
CREATE INDEX "rule_slots_slot_id_idx" ON "rule_slots"("slot_id");

-- CreateIndex
CREATE INDEX "slot_announcements_slot_id_created_at_idx" ON "slot_announcements"("slot_id", "created_at");

-- CreateIndex
CREATE INDEX "slot_offers_slot_id_idx" ON "slot_offers"("slot_id");

-- CreateIndex
CREATE INDEX "waitlist_entries_slot_id_created_at_idx" ON "waitlist_entries"("slot_id", "created_at");

-- CreateIndex
CREATE INDEX "waitlist_entries_user_id_idx" ON "waitlist_entries"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feeds_token_hash_key" ON "calendar_feeds"("token_hash");

-- CreateIndex
CREATE INDEX "staff_refunds_status_created_at_idx" ON "staff_refunds"("status", "created_at");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "threads"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decisions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_votes" ADD CONSTRAINT "review_votes_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "reviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Media
ALTER TABLE media ADD CONSTRAINT media_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users (id);
ALTER TABLE media ADD CONSTRAINT media_ready_check CHECK (status <> 'READY' OR purpose = 'DOCUMENT' OR content_hash IS NOT NULL);
CREATE INDEX media_loose_partial_idx ON media (created_at) WHERE attached_at IS NULL;

-- Reviews
ALTER TABLE reviews ADD CONSTRAINT reviews_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE reviews ADD CONSTRAINT reviews_rating_check CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE reviews ADD CONSTRAINT reviews_of_one_thing_check CHECK ((booking_id IS NULL) <> (order_line_id IS NULL));
ALTER TABLE reviews ADD CONSTRAINT reviews_helpful_check CHECK (helpful_count >= 0);
ALTER TABLE review_votes ADD CONSTRAINT review_votes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE questions ADD CONSTRAINT questions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);

-- Messages
ALTER TABLE threads ADD CONSTRAINT threads_buyer_id_fkey FOREIGN KEY (buyer_id) REFERENCES users (id);
ALTER TABLE threads ADD CONSTRAINT threads_payee_user_id_fkey FOREIGN KEY (payee_user_id) REFERENCES users (id);
ALTER TABLE threads ADD CONSTRAINT threads_two_people_check CHECK (buyer_id <> payee_user_id);
ALTER TABLE threads ADD CONSTRAINT threads_unread_check CHECK (buyer_unread >= 0 AND payee_unread >= 0 AND buyer_read_seq <= last_seq AND payee_read_seq <= last_seq);
CREATE INDEX threads_buyer_unread_partial_idx ON threads (buyer_id) WHERE buyer_unread > 0;
CREATE INDEX threads_payee_unread_partial_idx ON threads (payee_id) WHERE payee_unread > 0;
ALTER TABLE messages ADD CONSTRAINT messages_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES users (id);
ALTER TABLE user_blocks ADD CONSTRAINT user_blocks_blocker_id_fkey FOREIGN KEY (blocker_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE user_blocks ADD CONSTRAINT user_blocks_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES users (id) ON DELETE CASCADE;

-- Moderation
ALTER TABLE reports ADD CONSTRAINT reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES users (id);
CREATE UNIQUE INDEX reports_one_per_person_idx ON reports (content_kind, content_id, reporter_id) WHERE decision_id IS NULL;
CREATE INDEX reports_open_partial_idx ON reports (created_at) WHERE decision_id IS NULL;
ALTER TABLE decisions ADD CONSTRAINT decisions_until_check CHECK (until IS NULL OR action = 'SUSPEND');
ALTER TABLE decisions ADD CONSTRAINT decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users (id);
ALTER TABLE decisions ADD CONSTRAINT decisions_appeal_two_people_check CHECK (appeal_decided_by IS NULL OR appeal_decided_by <> decided_by);
ALTER TABLE decisions ADD CONSTRAINT decisions_appeal_check CHECK (
  (appeal = 'NONE') = (appealed_at IS NULL) AND (appeal IN ('UPHELD', 'OVERTURNED')) = (appeal_decided_at IS NOT NULL) AND (appeal = 'NONE' OR action <> 'KEEP'));
CREATE INDEX decisions_open_appeals_partial_idx ON decisions (appealed_at) WHERE appeal = 'OPEN';

-- Hosts and sellers
ALTER TABLE applications ADD CONSTRAINT applications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
CREATE UNIQUE INDEX applications_one_open_idx ON applications (user_id, kind) WHERE status IN ('DRAFT', 'SUBMITTED', 'MORE_NEEDED');
ALTER TABLE team_members ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
CREATE UNIQUE INDEX team_members_one_per_address_idx ON team_members (partner_id, email) WHERE removed_at IS NULL;
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_experience_id_fkey FOREIGN KEY (experience_id) REFERENCES experiences (id);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_capacity_check CHECK (capacity BETWEEN 1 AND 500);
ALTER TABLE schedule_rules ADD CONSTRAINT schedule_rules_some_day_check CHECK (rrule IS NOT NULL OR cardinality(dates) > 0);
ALTER TABLE rule_slots ADD CONSTRAINT rule_slots_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES schedule_rules (id);
ALTER TABLE rule_slots ADD CONSTRAINT rule_slots_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slots (id) ON DELETE CASCADE;
ALTER TABLE slot_announcements ADD CONSTRAINT slot_announcements_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slots (id);
ALTER TABLE slot_announcements ADD CONSTRAINT slot_announcements_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE calendar_feeds ADD CONSTRAINT calendar_feeds_host_id_fkey FOREIGN KEY (host_id) REFERENCES host_profiles (id);
ALTER TABLE slot_offers ADD CONSTRAINT slot_offers_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings (id);
CREATE INDEX slot_offers_open_partial_idx ON slot_offers (answer_by) WHERE status = 'OPEN';
CREATE UNIQUE INDEX slot_offers_one_open_idx ON slot_offers (booking_id) WHERE status = 'OPEN';
ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slots (id) ON DELETE CASCADE;
ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE waitlist_entries ADD CONSTRAINT waitlist_entries_seats_check CHECK (seats >= 1);
CREATE UNIQUE INDEX waitlist_entries_one_live_idx ON waitlist_entries (slot_id, user_id) WHERE status IN ('WAITING', 'OFFERED');

-- Staff
ALTER TABLE staff_refunds ADD CONSTRAINT staff_refunds_two_people_check CHECK (decided_by IS NULL OR decided_by <> requested_by);
ALTER TABLE staff_refunds ADD CONSTRAINT staff_refunds_bearer_check CHECK (bearer IN ('PLATFORM', 'PARTNER'));
ALTER TABLE staff_refunds ADD CONSTRAINT staff_refunds_amount_check CHECK (amount_cents > 0);
CREATE UNIQUE INDEX staff_tasks_one_open_idx ON staff_tasks (key) WHERE resolved_at IS NULL;

-- Insights: a day of a business is counted again from its rows
CREATE INDEX bookings_host_confirmed_partial_idx ON bookings (host_id, confirmed_at) WHERE confirmed_at IS NOT NULL;
CREATE INDEX orders_seller_paid_partial_idx ON orders (seller_id, paid_at) WHERE paid_at IS NOT NULL;
