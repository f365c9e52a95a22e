import { NotFoundPage } from '@/components/ui/figures';

export default function ScenarioNotFound() {
  return (
    <NotFoundPage title="Scenario not found" href="/scenarios" link="View all scenarios">
      It may have been deleted. Its runs are kept, each with its own copy of the plan.
    </NotFoundPage>
  );
}
