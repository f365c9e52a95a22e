import type { Metadata } from 'next';
import { currentActor, pageStore } from '@/app/access';
import { changePasswordAction } from '@/app/actions/access';
import { PasswordForm } from '@/components/access/password-form';
import { Lead, PageHeader, Section } from '@/components/ui/page';
import { SCOPES } from '@/lib/access/model';

export const metadata: Metadata = { title: 'Your account' };
export const dynamic = 'force-dynamic';

export default async function Page() {
  await pageStore();
  const actor = await currentActor();
  return (
    <>
      <PageHeader title="Your account" />
      {actor?.kind === 'user' ? (
        <>
          <Lead>You are logged in as {actor.name}.</Lead>
          <Section title="What you may do">
            <ul className="list-disc pl-5">
              {actor.scopes.map((scope) => (
                <li key={scope}>{SCOPES[scope].title}</li>
              ))}
            </ul>
          </Section>
          <Section title="Password">
            <PasswordForm change={changePasswordAction} />
          </Section>
        </>
      ) : (
        <Lead>There is no log-in: Plimsoll listens to this machine only.</Lead>
      )}
    </>
  );
}
