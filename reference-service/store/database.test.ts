import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/start-test-service';
import { migrations, openDatabase } from './database';

test('the folder is made, every migration applied once, and the version kept', async () => {
  const folder = `${await temporaryFolder()}/not/there/yet`;
  for (const _ of ['first', 'second']) {
    const connection = openDatabase(folder);
    expect(connection.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
    connection.close();
  }
});

test('a database of a newer version is left alone', async () => {
  const folder = await temporaryFolder();
  const connection = openDatabase(folder);
  connection.pragma('user_version = 99');
  connection.close();
  expect(() => openDatabase(folder)).toThrow(
    'The database is of a newer version (99) than this service knows.',
  );
});
