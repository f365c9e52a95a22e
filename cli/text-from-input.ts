/** What is piped in, without the line end at its end. */
export async function textFromInput(): Promise<string> {
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) text += String(piece);
  return text.replace(/\r?\n$/, '');
}
