// How the server extension is asked. Every address is under <base url>coprod/api/.

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

import type {
  Course,
  CourseHistory,
  Exercise,
  ForumForm,
  ForumSaid,
  MyData,
  Report,
  Shown,
  Term,
} from './replies';

/** Raised when the server answers with a sentence for the learner. status: HTTP. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
  ) {
    super(words);
  }
}

/** Said on the document when the server did not know who asked, or when there was none. */
export const UNKNOWN = 'coprod:unknown';

/** A hub's status where somebody's server has ended: it does when nobody uses it. */
export const NO_SERVER = 424;

/** Raised when no answer came: the network or the server is away. */
export class Away extends Error {}

export const settings = ServerConnection.makeSettings();

/** An address of ours on this server, such as `address('static/coprod.css')`. */
export function address(path: string): string {
  return URLExt.join(settings.baseUrl, 'coprod', path);
}

// ms for a reply. A request that a network has lost would be waited for without end.
const AT_ONCE = 10_000;
const WAIT = 30_000;
const LONG = 100_000; // where exercises are passed on: the server itself waits 90 s (exchange_process.py)
const UNREACHED = 'The course cannot be reached at the moment.';
const NOT_DONE = 'This could not be done. Try again in a moment.';
const ENDED = 'Your course is closed at the moment. Open it again with the link on this page.';

/** Raises Refused, and Away when no answer came in time. signal: ends the waiting; null: nothing does. */
async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  signal: AbortSignal | null = AbortSignal.timeout(WAIT),
): Promise<T> {
  let reply: Response;
  try {
    reply = await ServerConnection.makeRequest(
      address(`api/${path}`),
      {
        method,
        signal,
        redirect: 'manual',
        body: body === undefined ? undefined : JSON.stringify(body),
      },
      settings,
    );
  } catch {
    throw new Away(UNREACHED);
  }
  const data: unknown = await reply.json().catch(() => null);
  if (reply.ok && data !== null) return data as T;
  // Not ours: a network's page to sign in, say, which comes in the place of what was asked.
  if (reply.ok) throw new Away(UNREACHED);
  // Nothing of ours leads elsewhere. A hub does, to its own host, where no server is any more.
  const status = reply.type === 'opaqueredirect' ? NO_SERVER : reply.status;
  const shut = [403, 405, NO_SERVER].includes(status);
  if (shut) document.dispatchEvent(new Event(UNKNOWN));
  if (status === NO_SERVER) throw new Refused(status, ENDED);
  const words = (data as { message?: string } | null)?.message;
  // A hub also refuses what is sent to a server that has ended, with a page in the place of words.
  throw new Refused(status, words ?? (shut ? UNREACHED : NOT_DONE));
}

const one = encodeURIComponent;

function passOn(id: string, step: 'start' | 'hand-in'): Promise<Exercise> {
  return ask('POST', `exercises/${one(id)}/${step}`, undefined, AbortSignal.timeout(LONG));
}

export const api = {
  /** Whether anything comes back at all, which a server answers without any work. */
  there: () => ask<unknown>('GET', 'there', undefined, AbortSignal.timeout(AT_ONCE)),
  course: () => ask<Course>('GET', 'course'),
  /** All digests that were ever shipped, by path: only such notebooks are drawn by themselves. */
  digests: () => ask<Record<string, string[]>>('GET', 'digests'),
  words: () => ask<Term[]>('GET', 'words'),
  activity: (id: string) => ask<Shown>('GET', `activities/${one(id)}`),
  slot: (id: string) => ask<Shown>('GET', `slots/${one(id)}`),
  variant: (id: string) => ask<Shown>('GET', `variants/${one(id)}`),
  /** Keep an answer; the reply is what answers/desk.py sends to a page. */
  keep: (id: string, message: unknown, signal?: AbortSignal) =>
    ask<Record<string, unknown>>('POST', `activities/${one(id)}`, message, signal),
  exercises: () => ask<Exercise[]>('GET', 'exercises', undefined, AbortSignal.timeout(LONG)),
  start: (id: string) => passOn(id, 'start'),
  handIn: (id: string) => passOn(id, 'hand-in'),
  myData: () => ask<MyData>('GET', 'my-data'),
  /** Deletes everything, however long it takes; resolves to a sentence that says what was done. */
  deleteMyData: () => ask<{ words: string }>('DELETE', 'my-data', undefined, null),
  reports: () => ask<Report[]>('GET', 'reports'),
  /** id: the same note sent twice with it is kept once. */
  report: (page: string, section: string, words: string, id: string) =>
    ask<Report>('POST', 'reports', { id, page, section, words }),
  forum: () => ask<ForumForm>('GET', 'forum'),
  /** Keeps the form in the place of what was kept before. */
  joinForum: (said: ForumSaid) => ask<ForumForm>('POST', 'forum', said),
  leaveForum: () => ask<ForumForm>('DELETE', 'forum'),
  history: () => ask<CourseHistory>('GET', 'history'),
};
