// What a code part of a lesson may hold: the import, or one call that shows something. The same rule
// as content/calls.py, which `coprod check` holds every lesson to.

/** `activity("ladder-sort")`: what is "activity", name is "ladder-sort". */
export interface Call {
  what: 'activity' | 'slot' | 'variant';
  name: string;
  /** The level of its heading. */
  level: number;
}

const CALL = /^(activity|slot|variant)\("([a-z0-9-]+)"(?:, level=([1-6]))?\)$/;

/** The call in the source of a part, or null. */
export function callIn(source: string): Call | null {
  const [, what, name, level] = CALL.exec(source.trim()) ?? [];
  return what ? { what: what as Call['what'], name, level: Number(level ?? 3) } : null;
}
