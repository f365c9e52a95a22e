-- Judgement: objectives and verdicts, the target's own metrics, findings, annotations, the suite.

ALTER TABLE "Target" ADD COLUMN "shownMetrics" TEXT;
ALTER TABLE "Scenario" ADD COLUMN "profile" TEXT;
ALTER TABLE "RunMark" ADD COLUMN "text" TEXT;

CREATE TABLE "SlaProfile" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  "builtIn" BOOLEAN NOT NULL DEFAULT false,
  "objectives" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "SlaProfile_slug_key" ON "SlaProfile"("slug");
CREATE UNIQUE INDEX "SlaProfile_name_key" ON "SlaProfile"("name");

CREATE TABLE "Suite" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "status" TEXT NOT NULL,
  "targetId" INTEGER REFERENCES "Target"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "targetName" TEXT NOT NULL,
  "targetUrl" TEXT NOT NULL,
  "quick" BOOLEAN NOT NULL,
  "workerId" TEXT,
  "stopRequested" BOOLEAN NOT NULL DEFAULT false,
  "failureReason" TEXT,
  "environment" TEXT,
  "queuedAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" DATETIME,
  "heartbeatAt" DATETIME,
  "endedAt" DATETIME
);
CREATE INDEX "Suite_status_idx" ON "Suite"("status");

CREATE TABLE "SuiteBenchmark" (
  "suiteId" INTEGER NOT NULL REFERENCES "Suite"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "number" INTEGER NOT NULL,
  "status" TEXT NOT NULL,
  "runs" TEXT NOT NULL DEFAULT '[]',
  "result" TEXT,
  "startedAt" DATETIME,
  "endedAt" DATETIME,
  PRIMARY KEY ("suiteId", "number")
);

ALTER TABLE "Run" ADD COLUMN "profileName" TEXT;
ALTER TABLE "Run" ADD COLUMN "profileVersion" INTEGER;
ALTER TABLE "Run" ADD COLUMN "objectives" TEXT;
ALTER TABLE "Run" ADD COLUMN "verdict" TEXT;
ALTER TABLE "Run" ADD COLUMN "verdicts" TEXT;
ALTER TABLE "Run" ADD COLUMN "findings" TEXT;
ALTER TABLE "Run" ADD COLUMN "scrapeNotes" TEXT;
ALTER TABLE "Run" ADD COLUMN "isBaseline" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Run" ADD COLUMN "suiteId" INTEGER REFERENCES "Suite"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "Run_suiteId_idx" ON "Run"("suiteId");

CREATE TABLE "MetricSeries" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "index" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "labels" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  PRIMARY KEY ("runId", "index")
) WITHOUT ROWID;

CREATE TABLE "MetricSecond" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "atMs" REAL NOT NULL,
  "values" BLOB NOT NULL,
  PRIMARY KEY ("runId", "atMs")
);
