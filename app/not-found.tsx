import { setThemeAction } from '@/app/actions/theme';
import { Shell } from '@/components/shell/shell';
import { NotFoundPage } from '@/components/ui/figures';
import { readTheme } from './read-theme';

export default async function NotFound() {
  return (
    <Shell theme={await readTheme()} onTheme={setThemeAction}>
      <NotFoundPage title="There is no such page" href="/" link="Go to the overview">
        The address may be mistyped, or what it named has been deleted.
      </NotFoundPage>
    </Shell>
  );
}
