import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentActor } from '@/app/access';
import { logInAction, singleSignOnAction } from '@/app/actions/access';
import { LogInForm } from '@/components/access/log-in-form';
import { Logo } from '@/components/ui/logo';
import { Notice } from '@/components/ui/page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { accessSettings } from '@/lib/access/settings';

export const metadata: Metadata = { title: 'Log in' };
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const { required, singleSignOn } = accessSettings();
  const params = await paramsOf(searchParams);
  if (!required || (await currentActor().catch(() => undefined)) !== undefined) redirect('/');
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <div className="flex items-center gap-3">
          <Logo size={36} />
          <h1 className="text-2xl font-semibold tracking-tight">Log in to Plimsoll</h1>
        </div>
        {params.has('error') && (
          <Notice tone="fail" title="Single sign-on did not work" role="alert">
            Your account may not have been added yet, or it is disabled. Ask an administrator.
          </Notice>
        )}
        <LogInForm
          next={params.get('next') ?? undefined}
          logIn={logInAction}
          singleSignOn={singleSignOn && singleSignOnAction}
        />
      </div>
    </main>
  );
}
