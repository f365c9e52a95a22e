import { Missing } from '@/components/ui/figures';

export default function SuiteNotFound() {
  return (
    <Missing title="There is no such suite" href="/suite" link="See the suite">
      Its number may have been mistyped.
    </Missing>
  );
}
