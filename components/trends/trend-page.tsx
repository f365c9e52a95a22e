import { ButtonLink } from '@/components/ui/button';
import { Empty, Lead, PageHeader } from '@/components/ui/page';
import type { TrendPage as Page } from '@/lib/trends/model';
import { ChangeList } from './change-list';
import { type DeploymentActions, Deployments } from './deployments';
import type { ReviewChange } from './review-form';
import { TrendCharts } from './trend-charts';
import { TrendFilters } from './trend-filters';
import { trendSummary } from './trend-summary';

interface TrendPageProps {
  page: Page;
  answer: ReviewChange;
  deployments: DeploymentActions;
}

/** How one figure has gone from run to run of the same plan on the same target. */
export function TrendPage({ page, answer, deployments }: TrendPageProps) {
  const { chosen, series } = page;
  const [first] = series;
  return (
    <>
      <PageHeader title="Trends" />
      {chosen === undefined || first === undefined ? (
        <Empty
          title="No trend yet"
          action={
            <ButtonLink href="/" variant="primary">
              Start run
            </ButtonLink>
          }
        >
          A trend needs finished runs of one scenario; ten are enough to detect changes.
        </Empty>
      ) : (
        <>
          <Lead>{trendSummary(first)}</Lead>
          <TrendFilters {...page} />
          <p className="mb-2 text-sm text-ink-3">
            Valid runs of the same plan ({chosen.plan.replace(/\.$/, '').toLowerCase()}) on the same
            target.
          </p>
          <TrendCharts
            key={`${chosen.scenario} ${chosen.target} ${chosen.planHash} ${page.metric}`}
            series={series}
            deployments={page.deployments}
          />
          <ChangeList series={series} answer={answer} />
          <Deployments
            target={chosen.target}
            deployments={page.deployments}
            pending={page.pending}
            actions={deployments}
          />
        </>
      )}
    </>
  );
}
