import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import { EXPORTED_COLUMNS, type ExportedSample } from './exported-sample';

const ROWS_A_GROUP = 100_000;
const TEXTS: readonly string[] = ['endpoint', 'outcome', 'code', 'message'];

/** Writes samples to a Parquet file, a row group at a time; columns as in a CSV. */
export async function writeParquet(file: string, samples: Iterable<ExportedSample>): Promise<void> {
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: samples as Iterable<Record<string, unknown>>,
    columns: EXPORTED_COLUMNS.map((name) => ({
      name,
      type: TEXTS.includes(name) ? ('STRING' as const) : ('DOUBLE' as const),
      nullable: false,
    })),
    rowGroupSize: ROWS_A_GROUP,
    createdBy: 'Plimsoll',
  });
}
