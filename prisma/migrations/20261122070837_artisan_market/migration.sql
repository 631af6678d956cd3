-- CreateEnum
CREATE TYPE "CheckoutStatus" AS ENUM ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'PAID', 'CANCELLED');

-- CreateEnum
CREATE TYPE "CheckoutCancellationReason" AS ENUM ('BY_BUYER', 'HOLD_EXPIRED', 'BY_ADMIN');

-- CreateEnum
CREATE TYPE "DiscountKind" AS ENUM ('PERCENT', 'AMOUNT');

-- CreateEnum
CREATE TYPE "ShippingZone" AS ENUM ('STATES', 'MEXICO', 'ABROAD');

-- CreateEnum
CREATE TYPE "PickupKind" AS ENUM ('WORKSHOP', 'STALL');

-- CreateEnum
CREATE TYPE "LedgerAccountKind" AS ENUM ('PROVIDER_CLEARING', 'SELLER_PAYABLE', 'COMMISSION', 'PLATFORM_DISCOUNTS', 'PROVIDER_FEES', 'REFUNDS_PAYABLE', 'TRANSFERS_IN_FLIGHT', 'UNALLOCATED');

-- CreateEnum
CREATE TYPE "CommissionKind" AS ENUM ('BOOKING', 'PRODUCT');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED', 'PAID', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED');

-- CreateEnum
CREATE TYPE "OrderCancellationReason" AS ENUM ('BY_BUYER', 'BY_SELLER', 'HOLD_EXPIRED', 'NOT_ACCEPTED', 'BY_ADMIN');

-- CreateEnum
CREATE TYPE "DeliveryKind" AS ENUM ('SHIPPING', 'PICKUP');

