import { expect, test } from 'vitest';
import { pageRules } from './page-rules';

test('both papers leave 182 mm for the text', () => {
  expect(pageRules('Run 1', 'a4')).toContain('size: 210mm 297mm; margin: 17mm 14mm 16mm;');
  expect(pageRules('Run 1', 'letter')).toContain('size: 8.5in 11in; margin: 17mm 16.95mm 16mm;');
  expect(8.5 * 25.4 - 2 * 16.95).toBeCloseTo(182, 5);
});

test('a title cannot leave its string, nor the style that it stands in', () => {
  const rules = pageRules('a"} </style><script>\\', 'a4');
  expect(rules).toContain('content: "a\\22 } \\3c /style\\3e \\3c script\\3e \\5c ";');
  expect(rules).not.toContain('</style');
});
