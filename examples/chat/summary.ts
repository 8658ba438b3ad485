import { nameOf } from './load/message.js';
import type { Report } from './load/report.js';
import type { ChatServer } from './server.js';

const { format } = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** What the clients say, and whether all is well. */
export function summarize(report: Report | null): { lines: string[]; ok: boolean } {
  if (report === null) return { lines: ['FAILED: the clients have died.'], ok: false };
  const complaints = complaintsOf(report);
  const ok = complaints.length === 0;
  return { ok, lines: [...figuresOf(report), ok ? verdictOf(report) : 'FAILED:', ...complaints] };
}

function figuresOf(report: Report): string[] {
  const { clients, arrived, rooms, seconds, sent, expected, received } = report;
  const roomsText = rooms === 1 ? 'one room' : `${format(rooms)} rooms`;
  const missed = arrived < clients ? ` of ${format(clients)}` : '';
  return [
    `Clients:  ${format(arrived)}${missed} in ${roomsText}, talking for ${format(seconds)} s`,
    `Sent:     ${format(sent)} messages, to be delivered ${format(expected)} times`,
    `Received: ${format(received)}, each checked for sender, number and checksum`,
    ...pageFiguresOf(report),
  ];
}

function pageFiguresOf({ page }: Report): string[] {
  if (page === null || page.answered === 0) return [];
  const { answered, medianMs, p99Ms } = page;
  return [
    `HTTP:     ${format(answered)} requests answered, in ${format(medianMs)} ms (median), ${format(p99Ms)} ms (p99)`,
  ];
}

function verdictOf({ sent }: Report): string {
  return sent === 0
    ? 'Nobody had said anything yet.'
    : 'Every message is accounted for at every receiver.';
}

function complaintsOf(report: Report): string[] {
  const { clients, arrived, stopped, lost, missing, outOfOrder, damaged, stray, page } = report;
  const counted: Array<[number, string]> = [
    [stopped ? 0 : clients - arrived, 'clients never got in'],
    [lost, 'clients lost their connection'],
    [outOfOrder, 'deliveries came twice or out of order'],
    [damaged, 'deliveries came damaged'],
    [stray, 'deliveries came that nobody had sent there'],
    [page?.failed ?? 0, 'HTTP requests failed'],
    [missing, 'deliveries are missing'],
  ];
  const lines = counted.filter(([n]) => n > 0).map(([n, what]) => `  ${format(n)} ${what}`);
  return [...lines, ...gapsOf(report)];
}

function gapsOf({ gaps, missing }: Report): string[] {
  const lines = gaps.map(({ receiver, sender, count }) => {
    return `    ${nameOf(receiver)} lacks ${format(count)} of ${nameOf(sender)}'s`;
  });
  const rest = gaps.reduce((left, { count }) => left - count, missing);
  return rest > 0 ? [...lines, `    and ${format(rest)} more`] : lines;
}

/** What the server has done, on one line. */
export function serverText({ accepted, delivered, dropped, lost }: ChatServer['counts']): string {
  const texts = [`${format(accepted)} connections`, `${format(delivered)} deliveries`];
  if (dropped > 0) texts.push(`${format(dropped)} cut off because they did not read`);
  if (lost > 0) texts.push(`${format(lost)} deliveries left out on purpose`);
  return `Server:   ${texts.join(', ')}`;
}
