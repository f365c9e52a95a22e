/** What became of an import: the run's number, or what is wrong. */
export interface ImportAnswer {
  number?: number;
  message: string;
  problems: { path: string; message: string }[];
}

const NO_ANSWER = 'The dashboard did not answer. Check that it is running, then try again.';

/** Sends a file to be imported; `onSent` is told the share that has left, 0 to 1. */
export function sendImport(
  file: File,
  data: FormData,
  onSent: (share: number) => void,
): Promise<ImportAnswer> {
  const query = new URLSearchParams({ file: file.name });
  for (const name of ['format', 'scenario', 'target']) {
    const value = data.get(name);
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  return new Promise((resolve) => {
    const refused = () => resolve({ message: NO_ANSWER, problems: [] });
    const request = new XMLHttpRequest();
    request.open('POST', `/api/runs/import?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve({ message: NO_ANSWER, problems: [], ...JSON.parse(request.responseText) });
      } catch {
        refused();
      }
    };
    request.onerror = refused;
    request.send(file);
  });
}
