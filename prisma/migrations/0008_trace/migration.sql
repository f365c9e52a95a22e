-- Trace context: a run's half of its trace ids, which of its samples have one, and where a target's traces are shown.

ALTER TABLE "Run" ADD COLUMN "tracePrefix" TEXT;
ALTER TABLE "Target" ADD COLUMN "traceUrl" TEXT;
-- Apart from "Sample": the samples of runs that are not traced stay as small as they are.
CREATE TABLE "SampleTrace" (
  "runId" INTEGER NOT NULL REFERENCES "Run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "sequence" INTEGER NOT NULL,
  "trace" INTEGER NOT NULL,
  PRIMARY KEY ("runId", "sequence")
) WITHOUT ROWID;
UPDATE "Target" SET "traceUrl" = replace("url", '/api/v1/jsonrpc', '/api/v1/traces/{traceId}') WHERE "builtIn";
