import { SaxesParser } from 'saxes';
import type { ForeignFormat, ForeignRecord } from '@/lib/import/imported-record';
import { jtlSample } from './jtl-sample';

/** JMeter's results as XML; samples within samples are parts of them, and not counted again. */
export const jtlXml: ForeignFormat = {
  tool: 'JMeter',
  words: 'JMeter, JTL as XML',
  detects: (head) => /<testResults[\s>]/.test(head),
  async *read(file) {
    const found: ForeignRecord[] = [];
    const parser = new SaxesParser();
    let depth = 0;
    let broken = false;
    parser.on('opentag', ({ name, attributes: { ts, t, lb, rc, rm, s } }) => {
      if (name !== 'httpSample' && name !== 'sample') return;
      if (depth++ > 0) return;
      const about = { label: lb, code: rc, message: rm, success: s };
      found.push(jtlSample({ line: parser.line, startedMs: ts, elapsedMs: t, ...about }));
    });
    parser.on('closetag', ({ name }) => {
      if (name === 'httpSample' || name === 'sample') depth--;
    });
    parser.on('error', (error) => {
      if (!broken) found.push({ kind: 'problem', line: parser.line, message: `${error.message}.` });
      broken = true;
    });
    const decoder = new TextDecoder();
    for await (const chunk of file.open()) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield* found.splice(0);
      if (broken) return;
    }
    parser.close();
    yield* found.splice(0);
  },
};
