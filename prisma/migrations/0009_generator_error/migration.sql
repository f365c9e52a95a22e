-- The least that latencies can have been without the generator's own error, and those of failed requests apart.

-- "responseLow" is null where it is the same as "serviceLow"; all are null in runs that did not keep them.
ALTER TABLE "Window" ADD COLUMN "responseLow" BLOB;
ALTER TABLE "Window" ADD COLUMN "serviceLow" BLOB;
ALTER TABLE "Window" ADD COLUMN "failedResponse" BLOB;
ALTER TABLE "Window" ADD COLUMN "failedService" BLOB;
ALTER TABLE "Window" ADD COLUMN "failedResponseLow" BLOB;
ALTER TABLE "Window" ADD COLUMN "failedServiceLow" BLOB;
ALTER TABLE "Summary" ADD COLUMN "latencies" TEXT;
-- A live page of the run was open in a browser on this machine.
ALTER TABLE "Run" ADD COLUMN "watchedLocally" BOOLEAN NOT NULL DEFAULT false;
-- Its load begins when the target has no earlier work before it.
ALTER TABLE "Run" ADD COLUMN "waitForIdle" BOOLEAN NOT NULL DEFAULT false;
