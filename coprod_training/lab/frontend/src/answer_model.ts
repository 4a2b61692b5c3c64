// Stands between an activity's page script and our server, where a notebook's own model stands
// otherwise. widgets/static/keeping.js needs no more than this.

import { api } from './api';

type Listener = (value: unknown) => void;

/** What one activity is drawn from, and the way its answers go out. */
export class AnswerModel {
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

  /** Send an answer. Silence means not saved: keeping.js keeps the answer, says so and sends again. */
  send(message: unknown): void {
    api.keep(this.id, message).then(
      reply => {
        this.tell('msg:custom', reply);
        this.onReply(reply);
      },
      () => undefined,
    );
  }

  private tell(name: string, value: unknown): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(value);
  }
}
