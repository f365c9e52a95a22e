-- Capacity: searches for the safe load with their steps, and observed traffic.

CREATE TABLE "Search" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "status" TEXT NOT NULL,
  "scenarioName" TEXT NOT NULL,
  "plan" TEXT NOT NULL,
  "familyHash" TEXT NOT NULL,
  "targetId" INTEGER REFERENCES "Target"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "targetName" TEXT NOT NULL,
  "targetUrl" TEXT NOT NULL,
  "profileName" TEXT NOT NULL,
  "profileVersion" INTEGER NOT NULL,
  "objectives" TEXT NOT NULL,
  "options" TEXT NOT NULL,
  "workerId" TEXT,
  "stopRequested" BOOLEAN NOT NULL DEFAULT false,
  "failureReason" TEXT,
  "result" TEXT,
  "resources" INTEGER,
  "queuedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" DATETIME,
  "heartbeatAt" DATETIME,
  "endedAt" DATETIME
);
CREATE INDEX "Search_status_idx" ON "Search"("status");
CREATE INDEX "Search_targetName_familyHash_idx" ON "Search"("targetName", "familyHash");

CREATE TABLE "SearchStep" (
  "searchId" INTEGER NOT NULL REFERENCES "Search"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "number" INTEGER NOT NULL,
  "load" REAL NOT NULL,
  "reason" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "runNumber" INTEGER,
  "result" TEXT,
  "trouble" TEXT,
  "drainMs" INTEGER,
  "startedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "endedAt" DATETIME,
  PRIMARY KEY ("searchId", "number")
);

CREATE TABLE "TrafficObservation" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "targetName" TEXT NOT NULL,
  "at" DATETIME NOT NULL,
  "unit" TEXT NOT NULL,
  "value" REAL NOT NULL
);
CREATE UNIQUE INDEX "TrafficObservation_targetName_unit_at_key" ON "TrafficObservation"("targetName", "unit", "at");

ALTER TABLE "Run" ADD COLUMN "searchId" INTEGER REFERENCES "Search"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Run" ADD COLUMN "levels" TEXT;
CREATE INDEX "Run_searchId_idx" ON "Run"("searchId");
