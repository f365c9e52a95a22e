import { NotFoundPage } from '@/components/ui/figures';

export default function SuiteNotFound() {
  return (
    <NotFoundPage title="There is no such suite" href="/suites" link="See the suite">
      Its number may have been mistyped.
    </NotFoundPage>
  );
}