-- CreateEnum
CREATE TYPE "OrderReturnStatus" AS ENUM ('REQUESTED', 'ACCEPTED', 'REFUSED', 'RECEIVED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "PayeeKind" AS ENUM ('SELLER', 'HOST');

-- CreateEnum
CREATE TYPE "TransferStatus" AS ENUM ('DUE', 'SUBMITTING', 'UNKNOWN', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "TransferReversalStatus" AS ENUM ('REQUESTED', 'SUBMITTING', 'UNKNOWN', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "ProductCategory" AS ENUM ('ARTESANIA', 'MEZCAL', 'TEXTIL', 'CERAMICA', 'JOYERIA', 'GASTRONOMIA', 'OTRO');

-- CreateEnum
CREATE TYPE "ProductStatus" AS ENUM ('DRAFT', 'ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "StockMovementKind" AS ENUM ('INITIAL', 'ORDER', 'CANCEL', 'RETURN', 'CORRECTION', 'STALL_SALE');

-- AlterTable
ALTER TABLE "bookings" ADD COLUMN     "checkout_id" UUID,
ADD COLUMN     "platform_discount_cents" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "charge_id" TEXT;

-- CreateTable
CREATE TABLE "carts" (
    "id" UUID NOT NULL,
    "user_id" UUID,
    "token_hash" TEXT,
    "discount_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_items" (
    "cart_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "seen_price_cents" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_items_pkey" PRIMARY KEY ("cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "cart_slots" (
    "cart_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "party" JSONB NOT NULL,
    "seen_total_cents" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_slots_pkey" PRIMARY KEY ("cart_id","slot_id")
);

-- CreateTable
CREATE TABLE "checkouts" (
    "id" UUID NOT NULL,
    "code" VARCHAR(12) NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "CheckoutStatus" NOT NULL,
    "total_cents" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "discount_code_id" UUID,
    "discount_cents" INTEGER NOT NULL DEFAULT 0,
    "birth_date" DATE,
    "hold_expires_at" TIMESTAMPTZ(3),
    "releasing_since" TIMESTAMPTZ(3),
    "cancel_reason" "CheckoutCancellationReason",
    "cancelled_at" TIMESTAMPTZ(3),
    "paid_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkouts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_rates" (
    "id" UUID NOT NULL,
    "seller_id" UUID NOT NULL,
    "zone" "ShippingZone" NOT NULL,
    "states" TEXT[],
    "label" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "tiers" JSONB NOT NULL,
    "free_above_cents" INTEGER,
    "min_days" INTEGER NOT NULL,
    "max_days" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "shipping_rates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pickup_points" (
    "id" UUID NOT NULL,
    "seller_id" UUID NOT NULL,
    "kind" "PickupKind" NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "opening_hours" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "open_from" DATE,
    "open_until" DATE,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "pickup_points_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discount_codes" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "seller_id" UUID,
    "kind" "DiscountKind" NOT NULL,
    "value" INTEGER NOT NULL,
    "minimum_cents" INTEGER NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "max_uses" INTEGER,
    "max_per_user" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discount_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "discount_uses" (
    "id" UUID NOT NULL,
    "code_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "checkout_id" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "discount_uses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_accounts" (
    "id" UUID NOT NULL,
    "kind" "LedgerAccountKind" NOT NULL,
    "owner_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',

    CONSTRAINT "ledger_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_sets" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payment_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" BIGSERIAL NOT NULL,
    "set_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_rates" (
    "kind" "CommissionKind" NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "bps" INTEGER NOT NULL,

    CONSTRAINT "commission_rates_pkey" PRIMARY KEY ("kind","starts_at")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "code" VARCHAR(12) NOT NULL,
    "checkout_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seller_id" UUID NOT NULL,
    "status" "OrderStatus" NOT NULL,
    "subtotal_cents" INTEGER NOT NULL,
    "discount_cents" INTEGER NOT NULL DEFAULT 0,
    "shipping_cents" INTEGER NOT NULL DEFAULT 0,
    "total_cents" INTEGER NOT NULL,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "delivery" "DeliveryKind" NOT NULL,
    "shipping_address" JSONB,
    "pickup_point" JSONB,
    "shipping_offer" JSONB,
    "return_days" INTEGER NOT NULL,
    "carrier" TEXT,
    "tracking_number" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "accept_by" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "cancel_reason" "OrderCancellationReason",
    "cancel_note" TEXT,
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_lines" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "name" JSONB NOT NULL,
    "variant_label" JSONB NOT NULL,
    "image" TEXT,
    "quantity" INTEGER NOT NULL,
    "unit_price_cents" INTEGER NOT NULL,
    "platform_discount_cents" INTEGER NOT NULL DEFAULT 0,
    "seller_discount_cents" INTEGER NOT NULL DEFAULT 0,
    "commission_bps" INTEGER NOT NULL,
    "commission_cents" INTEGER NOT NULL,
    "refunded_quantity" INTEGER NOT NULL DEFAULT 0,
    "refunded_cents" INTEGER NOT NULL DEFAULT 0,
    "restocked_quantity" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_events" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "user_id" UUID,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_returns" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "status" "OrderReturnStatus" NOT NULL,
    "lines" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "decision_note" TEXT,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_returns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connected_accounts" (
    "id" UUID NOT NULL,
    "payee_kind" "PayeeKind" NOT NULL,
    "payee_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider_account_id" TEXT,
    "details_submitted" BOOLEAN NOT NULL DEFAULT false,
    "transfers_enabled" BOOLEAN NOT NULL DEFAULT false,
    "payouts_enabled" BOOLEAN NOT NULL DEFAULT false,
    "requirements_due" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connected_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfers" (
    "id" UUID NOT NULL,
    "payee_kind" "PayeeKind" NOT NULL,
    "payee_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "payment_id" UUID,
    "status" "TransferStatus" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "source_charge_id" TEXT,
    "reversed_cents" INTEGER NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL DEFAULT 'MXN',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "provider_transfer_id" TEXT,
    "failure_reason" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer_reversals" (
    "id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "reason_key" TEXT NOT NULL,
    "status" "TransferReversalStatus" NOT NULL,
    "amount_cents" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "provider_reversal_id" TEXT,
    "failure_reason" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_reversals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_profiles" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "lat" DOUBLE PRECISION,
    "lng" DOUBLE PRECISION,
    "crafts" TEXT[],
    "founded_year" INTEGER,
    "story" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "images" TEXT[],
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "return_days" INTEGER NOT NULL DEFAULT 14,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "craft_types" (
    "slug" TEXT NOT NULL,
    "category" "ProductCategory" NOT NULL,
    "name" TEXT NOT NULL,
    "technique" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "towns" TEXT[],
    "sort" INTEGER NOT NULL,

    CONSTRAINT "craft_types_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "seller_id" UUID NOT NULL,
    "category" "ProductCategory" NOT NULL,
    "craft" TEXT,
    "town" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "materials" TEXT[],
    "technique" TEXT NOT NULL DEFAULT '',
    "care" TEXT NOT NULL DEFAULT '',
    "translations" JSONB NOT NULL,
    "dimensions" JSONB,
    "weight_grams" INTEGER NOT NULL,
    "lead_time_days" INTEGER NOT NULL DEFAULT 3,
    "made_to_order" BOOLEAN NOT NULL DEFAULT false,
    "age_restricted" BOOLEAN NOT NULL DEFAULT false,
    "images" TEXT[],
    "status" "ProductStatus" NOT NULL DEFAULT 'DRAFT',
    "price_from_cents" INTEGER NOT NULL,
    "rating_sum" INTEGER NOT NULL DEFAULT 0,
    "rating_count" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_variants" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "translations" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "price_cents" INTEGER NOT NULL,
    "weight_grams" INTEGER,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "sort" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_variants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movements" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "kind" "StockMovementKind" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "order_line_id" UUID,
    "note" TEXT,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_refusals" (
    "id" BIGSERIAL NOT NULL,
    "variant_id" UUID NOT NULL,
    "available" INTEGER NOT NULL,
    "asked" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_refusals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "carts_user_id_key" ON "carts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "carts_token_hash_key" ON "carts"("token_hash");

-- CreateIndex
CREATE INDEX "carts_updated_at_idx" ON "carts"("updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "checkouts_code_key" ON "checkouts"("code");

-- CreateIndex
CREATE INDEX "checkouts_user_id_created_at_idx" ON "checkouts"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "shipping_rates_seller_id_idx" ON "shipping_rates"("seller_id");

-- CreateIndex
CREATE INDEX "pickup_points_seller_id_idx" ON "pickup_points"("seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "discount_codes_code_key" ON "discount_codes"("code");

-- CreateIndex
CREATE UNIQUE INDEX "discount_uses_checkout_id_key" ON "discount_uses"("checkout_id");

-- CreateIndex
CREATE INDEX "discount_uses_code_id_user_id_idx" ON "discount_uses"("code_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_accounts_kind_owner_id_currency_key" ON "ledger_accounts"("kind", "owner_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_sets_key_key" ON "ledger_sets"("key");

-- CreateIndex
CREATE INDEX "ledger_sets_payment_id_idx" ON "ledger_sets"("payment_id");

-- CreateIndex
CREATE INDEX "ledger_entries_account_id_occurred_at_id_idx" ON "ledger_entries"("account_id", "occurred_at", "id");

-- CreateIndex
CREATE INDEX "ledger_entries_set_id_idx" ON "ledger_entries"("set_id");

-- CreateIndex
CREATE INDEX "ledger_entries_subject_id_idx" ON "ledger_entries"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_code_key" ON "orders"("code");

-- CreateIndex
CREATE UNIQUE INDEX "orders_checkout_id_seller_id_key" ON "orders"("checkout_id", "seller_id");

-- CreateIndex
CREATE INDEX "orders_user_id_created_at_idx" ON "orders"("user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "orders_seller_id_created_at_idx" ON "orders"("seller_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "order_lines_order_id_idx" ON "order_lines"("order_id");

-- CreateIndex
CREATE INDEX "order_lines_variant_id_idx" ON "order_lines"("variant_id");

-- CreateIndex
CREATE INDEX "order_events_order_id_created_at_idx" ON "order_events"("order_id", "created_at");

-- CreateIndex
CREATE INDEX "order_returns_order_id_idx" ON "order_returns"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "connected_accounts_provider_account_id_key" ON "connected_accounts"("provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "connected_accounts_payee_kind_payee_id_key" ON "connected_accounts"("payee_kind", "payee_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfers_provider_transfer_id_key" ON "transfers"("provider_transfer_id");

-- CreateIndex
CREATE INDEX "transfers_payee_id_created_at_idx" ON "transfers"("payee_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "transfers_subject_type_subject_id_key" ON "transfers"("subject_type", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversals_provider_reversal_id_key" ON "transfer_reversals"("provider_reversal_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversals_transfer_id_reason_key_key" ON "transfer_reversals"("transfer_id", "reason_key");

-- CreateIndex
CREATE UNIQUE INDEX "seller_profiles_user_id_key" ON "seller_profiles"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "seller_profiles_slug_key" ON "seller_profiles"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "products_slug_key" ON "products"("slug");

-- CreateIndex
CREATE INDEX "products_seller_id_idx" ON "products"("seller_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_variants_product_id_sku_key" ON "product_variants"("product_id", "sku");

-- CreateIndex
CREATE INDEX "stock_movements_variant_id_created_at_idx" ON "stock_movements"("variant_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_slots" ADD CONSTRAINT "cart_slots_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "carts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "discount_uses" ADD CONSTRAINT "discount_uses_code_id_fkey" FOREIGN KEY ("code_id") REFERENCES "discount_codes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_set_id_fkey" FOREIGN KEY ("set_id") REFERENCES "ledger_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_returns" ADD CONSTRAINT "order_returns_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_reversals" ADD CONSTRAINT "transfer_reversals_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_seller_id_fkey" FOREIGN KEY ("seller_id") REFERENCES "seller_profiles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_variants" ADD CONSTRAINT "product_variants_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "product_variants"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Typo-tolerant search.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Workshops and products
ALTER TABLE seller_profiles ADD CONSTRAINT seller_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE seller_profiles ADD CONSTRAINT seller_profiles_return_days_check CHECK (return_days BETWEEN 0 AND 90);
ALTER TABLE products ADD CONSTRAINT products_price_from_check CHECK (price_from_cents >= 0);
ALTER TABLE products ADD CONSTRAINT products_weight_check CHECK (weight_grams >= 0);
ALTER TABLE products ADD CONSTRAINT products_rating_check CHECK (rating_count >= 0 AND rating_sum BETWEEN rating_count AND rating_count * 5);
ALTER TABLE products ADD CONSTRAINT products_craft_fkey FOREIGN KEY (craft) REFERENCES craft_types (slug);
ALTER TABLE products ADD COLUMN search tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('spanish', plain_text(name)), 'A')
  || setweight(to_tsvector('english', plain_text(coalesce(translations -> 'en' ->> 'name', ''))), 'A')
  -- The craft's slug is its name: a jaguar that is an alebrije seldom says so.
  || setweight(to_tsvector('spanish', plain_text(description || ' ' || technique || ' ' || town || ' ' || replace(coalesce(craft, ''), '-', ' '))), 'B')
  || setweight(to_tsvector('english', plain_text(coalesce(translations -> 'en' ->> 'description', ''))), 'B')
) STORED;
-- What a typo is compared with: names in both languages, and the craft.
ALTER TABLE products ADD COLUMN search_name text GENERATED ALWAYS AS (
  plain_text(name || ' ' || coalesce(translations -> 'en' ->> 'name', '') || ' ' || replace(coalesce(craft, ''), '-', ' '))
) STORED;
ALTER TABLE experiences ADD COLUMN search_name text GENERATED ALWAYS AS (
  plain_text(title || ' ' || coalesce(translations -> 'en' ->> 'title', ''))
) STORED;
CREATE INDEX products_search_partial_idx ON products USING gin (search) WHERE status = 'ACTIVE';
CREATE INDEX products_search_name_partial_idx ON products USING gin (search_name gin_trgm_ops) WHERE status = 'ACTIVE';
CREATE INDEX experiences_search_name_partial_idx ON experiences USING gin (search_name gin_trgm_ops) WHERE status = 'ACTIVE';
CREATE INDEX products_active_price_idx ON products (price_from_cents, id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_category_idx ON products (category, price_from_cents, id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_region_idx ON products (region, category, id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_newest_idx ON products (created_at DESC, id DESC) WHERE status = 'ACTIVE';
CREATE INDEX products_active_recommended_idx ON products ((-rating_sum), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_rating_idx ON products ((-((rating_sum + 20) * 1000 / (rating_count + 5))), id) WHERE status = 'ACTIVE';
-- What a shopper filters by, in the order that is shown first: a page ends the walk.
CREATE INDEX products_active_best_of_category_idx ON products (category, (-rating_sum), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_town_idx ON products (town, (-rating_sum), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_craft_idx ON products (craft, (-rating_sum), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_seller_idx ON products (seller_id, (-rating_sum), id) WHERE status = 'ACTIVE';

-- Stock: the counters have the last word.
ALTER TABLE product_variants SET (fillfactor = 60);
ALTER TABLE product_variants ADD CONSTRAINT product_variants_stock_check CHECK (reserved >= 0 AND on_hand >= reserved);
ALTER TABLE product_variants ADD CONSTRAINT product_variants_price_check CHECK (price_cents >= 0);
ALTER TABLE stock_movements ADD CONSTRAINT stock_movements_quantity_check CHECK (quantity <> 0);
-- One effect per line and kind, however often a job or webhook runs; returns come in parts.
CREATE UNIQUE INDEX stock_movements_one_sale_idx ON stock_movements (order_line_id) WHERE kind = 'ORDER';
CREATE TRIGGER stock_movements_append_only BEFORE UPDATE OR DELETE ON stock_movements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE stock_refusals SET UNLOGGED;

-- Checkouts
ALTER TABLE carts ADD CONSTRAINT carts_owner_check CHECK ((user_id IS NULL) <> (token_hash IS NULL));
ALTER TABLE carts ADD CONSTRAINT carts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE cart_items ADD CONSTRAINT cart_items_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES product_variants (id) ON DELETE CASCADE;
ALTER TABLE cart_items ADD CONSTRAINT cart_items_quantity_check CHECK (quantity BETWEEN 1 AND 99);
ALTER TABLE cart_slots ADD CONSTRAINT cart_slots_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slots (id) ON DELETE CASCADE;
ALTER TABLE checkouts ADD CONSTRAINT checkouts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE checkouts ADD CONSTRAINT checkouts_total_check CHECK (total_cents >= 0 AND discount_cents >= 0);
ALTER TABLE checkouts ADD CONSTRAINT checkouts_cancelled_check CHECK ((status = 'CANCELLED') = (cancel_reason IS NOT NULL) AND (status = 'CANCELLED') = (cancelled_at IS NOT NULL));
ALTER TABLE checkouts ADD CONSTRAINT checkouts_held_check CHECK (status NOT IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED') OR hold_expires_at IS NOT NULL);
ALTER TABLE checkouts ADD CONSTRAINT checkouts_paid_check CHECK ((status = 'PAID') = (paid_at IS NOT NULL) OR status = 'CANCELLED');
ALTER TABLE checkouts ADD CONSTRAINT checkouts_discount_code_fkey FOREIGN KEY (discount_code_id) REFERENCES discount_codes (id);
CREATE INDEX checkouts_hold_expires_at_partial_idx ON checkouts (hold_expires_at) WHERE status IN ('PENDING_PAYMENT', 'PENDING', 'PAYMENT_FAILED');
ALTER TABLE shipping_rates ADD CONSTRAINT shipping_rates_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller_profiles (id);
ALTER TABLE shipping_rates ADD CONSTRAINT shipping_rates_days_check CHECK (min_days >= 0 AND max_days >= min_days);
ALTER TABLE pickup_points ADD CONSTRAINT pickup_points_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller_profiles (id);
ALTER TABLE discount_codes ADD CONSTRAINT discount_codes_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller_profiles (id);
ALTER TABLE discount_codes ADD CONSTRAINT discount_codes_upper_check CHECK (code = upper(code));
ALTER TABLE discount_codes ADD CONSTRAINT discount_codes_value_check CHECK (value > 0 AND (kind <> 'PERCENT' OR value <= 10000));
ALTER TABLE discount_codes ADD CONSTRAINT discount_codes_used_check CHECK (used >= 0 AND (max_uses IS NULL OR used <= max_uses));
CREATE UNIQUE INDEX discount_uses_one_ordinal_idx ON discount_uses (code_id, user_id, ordinal) WHERE released_at IS NULL;

-- Orders
ALTER TABLE orders ADD CONSTRAINT orders_checkout_id_fkey FOREIGN KEY (checkout_id) REFERENCES checkouts (id);
ALTER TABLE orders ADD CONSTRAINT orders_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES seller_profiles (id);
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total_cents = subtotal_cents - discount_cents + shipping_cents AND discount_cents BETWEEN 0 AND subtotal_cents AND shipping_cents >= 0);
ALTER TABLE orders ADD CONSTRAINT orders_refunded_check CHECK (refunded_cents BETWEEN 0 AND total_cents);
ALTER TABLE orders ADD CONSTRAINT orders_cancelled_check CHECK ((cancel_reason IS NULL) = (cancelled_at IS NULL) AND (status <> 'CANCELLED' OR cancel_reason IS NOT NULL));
ALTER TABLE orders ADD CONSTRAINT orders_paid_check CHECK (status NOT IN ('PAID', 'PROCESSING', 'SHIPPED', 'DELIVERED') OR paid_at IS NOT NULL);
CREATE INDEX orders_accept_by_partial_idx ON orders (accept_by) WHERE status = 'PAID';
CREATE INDEX orders_delivered_partial_idx ON orders (delivered_at) WHERE status = 'DELIVERED' AND completed_at IS NULL;
ALTER TABLE order_lines ADD CONSTRAINT order_lines_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES product_variants (id);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_quantity_check CHECK (quantity >= 1 AND unit_price_cents >= 0);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_discount_check CHECK (platform_discount_cents >= 0 AND seller_discount_cents >= 0 AND platform_discount_cents + seller_discount_cents <= quantity * unit_price_cents);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_commission_check CHECK (commission_bps BETWEEN 0 AND 10000 AND commission_cents BETWEEN 0 AND quantity * unit_price_cents);
ALTER TABLE order_lines ADD CONSTRAINT order_lines_refunded_check CHECK (refunded_quantity BETWEEN 0 AND quantity AND restocked_quantity BETWEEN 0 AND quantity AND refunded_cents BETWEEN 0 AND quantity * unit_price_cents);
CREATE UNIQUE INDEX order_returns_one_open_idx ON order_returns (order_id) WHERE status IN ('REQUESTED', 'ACCEPTED');
CREATE TRIGGER order_events_append_only BEFORE UPDATE OR DELETE ON order_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE bookings ADD CONSTRAINT bookings_checkout_id_fkey FOREIGN KEY (checkout_id) REFERENCES checkouts (id);
ALTER TABLE bookings ADD CONSTRAINT bookings_platform_discount_check CHECK (platform_discount_cents BETWEEN 0 AND total_cents);
CREATE INDEX bookings_checkout_partial_idx ON bookings (checkout_id) WHERE checkout_id IS NOT NULL;

-- Ledger: written once, never changed, and every set sums to zero when its transaction ends.
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_amount_check CHECK (amount_cents <> 0);
CREATE FUNCTION ledger_set_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount_cents) FROM ledger_entries WHERE set_id = NEW.set_id) <> 0 THEN
    RAISE EXCEPTION 'ledger set % does not sum to zero', NEW.set_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entries_balance_check';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entries_balance_check AFTER INSERT ON ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_set_balances();
CREATE TRIGGER ledger_entries_append_only BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_sets_append_only BEFORE UPDATE OR DELETE ON ledger_sets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE commission_rates ADD CONSTRAINT commission_rates_bps_check CHECK (bps BETWEEN 0 AND 5000);
-- Balances and pages of a statement are read from the index alone.
CREATE INDEX ledger_entries_statement_partial_idx ON ledger_entries (account_id, occurred_at, id) INCLUDE (amount_cents);
INSERT INTO commission_rates (kind, starts_at, bps) VALUES ('BOOKING', '2026-01-01T06:00:00Z', 1600), ('PRODUCT', '2026-01-01T06:00:00Z', 1200);

-- Payouts
ALTER TABLE connected_accounts ADD CONSTRAINT connected_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE transfers ADD CONSTRAINT transfers_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES payments (id);
ALTER TABLE transfers ADD CONSTRAINT transfers_amount_check CHECK (amount_cents > 0 AND reversed_cents BETWEEN 0 AND amount_cents);
ALTER TABLE transfer_reversals ADD CONSTRAINT transfer_reversals_amount_check CHECK (amount_cents > 0);
CREATE INDEX transfers_open_partial_idx ON transfers (updated_at) WHERE status NOT IN ('SUCCEEDED', 'FAILED');
CREATE INDEX transfer_reversals_open_partial_idx ON transfer_reversals (updated_at) WHERE status NOT IN ('SUCCEEDED', 'FAILED');

-- What was charged and refunded before there was a ledger.
WITH kept AS (
  SELECT p.*, b.host_id, round(b.total_cents::numeric * b.commission_bps / 10000)::int AS commission_cents,
    b.id IS NOT NULL AND p.captured_cents = b.total_cents
      AND NOT EXISTS (SELECT 1 FROM refunds r WHERE r.payment_id = p.id AND r.reason_key IN ('late', 'duplicate', 'cancelled', 'mismatch')) AS given
  FROM payments p LEFT JOIN bookings b ON b.id = p.payable_id AND p.payable_type = 'booking'
  WHERE p.status = 'SUCCEEDED' AND p.captured_cents > 0
),
back AS (
  SELECT r.id, r.payment_id, r.amount_cents, r.status, r.created_at, coalesce(r.settled_at, r.updated_at) AS settled_at, k.host_id, k.payable_id,
    k.given AND r.reason_key = 'booking-cancelled' AS given, round(k.commission_cents::numeric * r.amount_cents / k.captured_cents)::int AS commission_cents
  FROM refunds r JOIN kept k ON k.id = r.payment_id WHERE r.status <> 'FAILED'
),
lines (key, kind, payment_id, at, account, owner, cents, purpose, subject_type, subject_id, place) AS (
  SELECT 'capture:' || k.id, 'CAPTURE', k.id, k.succeeded_at, l.account, l.owner, l.cents, l.purpose, l.subject_type, l.subject_id, l.place
  FROM kept k CROSS JOIN LATERAL (VALUES
    ('PROVIDER_CLEARING', NULL, k.captured_cents, 'CAPTURE', 'payment', k.id, 1),
    ('SELLER_PAYABLE', k.host_id, CASE WHEN k.given THEN -k.captured_cents END, 'PRICE', 'booking', k.payable_id, 2),
    ('SELLER_PAYABLE', k.host_id, CASE WHEN k.given THEN k.commission_cents END, 'COMMISSION', 'booking', k.payable_id, 3),
    ('COMMISSION', NULL, CASE WHEN k.given THEN -k.commission_cents END, 'COMMISSION', 'booking', k.payable_id, 4),
    ('UNALLOCATED', NULL, CASE WHEN NOT k.given THEN -k.captured_cents END, 'CAPTURE', 'payment', k.id, 5)
  ) AS l (account, owner, cents, purpose, subject_type, subject_id, place)
  UNION ALL
  SELECT 'refund:' || b.id, 'REFUND', b.payment_id, b.created_at, l.account, l.owner, l.cents, l.purpose, l.subject_type, l.subject_id, l.place
  FROM back b CROSS JOIN LATERAL (VALUES
    ('SELLER_PAYABLE', b.host_id, CASE WHEN b.given THEN b.amount_cents END, 'REFUND', 'booking', b.payable_id, 1),
    ('SELLER_PAYABLE', b.host_id, CASE WHEN b.given THEN -b.commission_cents END, 'COMMISSION_BACK', 'booking', b.payable_id, 2),
    ('COMMISSION', NULL, CASE WHEN b.given THEN b.commission_cents END, 'COMMISSION_BACK', 'booking', b.payable_id, 3),
    ('UNALLOCATED', NULL, CASE WHEN NOT b.given THEN b.amount_cents END, 'REFUND', 'refund', b.id, 4),
    ('REFUNDS_PAYABLE', NULL, -b.amount_cents, 'REFUND', 'refund', b.id, 5)
  ) AS l (account, owner, cents, purpose, subject_type, subject_id, place)
  UNION ALL
  SELECT 'refund-settled:' || b.id, 'REFUND_SETTLED', b.payment_id, b.settled_at, l.account, NULL, l.cents, 'REFUND_SETTLED', 'refund', b.id, l.place
  FROM back b CROSS JOIN LATERAL (VALUES ('REFUNDS_PAYABLE', b.amount_cents, 1), ('PROVIDER_CLEARING', -b.amount_cents, 2)) AS l (account, cents, place)
  WHERE b.status = 'SUCCEEDED'
),
owned AS (
  SELECT *, coalesce(owner, '00000000-0000-0000-0000-000000000000') AS owner_id,
    md5(account || ':' || coalesce(owner, '00000000-0000-0000-0000-000000000000') || ':MXN')::uuid AS account_id
  FROM lines WHERE cents <> 0
),
accounts AS (
  INSERT INTO ledger_accounts (id, kind, owner_id, currency) SELECT DISTINCT account_id, account::"LedgerAccountKind", owner_id, 'MXN' FROM owned
),
sets AS (
  INSERT INTO ledger_sets (id, key, kind, payment_id, occurred_at) SELECT gen_random_uuid(), key, kind, payment_id, at FROM owned GROUP BY 2, 3, 4, 5 RETURNING id, key
)
INSERT INTO ledger_entries (set_id, account_id, amount_cents, purpose, subject_type, subject_id, occurred_at)
SELECT s.id, o.account_id, o.cents, o.purpose, o.subject_type, o.subject_id, o.at FROM owned o JOIN sets s ON s.key = o.key ORDER BY o.at, o.key, o.place;
