import { setThemeAction } from '@/app/actions/theme';
import { Shell } from '@/components/shell/shell';
import { NotFoundPage } from '@/components/ui/figures';
import { readTheme } from './read-theme';

export default async function NotFound() {
  return (
    <Shell theme={await readTheme()} onTheme={setThemeAction}>
      <NotFoundPage title="Page not found" href="/" link="Go to overview">
        The URL may be wrong, or the item was deleted.
      </NotFoundPage>
    </Shell>
  );
}
