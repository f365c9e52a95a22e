-- Reports: templates that are kept, and links by which others may read one.

CREATE TABLE "ReportTemplate" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "without" TEXT NOT NULL DEFAULT '',
  "title" TEXT,
  "notes" TEXT,
  "paper" TEXT NOT NULL DEFAULT 'a4',
  "logo" TEXT,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "ReportTemplate_kind_name_key" ON "ReportTemplate"("kind", "name");

CREATE TABLE "SharedLink" (
  "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  "tokenHash" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "SharedLink_tokenHash_key" ON "SharedLink"("tokenHash");
