-- The clock of every rule about time. Tests replace it to travel; production never does.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT now() $$;

-- Accent-insensitive search. unaccent() is only STABLE because its dictionary could change; naming the dictionary makes it fit for generated columns.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE FUNCTION plain_text(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, lower(value)) $$;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "SlotState" AS ENUM ('OPEN', 'CLOSED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "BookingStatus" AS ENUM ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'CONFIRMED', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "BookingCancellationReason" AS ENUM ('BY_GUEST', 'BY_HOST', 'HOLD_EXPIRED', 'BY_ADMIN');

-- CreateEnum
CREATE TYPE "ExperienceCategory" AS ENUM ('TOUR', 'TALLER', 'DEGUSTACION', 'CLASE', 'VISITA');

-- CreateEnum
CREATE TYPE "ListingStatus" AS ENUM ('DRAFT', 'ACTIVE', 'PAUSED');

-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('NEW', 'SUBMITTING', 'UNKNOWN', 'REQUIRES_PAYMENT_METHOD', 'REQUIRES_ACTION', 'PROCESSING', 'SUCCEEDED', 'CANCELED');

-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('REQUESTED', 'APPROVED', 'SUBMITTING', 'PENDING', 'SUCCEEDED', 'FAILED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "WebhookEventStatus" AS ENUM ('RECEIVED', 'DONE', 'IGNORED', 'FAILED');

-- CreateTable
CREATE TABLE "slots" (
    "id" UUID NOT NULL,
    "experience_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "bookable_until" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "state" "SlotState" NOT NULL DEFAULT 'OPEN',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "slots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bookings" (
    "id" UUID NOT NULL,
    "code" VARCHAR(12) NOT NULL,
    "user_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "experience_id" UUID NOT NULL,
    "host_id" UUID NOT NULL,
    "status" "BookingStatus" NOT NULL,
    "seats" INTEGER NOT NULL,
    "total_cents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "party" JSONB NOT NULL,
    "cancellation_policy" JSONB NOT NULL,
    "commission_bps" INTEGER NOT NULL,
    "special_requests" TEXT,
    "hold_expires_at" TIMESTAMPTZ(3),
    "releasing_since" TIMESTAMPTZ(3),
    "releasing_reason" "BookingCancellationReason",
    "cancel_reason" "BookingCancellationReason",
    "cancel_note" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "confirmed_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bookings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "seat_number" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "label" JSONB NOT NULL,
    "code" VARCHAR(16) NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "admitted_at" TIMESTAMPTZ(3),
    "admitted_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot_refusals" (
    "id" BIGSERIAL NOT NULL,
    "slot_id" UUID NOT NULL,
    "taken" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "capacity" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slot_refusals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "host_profiles" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bio" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "region" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "host_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiences" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "host_id" UUID NOT NULL,
    "category" "ExperienceCategory" NOT NULL,
    "region" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "languages" TEXT[],
    "meeting_lat" DOUBLE PRECISION NOT NULL,
    "meeting_lng" DOUBLE PRECISION NOT NULL,
    "meeting_address" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'America/Mexico_City',
    "min_age" INTEGER,
    "min_party" INTEGER NOT NULL DEFAULT 1,
    "max_party" INTEGER NOT NULL DEFAULT 10,
    "cutoff_minutes" INTEGER NOT NULL DEFAULT 120,
    "cancellation_policy" JSONB NOT NULL,
    "includes" TEXT[],
    "bring" TEXT[],
    "accessibility" TEXT NOT NULL,
    "images" TEXT[],
    "status" "ListingStatus" NOT NULL DEFAULT 'DRAFT',
    "price_from_cents" INTEGER NOT NULL,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_types" (
    "experience_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "price_cents" INTEGER NOT NULL,
    "min_age" INTEGER,
    "max_age" INTEGER,
    "sort" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ticket_types_pkey" PRIMARY KEY ("experience_id","type")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'user',
    "banned" BOOLEAN NOT NULL DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(3),
    "language" TEXT NOT NULL DEFAULT 'es',
    "home_region" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "request_id" TEXT,
    "ip_address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" UUID NOT NULL,
    "payable_type" TEXT NOT NULL,
    "payable_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "PaymentStatus" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "captured_cents" INTEGER NOT NULL DEFAULT 0,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "intent_id" TEXT,
    "client_secret" TEXT,
    "livemode" BOOLEAN NOT NULL DEFAULT false,
    "last_error_code" TEXT,
    "abandoned_at" TIMESTAMPTZ(3),
    "succeeded_at" TIMESTAMPTZ(3),
    "canceled_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "reason_key" TEXT NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "status" "RefundStatus" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "provider_refund_id" TEXT,
    "failure_reason" TEXT,
    "requested_by" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_events" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT,
    "payload" JSONB NOT NULL,
    "status" "WebhookEventStatus" NOT NULL DEFAULT 'RECEIVED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "provider_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "findings" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,

    CONSTRAINT "findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "regions" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "principal_town" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "color_primary" TEXT NOT NULL,
    "color_secondary" TEXT NOT NULL,
    "main_towns" TEXT[],
    "sort" INTEGER NOT NULL,

    CONSTRAINT "regions_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "venues" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "precision" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "capacity" INTEGER,
    "indoor" BOOLEAN NOT NULL,
    "description" TEXT NOT NULL,
    "accessibility" TEXT NOT NULL,
    "translations" JSONB NOT NULL,

    CONSTRAINT "venues_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "user_id" UUID NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "content_type" TEXT,
    "locked_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "sent_mails" (
    "key" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sent_mails_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "slots_experience_id_starts_at_key" ON "slots"("experience_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "bookings_code_key" ON "bookings"("code");

-- CreateIndex
CREATE INDEX "bookings_user_id_created_at_idx" ON "bookings"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "bookings_slot_id_idx" ON "bookings"("slot_id");

-- CreateIndex
CREATE INDEX "bookings_host_id_created_at_idx" ON "bookings"("host_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "tickets_code_key" ON "tickets"("code");

-- CreateIndex
CREATE INDEX "tickets_booking_id_idx" ON "tickets"("booking_id");

-- CreateIndex
CREATE UNIQUE INDEX "host_profiles_user_id_key" ON "host_profiles"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "host_profiles_slug_key" ON "host_profiles"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "experiences_slug_key" ON "experiences"("slug");

-- CreateIndex
CREATE INDEX "experiences_host_id_idx" ON "experiences"("host_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "audit_entries_created_at_idx" ON "audit_entries"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "notifications_user_id_id_idx" ON "notifications"("user_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_user_id_dedupe_key_key" ON "notifications"("user_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "payments_intent_id_key" ON "payments"("intent_id");

-- CreateIndex
CREATE INDEX "payments_payable_idx" ON "payments"("payable_type", "payable_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_provider_refund_id_key" ON "refunds"("provider_refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_payment_id_reason_key_key" ON "refunds"("payment_id", "reason_key");

-- CreateIndex
CREATE INDEX "webhook_events_object_id_idx" ON "webhook_events"("object_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slots"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "bookings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiences" ADD CONSTRAINT "experiences_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "host_profiles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_experience_id_fkey" FOREIGN KEY ("experience_id") REFERENCES "experiences"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say ------------------------------------------------------------------------------------

-- Foreign keys across modules: as relations they would let one module read another's tables through the client.
ALTER TABLE host_profiles ADD CONSTRAINT host_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE experiences ADD CONSTRAINT experiences_region_fkey FOREIGN KEY (region) REFERENCES regions (slug);
ALTER TABLE slots ADD CONSTRAINT slots_experience_id_fkey FOREIGN KEY (experience_id) REFERENCES experiences (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_experience_id_fkey FOREIGN KEY (experience_id) REFERENCES experiences (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_host_id_fkey FOREIGN KEY (host_id) REFERENCES host_profiles (id);
ALTER TABLE payments ADD CONSTRAINT payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE notifications ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;

-- People
ALTER TABLE users ADD CONSTRAINT users_role_check CHECK (role IN ('user', 'moderator', 'admin'));
ALTER TABLE users ADD CONSTRAINT users_language_check CHECK (language IN ('es', 'en'));
ALTER TABLE users ADD CONSTRAINT users_email_lower_check CHECK (email = lower(email));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Experiences
ALTER TABLE experiences ADD CONSTRAINT experiences_party_check CHECK (min_party >= 1 AND max_party >= min_party);
ALTER TABLE experiences ADD CONSTRAINT experiences_price_from_check CHECK (price_from_cents >= 0);
ALTER TABLE experiences ADD CONSTRAINT experiences_rating_check CHECK (rating_count >= 0 AND rating_sum BETWEEN rating_count AND rating_count * 5);
ALTER TABLE experiences ADD CONSTRAINT experiences_cutoff_check CHECK (cutoff_minutes >= 0);
ALTER TABLE ticket_types ADD CONSTRAINT ticket_types_price_check CHECK (price_cents >= 0);
ALTER TABLE ticket_types ADD CONSTRAINT ticket_types_age_check CHECK (min_age IS NULL OR max_age IS NULL OR max_age >= min_age);
ALTER TABLE experiences ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('spanish', plain_text(title)), 'A')
  || setweight(to_tsvector('english', plain_text(coalesce(translations -> 'en' ->> 'title', ''))), 'A')
  || setweight(to_tsvector('spanish', plain_text(description || ' ' || meeting_address)), 'B')
  || setweight(to_tsvector('english', plain_text(coalesce(translations -> 'en' ->> 'description', ''))), 'B')
) STORED;
CREATE INDEX experiences_search_partial_idx ON experiences USING gin (search) WHERE status = 'ACTIVE';
CREATE INDEX experiences_active_price_idx ON experiences (price_from_cents, id) WHERE status = 'ACTIVE';
CREATE INDEX experiences_active_region_idx ON experiences (region, category, id) WHERE status = 'ACTIVE';
CREATE INDEX experiences_active_rating_idx ON experiences (rating_count DESC, id) WHERE status = 'ACTIVE';

-- Slots: one hot row takes many updates; room on its page keeps them off the indexes (HOT updates).
ALTER TABLE slots SET (fillfactor = 40);
ALTER TABLE slots ADD CONSTRAINT slots_taken_check CHECK (taken >= 0 AND taken <= capacity);
ALTER TABLE slots ADD CONSTRAINT slots_capacity_check CHECK (capacity >= 1);
ALTER TABLE slots ADD CONSTRAINT slots_times_check CHECK (ends_at > starts_at AND bookable_until <= starts_at);
CREATE INDEX slots_open_starts_at_idx ON slots (starts_at, experience_id) WHERE state = 'OPEN';
CREATE INDEX slots_open_experience_bookable_idx ON slots (experience_id, bookable_until) INCLUDE (starts_at) WHERE state = 'OPEN';

-- Bookings
ALTER TABLE bookings ADD CONSTRAINT bookings_seats_check CHECK (seats >= 1);
ALTER TABLE bookings ADD CONSTRAINT bookings_total_check CHECK (total_cents >= 0);
ALTER TABLE bookings ADD CONSTRAINT bookings_commission_check CHECK (commission_bps BETWEEN 0 AND 10000);
ALTER TABLE bookings ADD CONSTRAINT bookings_cancelled_check CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL) AND (status = 'CANCELLED') = (cancelled_at IS NOT NULL));
ALTER TABLE bookings ADD CONSTRAINT bookings_held_check CHECK (status NOT IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') OR hold_expires_at IS NOT NULL);
ALTER TABLE bookings ADD CONSTRAINT bookings_confirmed_check CHECK (status NOT IN ('CONFIRMED', 'COMPLETED') OR (confirmed_at IS NOT NULL AND hold_expires_at IS NULL AND releasing_since IS NULL));
CREATE INDEX bookings_hold_expires_at_partial_idx ON bookings (hold_expires_at) WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED');
CREATE UNIQUE INDEX bookings_one_live_hold_idx ON bookings (user_id, slot_id) WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED');
CREATE INDEX bookings_confirmed_partial_idx ON bookings (slot_id) WHERE status = 'CONFIRMED';
CREATE UNIQUE INDEX tickets_one_per_seat_idx ON tickets (booking_id, seat_number) WHERE voided_at IS NULL;
ALTER TABLE slot_refusals SET UNLOGGED;

-- Payments
ALTER TABLE payments ADD CONSTRAINT payments_amount_check CHECK (amount_cents > 0);
ALTER TABLE payments ADD CONSTRAINT payments_refunded_check CHECK (refunded_cents >= 0 AND refunded_cents <= captured_cents);
ALTER TABLE payments ADD CONSTRAINT payments_succeeded_check CHECK ((status = 'SUCCEEDED') = (succeeded_at IS NOT NULL));
CREATE UNIQUE INDEX payments_one_active_idx ON payments (payable_type, payable_id) WHERE status NOT IN ('SUCCEEDED', 'CANCELED');
CREATE INDEX payments_in_doubt_partial_idx ON payments (updated_at) WHERE status NOT IN ('SUCCEEDED', 'CANCELED');
ALTER TABLE refunds ADD CONSTRAINT refunds_amount_check CHECK (amount_cents > 0);
CREATE INDEX refunds_open_partial_idx ON refunds (updated_at) WHERE status NOT IN ('SUCCEEDED', 'FAILED');
CREATE INDEX webhook_events_open_partial_idx ON webhook_events (received_at) WHERE status IN ('RECEIVED', 'FAILED');
CREATE UNIQUE INDEX findings_one_open_idx ON findings (key) WHERE resolved_at IS NULL;

-- Notifications
CREATE INDEX notifications_unread_partial_idx ON notifications (user_id) WHERE read_at IS NULL;
