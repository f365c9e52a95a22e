import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { sampleParquet } from './parquet';
import { EXPORTED_COLUMNS, type ExportedSample, TRACED_COLUMNS } from './sample-rows';

const sampleAt = (index: number): ExportedSample => ({
  started_ms: index / 1000,
  endpoint: 'a',
  latency_ms: 1.5,
  outcome: 'ok',
  sent_ms: index / 1000,
  service_ms: 1.5,
  code: '',
  message: '',
});

async function piecesOf(...chunks: ExportedSample[][]): Promise<Uint8Array[]> {
  return piecesWith(EXPORTED_COLUMNS, chunks);
}

async function piecesWith(
  columns: Parameters<typeof sampleParquet>[1],
  chunks: ExportedSample[][],
): Promise<Uint8Array[]> {
  async function* source() {
    yield* chunks;
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of sampleParquet(source(), columns)) pieces.push(piece);
  return pieces;
}

function whole(pieces: Uint8Array[]): ArrayBuffer {
  return Uint8Array.from(Buffer.concat(pieces)).buffer;
}

it('hands out a row group as soon as it has 100,000 rows, and the index last', async () => {
  const rows = Array.from({ length: 100_001 }, (_, index) => sampleAt(index));
  const pieces = await piecesOf(rows.slice(0, 70_000), rows.slice(70_000));
  expect(pieces).toHaveLength(3);
  const file = whole(pieces);
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => num_rows)).toEqual([100_000n, 1n]);
  expect(await parquetReadObjects({ file, rowStart: 99_999 })).toEqual(rows.slice(99_999));
});

it('has typed columns that are never null', async () => {
  const { schema } = parquetMetadata(whole(await piecesOf([sampleAt(0)])));
  expect(
    schema
      .slice(1)
      .map(({ name, type, converted_type, repetition_type }) => [
        name,
        converted_type ?? type,
        repetition_type,
      ]),
  ).toEqual([
    ['started_ms', 'DOUBLE', 'REQUIRED'],
    ['endpoint', 'UTF8', 'REQUIRED'],
    ['latency_ms', 'DOUBLE', 'REQUIRED'],
    ['outcome', 'UTF8', 'REQUIRED'],
    ['sent_ms', 'DOUBLE', 'REQUIRED'],
    ['service_ms', 'DOUBLE', 'REQUIRED'],
    ['code', 'UTF8', 'REQUIRED'],
    ['message', 'UTF8', 'REQUIRED'],
  ]);
});

it('has a column of trace ids where requests were traced', async () => {
  const traced = { ...sampleAt(0), trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' };
  const file = whole(await piecesWith(TRACED_COLUMNS, [[traced]]));
  expect(await parquetReadObjects({ file })).toEqual([traced]);
});

it('is a whole file of no rows when there are none', async () => {
  const file = whole(await piecesOf());
  expect(parquetMetadata(file)).toMatchObject({ num_rows: 0n, row_groups: [] });
  expect(await parquetReadObjects({ file })).toEqual([]);
});
