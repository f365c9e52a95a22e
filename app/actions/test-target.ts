'use server';

import type { TestAnswer } from '@/components/targets/test-answer';
import { testTarget } from '@/lib/runs/test-target';
import { getStore } from '@/lib/store/get-store';
import { refusal } from './action';
import { number, text } from './form-fields';

/** One real call to a target, stored (`id`) or just being entered (`url`, `token`). */
export async function testTargetAction(data: FormData): Promise<TestAnswer> {
  try {
    const check = await testTarget(await getStore(), {
      id: number(data, 'id'),
      url: text(data, 'url'),
      token: text(data, 'token'),
    });
    return { status: 'checked', check };
  } catch (error) {
    return refusal(error);
  }
}
