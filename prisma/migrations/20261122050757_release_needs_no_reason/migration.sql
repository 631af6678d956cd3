-- AlterTable
ALTER TABLE "bookings" DROP COLUMN "releasing_reason";
