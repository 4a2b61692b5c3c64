// Stands between an activity's page script and our server, where a notebook's own model stands
// otherwise. widgets/static/keeping.js needs no more than this.

import { api, Refused } from './api';

type Listener = (value: unknown) => void;
type Message = Record<string, unknown>;

const PATIENCE = 15_000; // ms for the reply to one answer

/**
 * Whether the course has this question no more. Only our own server says so in this way
 * (part_pages.py): a 404 may be a proxy's.
 */
export function isGone(problem: unknown): boolean {
  return problem instanceof Refused && problem.status === 410;
}

/** What one activity is drawn from, and the way its answers go out. */
export class AnswerModel {
  private next: Message | null = null;
  private busy = false;
  private readonly listeners = new Map<string, Set<Listener>>();

  /** data: `view` and `kept`. onReply: hears each reply after the page has heard it. */
  constructor(
    private readonly id: string,
    private readonly data: Record<string, unknown>,
    private readonly onReply: (reply: Record<string, unknown>) => void,
  ) {}

  get(name: string): unknown {
    return this.data[name];
  }

  set(name: string, value: unknown): void {
    this.data[name] = value;
    this.tell(`change:${name}`, value);
  }

  on(name: string, listener: Listener): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
  }

  off(name: string, listener: Listener): void {
    this.listeners.get(name)?.delete(listener);
  }

  /**
   * Send an answer. Silence means not saved: keeping.js keeps the answer, says so and sends again.
   * One at a time, so that none can overtake a newer one: what waits here gives way to the next.
   */
  send(message: Message): void {
    this.next = message;
    if (!this.busy) void this.sendAll();
  }

  private async sendAll(): Promise<void> {
    this.busy = true;
    for (let message = this.next; message; message = this.next) {
      this.next = null;
      await this.sendOne(message);
    }
    this.busy = false;
  }

  private async sendOne(message: Message): Promise<void> {
    try {
      const reply = await api.keep(this.id, message, AbortSignal.timeout(PATIENCE));
      this.tell('msg:custom', reply);
      this.onReply(reply);
    } catch (problem) {
      if (!(problem instanceof Refused)) return;
      const type = isGone(problem) ? 'gone' : 'failed';
      this.tell('msg:custom', { type, id: message.id, problem: problem.message });
    }
  }

  private tell(name: string, value: unknown): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(value);
  }
}
