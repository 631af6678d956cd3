-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "age_restricted" BOOLEAN,
ADD COLUMN     "lead_time_days" INTEGER;

ALTER TABLE order_lines ADD CONSTRAINT order_lines_lead_time_check CHECK (lead_time_days >= 0);

-- Ids begin with the time a piece was written down, and a workshop's pieces are written down together: among equally rated ones the
-- random end of the id decides, so that workshops come mixed. The release before this one sorts by what the new indexes begin with.
DROP INDEX products_active_recommended_idx;
DROP INDEX products_active_best_of_category_idx;
DROP INDEX products_active_town_idx;
DROP INDEX products_active_craft_idx;
CREATE INDEX products_active_recommended_idx ON products ((-rating_sum), (right(id::text, 12)), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_best_of_category_idx ON products (category, (-rating_sum), (right(id::text, 12)), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_town_idx ON products (town, (-rating_sum), (right(id::text, 12)), id) WHERE status = 'ACTIVE';
CREATE INDEX products_active_craft_idx ON products (craft, (-rating_sum), (right(id::text, 12)), id) WHERE status = 'ACTIVE';
