-- The generator's own health, kept every second; what judges a run by it; changes while a run lasts.

ALTER TABLE "Tick" ADD COLUMN "queued" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Tick" ADD COLUMN "scheduleDelay" BLOB;
ALTER TABLE "Tick" ADD COLUMN "cpuMs" REAL;
ALTER TABLE "Tick" ADD COLUMN "gcMs" REAL;
ALTER TABLE "Tick" ADD COLUMN "jobs" TEXT;

ALTER TABLE "Run" ADD COLUMN "peakRate" REAL;
ALTER TABLE "Run" ADD COLUMN "validity" TEXT;
ALTER TABLE "Run" ADD COLUMN "validityReasons" TEXT;
ALTER TABLE "Run" ADD COLUMN "jobLife" TEXT;
ALTER TABLE "Run" ADD COLUMN "cleanUp" TEXT;

ALTER TABLE "Summary" ADD COLUMN "certainty" TEXT;

CREATE TABLE "RunMark" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL,
  "level" REAL,
  "requestedAt" DATETIME NOT NULL,
  "atMs" REAL
);
CREATE INDEX "RunMark_runId_idx" ON "RunMark"("runId");

CREATE TABLE "Phase" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "endpoint" INTEGER NOT NULL,
  "phase" TEXT NOT NULL,
  "histogram" BLOB NOT NULL,
  PRIMARY KEY ("runId", "endpoint", "phase")
) WITHOUT ROWID;
