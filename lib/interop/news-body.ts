import type { ChannelEvent, ChannelKind } from '@/lib/plan/channel-events';

/** One piece of news. */
export interface News {
  event: ChannelEvent | 'test';
  /** "Run 12 does not meet its objectives". */
  title: string;
  /** What was seen, in sentences. */
  text: string;
  /** In the dashboard; absolute. */
  link: string;
  /** ISO 8601. */
  at: string;
  run?: number;
  suite?: number;
  schedule?: string;
}

/** What is sent: of a webhook the news as JSON, of Slack a message of blocks. */
export function newsBody(kind: ChannelKind, news: News): string {
  if (kind === 'webhook') return JSON.stringify(news);
  const { title, text, link } = news;
  return JSON.stringify({
    text: `${title}. ${text}`,
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `*${escaped(title)}*\n${escaped(text)}` },
      },
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: `<${link}|Open in Plimsoll>` }],
      },
    ],
  });
}

/** The three signs that Slack reads as its own. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
