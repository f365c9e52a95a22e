'use client';

import type { TestAnswer } from './test-answer';
import { TestButton } from './test-button';

interface TestStoredProps {
  id: number;
  test: (data: FormData) => Promise<TestAnswer>;
}

export function TestStored({ id, test }: TestStoredProps) {
  function input() {
    const data = new FormData();
    data.set('id', String(id));
    return data;
  }
  return <TestButton size="sm" test={test} input={input} />;
}
