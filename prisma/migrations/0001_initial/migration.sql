-- Instants (DATETIME) are integers: milliseconds since 1970.

CREATE TABLE "Target" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "token" TEXT,
  "metricsUrl" TEXT,
  "builtIn" BOOLEAN NOT NULL DEFAULT false,
  "createdAt" DATETIME NOT NULL,
  "updatedAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "Target_name_key" ON "Target"("name");

CREATE TABLE "Scenario" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "slug" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  "builtIn" BOOLEAN NOT NULL DEFAULT false,
  "plan" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL,
  "updatedAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "Scenario_slug_key" ON "Scenario"("slug");
CREATE UNIQUE INDEX "Scenario_name_key" ON "Scenario"("name");

CREATE TABLE "Run" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "status" TEXT NOT NULL,
  "name" TEXT,
  "note" TEXT,
  "scenarioId" INTEGER REFERENCES "Scenario"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "scenarioName" TEXT NOT NULL,
  "scenarioVersion" INTEGER,
  "targetId" INTEGER REFERENCES "Target"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "targetName" TEXT NOT NULL,
  "targetUrl" TEXT NOT NULL,
  "plan" TEXT NOT NULL,
  "planHash" TEXT NOT NULL,
  "seed" INTEGER NOT NULL,
  "peakUsers" INTEGER NOT NULL,
  "plannedMs" INTEGER NOT NULL,
  "environment" TEXT,
  "workerId" TEXT,
  "stopMode" TEXT,
  "failureReason" TEXT,
  "failureAdvice" TEXT,
  "queuedAt" DATETIME NOT NULL,
  "startedAt" DATETIME,
  "heartbeatAt" DATETIME,
  "endedAt" DATETIME,
  "durationMs" INTEGER,
  "requests" INTEGER,
  "failures" INTEGER,
  "locustFailures" INTEGER,
  "dropped" INTEGER,
  "skipped" INTEGER,
  "failureRate" REAL,
  "requestsPerSecond" REAL,
  "p50Ms" REAL,
  "p95Ms" REAL,
  "p99Ms" REAL
);
CREATE INDEX "Run_status_idx" ON "Run"("status");
CREATE INDEX "Run_scenarioName_targetName_startedAt_idx" ON "Run"("scenarioName", "targetName", "startedAt");

CREATE TABLE "RunLabel" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "label" TEXT NOT NULL,
  PRIMARY KEY ("runId", "label")
) WITHOUT ROWID;
CREATE INDEX "RunLabel_label_idx" ON "RunLabel"("label");

CREATE TABLE "Endpoint" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "index" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  PRIMARY KEY ("runId", "index")
) WITHOUT ROWID;

CREATE TABLE "Tick" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "second" INTEGER NOT NULL,
  "activeUsers" INTEGER NOT NULL,
  "inFlight" INTEGER NOT NULL,
  "eventLoopLagMs" REAL NOT NULL,
  "skipped" TEXT NOT NULL,
  PRIMARY KEY ("runId", "second")
) WITHOUT ROWID;

CREATE TABLE "Window" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "second" INTEGER NOT NULL,
  "endpoint" INTEGER NOT NULL,
  "ok" INTEGER NOT NULL,
  "rpcError" INTEGER NOT NULL,
  "httpError" INTEGER NOT NULL,
  "timeout" INTEGER NOT NULL,
  "networkError" INTEGER NOT NULL,
  "aborted" INTEGER NOT NULL,
  "dropped" INTEGER NOT NULL,
  "locustFailures" INTEGER NOT NULL,
  "response" BLOB NOT NULL,
  "service" BLOB NOT NULL,
  PRIMARY KEY ("runId", "second", "endpoint")
) WITHOUT ROWID;

CREATE TABLE "ErrorGroup" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "id" INTEGER NOT NULL,
  "endpoint" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "message" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "firstMs" REAL NOT NULL,
  "lastMs" REAL NOT NULL,
  PRIMARY KEY ("runId", "id")
) WITHOUT ROWID;

-- Rows arrive in key order, so a table without rowids packs them densely.
CREATE TABLE "Sample" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "sequence" INTEGER NOT NULL,
  "kind" INTEGER NOT NULL,
  "intendedUs" BIGINT NOT NULL,
  "sendDelayUs" INTEGER NOT NULL,
  "serviceUs" INTEGER NOT NULL,
  PRIMARY KEY ("runId", "sequence")
) WITHOUT ROWID;
CREATE INDEX "Sample_failed_idx" ON "Sample"("runId", "sequence") WHERE "kind" & 7 <> 0;

CREATE TABLE "Summary" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "endpoint" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "requests" INTEGER NOT NULL,
  "failures" INTEGER NOT NULL,
  "locustFailures" INTEGER NOT NULL,
  "skipped" INTEGER NOT NULL,
  "requestsPerSecond" REAL,
  "outcomes" TEXT NOT NULL,
  "responseSummary" TEXT NOT NULL,
  "serviceSummary" TEXT NOT NULL,
  "response" BLOB NOT NULL,
  "service" BLOB NOT NULL,
  PRIMARY KEY ("runId", "endpoint")
) WITHOUT ROWID;

CREATE TABLE "Worker" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "pid" INTEGER NOT NULL,
  "host" TEXT NOT NULL,
  "startedAt" DATETIME NOT NULL,
  "heartbeatAt" DATETIME NOT NULL
);
