import { Frame } from '@/app/frame';
import { NotFoundPage } from '@/components/ui/figures';

export default async function NotFound() {
  return (
    <Frame>
      <NotFoundPage title="Page not found" href="/" link="Go to overview">
        The URL may be wrong, or the item was deleted.
      </NotFoundPage>
    </Frame>
  );
}
