-- One run at a time on a host, unless allowed; runs that stop when nobody watches.
ALTER TABLE "Target" ADD COLUMN "sharedLoad" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Run" ADD COLUMN "loadedHost" TEXT;
ALTER TABLE "Run" ADD COLUMN "stopUnwatchedAfterMs" INTEGER;
ALTER TABLE "Run" ADD COLUMN "watchedAt" DATETIME;
CREATE INDEX "Run_loadedHost_status_idx" ON "Run"("loadedHost", "status");
