-- Hosts that load and notifications may go to, besides this machine.
CREATE TABLE "AllowedHost" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "host" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "AllowedHost_host_key" ON "AllowedHost"("host");

-- What was in use before stays in use. Of "https://host:8443/path" the host: without what is before "://" and from the first
-- "/", "?" or ":" on. Addresses of IPv6, in brackets, keep them here, and are allowed anew.
WITH "url" AS (
    SELECT "url" FROM "Target"
    UNION SELECT "metricsUrl" FROM "Target" WHERE "metricsUrl" IS NOT NULL
    UNION SELECT "url" FROM "Channel"
),
"rest" AS (SELECT substr("url", instr("url", '://') + 3) || '/' AS "text" FROM "url" WHERE instr("url", '://') > 0),
"path" AS (SELECT substr("text", 1, instr("text", '/') - 1) || '?' AS "text" FROM "rest"),
"authority" AS (SELECT substr("text", 1, instr("text", '?') - 1) AS "text" FROM "path"),
"host" AS (
    SELECT DISTINCT lower(substr("text", 1, instr("text" || ':', ':') - 1)) AS "text" FROM "authority" WHERE "text" NOT LIKE '[%'
)
INSERT INTO "AllowedHost" ("host", "note")
SELECT "text", 'in use before hosts had to be allowed' FROM "host"
WHERE "text" <> '' AND "text" <> 'localhost' AND "text" NOT LIKE '127.%';
