'use client';

import type { ConnectionTest } from './connection-test';
import { TestButton } from './test-button';

interface TestStoredTargetProps {
  id: number;
  test: (data: FormData) => Promise<ConnectionTest>;
}

export function TestStoredTarget({ id, test }: TestStoredTargetProps) {
  function input() {
    const data = new FormData();
    data.set('id', String(id));
    return data;
  }
  return <TestButton size="sm" test={test} input={input} />;
}
