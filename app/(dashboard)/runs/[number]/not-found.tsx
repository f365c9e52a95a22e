import { NotFoundPage } from '@/components/ui/figures';

export default function RunNotFound() {
  return (
    <NotFoundPage title="There is no such run" href="/runs" link="See all runs">
      It may have been deleted, or its number mistyped.
    </NotFoundPage>
  );
}
