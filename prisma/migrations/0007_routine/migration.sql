-- Routine: schedules and what became of each of their times, channels that are told, what is kept for how long.

CREATE TABLE "Schedule" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "cron" TEXT NOT NULL,
  "timeZone" TEXT NOT NULL,
  "jitterMs" INTEGER NOT NULL DEFAULT 0,
  "skipIfRunning" BOOLEAN NOT NULL DEFAULT true,
  "start" TEXT NOT NULL,
  "dueAt" DATETIME,
  "startAt" DATETIME,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "Schedule_name_key" ON "Schedule"("name");

CREATE TABLE "ScheduleFiring" (
  "scheduleId" INTEGER NOT NULL REFERENCES "Schedule"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "dueAt" DATETIME NOT NULL,
  "status" TEXT NOT NULL,
  "runId" INTEGER,
  "suiteId" INTEGER,
  "note" TEXT,
  "at" DATETIME NOT NULL,
  "toldAt" DATETIME,
  PRIMARY KEY ("scheduleId", "dueAt")
);
CREATE INDEX "ScheduleFiring_status_idx" ON "ScheduleFiring"("status");

CREATE TABLE "Channel" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "secret" TEXT,
  "events" TEXT NOT NULL,
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "Channel_name_key" ON "Channel"("name");

CREATE TABLE "Delivery" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "channelId" INTEGER NOT NULL REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "key" TEXT NOT NULL,
  "event" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "nextAttemptAt" DATETIME,
  "lastError" TEXT,
  "createdAt" DATETIME NOT NULL,
  "endedAt" DATETIME
);
CREATE UNIQUE INDEX "Delivery_channelId_key_key" ON "Delivery"("channelId", "key");
CREATE INDEX "Delivery_status_nextAttemptAt_idx" ON "Delivery"("status", "nextAttemptAt");

CREATE TABLE "Setting" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
);

ALTER TABLE "Run" ADD COLUMN "firing" TEXT;
ALTER TABLE "Run" ADD COLUMN "toldAt" DATETIME;
ALTER TABLE "Run" ADD COLUMN "pinned" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Run" ADD COLUMN "samplesRemovedAt" DATETIME;
ALTER TABLE "Run" ADD COLUMN "secondsRemovedAt" DATETIME;
CREATE UNIQUE INDEX "Run_firing_key" ON "Run"("firing");
CREATE INDEX "Run_toldAt_idx" ON "Run"("toldAt");
ALTER TABLE "Suite" ADD COLUMN "firing" TEXT;
ALTER TABLE "Suite" ADD COLUMN "toldAt" DATETIME;
CREATE UNIQUE INDEX "Suite_firing_key" ON "Suite"("firing");
-- What has ended before anybody asked to be told is old news.
UPDATE "Run" SET "toldAt" = CURRENT_TIMESTAMP WHERE "endedAt" IS NOT NULL;
UPDATE "Suite" SET "toldAt" = CURRENT_TIMESTAMP WHERE "endedAt" IS NOT NULL;
