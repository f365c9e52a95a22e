import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from 'hyparquet-writer';
import type { ExportedColumn, ExportedSample } from './sample-rows';

const ROWS_A_GROUP = 100_000;
const TEXTS: readonly string[] = ['endpoint', 'outcome', 'code', 'message', 'trace_id'];

/** Samples as the bytes of a Parquet file, a row group at a time; columns as in a CSV. */
export async function* sampleParquet(
  chunks: AsyncIterable<readonly ExportedSample[]>,
  columns: readonly ExportedColumn[],
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnsOf([], columns) });
  const file = new ParquetWriter({ writer, schema, createdBy: 'Plimsoll' });
  let group: ExportedSample[] = [];
  const writeGroup = async () => {
    const columnData = columnsOf(group, columns).map(({ name, data }) => ({ name, data }));
    await file.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    group = [];
    return taken(writer);
  };
  for await (const samples of chunks)
    for (const sample of samples) if (group.push(sample) === ROWS_A_GROUP) yield await writeGroup();
  if (group.length > 0) yield await writeGroup();
  await file.finish();
  yield taken(writer);
}

function columnsOf(
  samples: readonly ExportedSample[],
  columns: readonly ExportedColumn[],
): ColumnSource[] {
  return columns.map((name) => ({
    name,
    data: samples.map((sample) => sample[name] ?? ''),
    type: TEXTS.includes(name) ? 'STRING' : 'DOUBLE',
    nullable: false,
  }));
}

/** The bytes since the last time. `offset`, which the file's index refers to, goes on counting. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = new Uint8Array(writer.buffer, 0, writer.index).slice();
  writer.index = 0;
  return bytes;
}
