import { jtlXml } from '@/lib/interop/import/jtl-xml';
import { k6Csv } from '@/lib/interop/import/k6-csv';
import { k6Summary } from '@/lib/interop/import/k6-summary';
import { locustHistory } from '@/lib/interop/import/locust-history';
import { vegetaReport } from '@/lib/interop/import/vegeta-report';
import type { ForeignFormat } from '../imported-record';
import { abTsv } from './ab';
import { artilleryJson } from './artillery';
import { autocannonJson } from './autocannon';
import { hgrm } from './hgrm';
import { hlog } from './hlog';
import { jtlCsv } from './jmeter';
import { k6Json } from './k6';
import { locustStats } from './locust';
import { plainCsv } from './plain-csv';
import { vegetaJson } from './vegeta';

/** By the name that `--format` takes; the first that looks like a file is taken for its format. */
export const FOREIGN_FORMATS: Record<string, ForeignFormat> = {
  csv: plainCsv,
  'k6-json': k6Json,
  'k6-csv': k6Csv,
  'k6-summary': k6Summary,
  'locust-stats': locustStats,
  'locust-history': locustHistory,
  'jmeter-csv': jtlCsv,
  'jmeter-xml': jtlXml,
  autocannon: autocannonJson,
  vegeta: vegetaJson,
  'vegeta-report': vegetaReport,
  artillery: artilleryJson,
  hgrm,
  hlog,
  ab: abTsv,
};
