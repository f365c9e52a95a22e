import { Quantity } from '@/components/ui/quantity';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { percent } from '@/lib/format/number';
import type { RequestSpec } from '@/lib/plan/request';

/** A plan's own requests, each with its share and what it sends. */
export function RequestTable({ requests }: { requests: readonly RequestSpec[] }) {
  const total = requests.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <Table>
      <thead>
        <tr>
          <Th>Request</Th>
          <Th>Sends</Th>
          <Th className={numeric}>Share</Th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: requests may share a name, and never move.
          <tr key={index} className={rowLine}>
            <Td className="max-w-48 truncate font-medium">{request.name}</Td>
            <Td className="max-w-72 truncate">
              <code className="font-mono text-xs">{lineOf(request)}</code>
            </Td>
            <Td className={numeric}>
              <Quantity of={percent(request.weight / total)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** "GET /api/jobs", "JSON-RPC training.get_status". */
function lineOf(request: RequestSpec): string {
  return 'http' in request
    ? `${request.http.method} ${request.http.path}`
    : `JSON-RPC ${request.rpc.method}`;
}
