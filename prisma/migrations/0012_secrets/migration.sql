-- Credentials that plans and targets send as {{secret.NAME}}.
CREATE TABLE "Secret" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "hosts" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL
);
CREATE UNIQUE INDEX "Secret_name_key" ON "Secret"("name");
CREATE INDEX "Secret_fingerprint_idx" ON "Secret"("fingerprint");
