-- Review: imported runs, confirmations by interleaved repeats, answered change points, deployments.

CREATE TABLE "Confirmation" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "baseRunId" INTEGER REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "candidateRunId" INTEGER REFERENCES "Run"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  "margin" REAL NOT NULL,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

ALTER TABLE "Run" ADD COLUMN "source" TEXT;
ALTER TABLE "Run" ADD COLUMN "sourceNotes" TEXT;
ALTER TABLE "Run" ADD COLUMN "confirmationId" INTEGER REFERENCES "Confirmation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "Run" ADD COLUMN "side" TEXT;
CREATE INDEX "Run_confirmationId_idx" ON "Run"("confirmationId");

CREATE TABLE "ChangeAnswer" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "metric" TEXT NOT NULL,
  "answer" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "answeredAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("runId", "metric")
);

CREATE TABLE "Deployment" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "targetName" TEXT NOT NULL,
  "at" DATETIME NOT NULL,
  "text" TEXT NOT NULL
);
CREATE INDEX "Deployment_targetName_at_idx" ON "Deployment"("targetName", "at");
