-- AlterTable
ALTER TABLE "host_profiles" ADD COLUMN     "image" TEXT;
