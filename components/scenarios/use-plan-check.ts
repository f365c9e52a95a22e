'use client';

import { useEffect, useState } from 'react';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { CheckPlan, PlanCheck } from './plan-check';

const PAUSE_MS = 350;

/** What the dashboard says of a plan's text, asked when its writer pauses. */
export function usePlanCheck(text: string, check: CheckPlan) {
  const [answer, setAnswer] = useState<{ text: string; check: PlanCheck }>();
  const [lastValid, setLastValid] = useState<LoadPlan>();
  useEffect(() => {
    let outdated = false;
    const timer = setTimeout(async () => {
      const said = await check(text).catch(() => UNANSWERED);
      if (outdated) return;
      setAnswer({ text, check: said });
      if (said.status === 'valid') setLastValid(said.plan);
    }, PAUSE_MS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [text, check]);
  return { check: answer?.check, lastValid, pending: answer?.text !== text };
}

const UNANSWERED: PlanCheck = {
  status: 'refused',
  message: 'The dashboard did not answer. Check that it is running.',
  problems: [],
};
