import { abTsv } from './ab-tsv';
import { artilleryJson } from './artillery-json';
import { autocannonJson } from './autocannon-json';
import type { ForeignFormat } from './foreign-record';
import { hgrm } from './hgrm';
import { hlog } from './hlog';
import { jtlCsv } from './jtl-csv';
import { jtlXml } from './jtl-xml';
import { k6Csv } from './k6-csv';
import { k6Json } from './k6-json';
import { k6Summary } from './k6-summary';
import { locustHistory } from './locust-history';
import { locustStats } from './locust-stats';
import { plainCsv } from './plain-csv';
import { vegetaJson } from './vegeta-json';
import { vegetaReport } from './vegeta-report';

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
