import { Missing } from '@/components/ui/figures';

export default function AutomationNotFound() {
  return (
    <Missing title="There is no such schedule or channel" href="/routine" link="See the routine">
      It may have been deleted. What it has started or sent stays.
    </Missing>
  );
}
