// What the server extension replies, and what it is sent. The Python side is coprod_training/lab/.

/** x of y activities done; words: "x of y done, about n minutes left", or "no activities left". */
export interface Progress {
  done: number;
  of: number;
  words: string;
}

/** The unfinished activity that Continue opens. path: its notebook, from the server's root. */
export interface Next {
  path: string;
  activity: string;
  title: string;
  words: string;
}

export type State = 'not-started' | 'part' | 'done';

export interface ModuleRow {
  id: string;
  /** 0 for a module that is optional. */
  number: number;
  /** Such as "Module 3 of 10", or "Before module 1". */
  place: string;
  title: string;
  path: string;
  state: State;
  /** Such as "4 of 8 done, about 15 minutes left" or "Not started, 35 minutes". */
  words: string;
  /** Such as "4 of 8 done" or "Not started": beside a column of minutes. */
  short: string;
  minutes: string;
  activities: { id: string; title: string; done: boolean }[];
}

/** GET course. */
export interface Course {
  title: string;
  lead: string;
  /** Who is working here; shown on the home page. */
  learner: string;
  /**
   * What stands above every page: that this is a draft or a pilot, or a released course's notice
   * that something has changed. null: a released course without one.
   */
  draft: { heading: string; words: string; certificate: string } | null;
  /** Where the learner is on the way to one, or why there is none. short: for the side panel. */
  certificate: { short: string; words: string };
  settings: { id: string; name: string }[];
  /** The id of the chosen setting, or "". */
  setting: string;
  /** Whether any answer was ever kept here: the first visit shows the welcome. */
  started: boolean;
  progress: Progress;
  next: Next | null;
  modules: ModuleRow[];
  help: { contacts: { name: string; how: string }[]; working_days: string };
}

export type ExerciseState = 'not-open' | 'open' | 'started' | 'handed-in' | 'marked' | 'returned';

/** One exercise. path: its notebook once it was started. */
export interface Exercise {
  id: string;
  title: string;
  lead: string;
  minutes: string;
  /** What it takes to pass, such as "75% right, over the questions of all exercises". */
  to_pass: string;
  path: string;
  state: ExerciseState;
  /**
   * The state in words: "Not open yet", "Not handed in", "Handed in", "Feedback ready". With
   * feedback on an earlier hand-in than the newest: "Handed in. Earlier feedback ready".
   */
  words: string;
  /** Such as "Due Monday 11 January 2027, 5pm"; "" when no date is set. */
  due: string;
  /** Such as "Due in 3 days, on Monday 11 January 2027 at 5pm"; "" unless it is soon and not in. */
  reminder: string;
  /** Whether the due date has passed. */
  late: boolean;
  answered: { done: number; of: number };
  can_hand_in: boolean;
  /** Where exercises are passed on cannot be reached: nobody knows what is open, or by when. */
  away: boolean;
  receipt: Receipt | null;
  /** What is returned, newest first. address: a page to show, from the server's base URL. */
  feedback: { address: string; words: string }[];
}

/** code: such as K7M-4QX. words: such as "Monday 23 November 2026 at 14:05". */
export interface Receipt {
  code: string;
  words: string;
}

/** What is held about this learner. rows: one for each kind of record. */
export interface MyData {
  learner: string;
  /** The hub's page with their service and their yes or no to being counted; "" without a hub. */
  hub_page: string;
  rows: { what: string; where: string; count: string; who: string }[];
  answers: { activity: string; title: string; where: string; at: string; text: string }[];
}

/** A note that something is not right; status in words, reply: what staff wrote back. */
export interface Report {
  id: string;
  page: string;
  section: string;
  words: string;
  at: string;
  status: string;
  reply: string;
}

export interface Choice {
  id: string;
  text: string;
}

/** What one person asked us to keep for the national forum. */
export interface ForumInterest {
  name: string;
  contact: string;
  joining_as: string[];
  setting: string;
  region: string;
  easier: string;
}

/** What is sent: keep and keep_lived_experience are the two separate yeses (FOR7, FOR8). */
export interface ForumSaid extends ForumInterest {
  keep: boolean;
  keep_lived_experience: boolean;
}

/** GET forum. terms: what is settled about taking part. kept: null when nothing is. */
export interface ForumForm {
  terms: string[];
  joining_as: Choice[];
  settings: Choice[];
  regions: Choice[];
  kept: ForumInterest | null;
}

/** GET history: who made the course, and what people changed, in sentences. */
export interface CourseHistory {
  /** Places for contributors' own words, and how many of them wait for somebody. */
  places: number;
  waiting: number;
  modules: ModulePast[];
  credits: string[];
  shares: string[];
  /** What contributors answered each quarter, grouped; none while too few have. */
  asked: string[];
  /** The GRIPP2 short form; blank: what is missing of an item, or "". */
  gripp2: { name: string; said: string[]; blank: string; from: string }[];
}

/** One module of it. numbers: how many people reviewed it and what came of their points. */
export interface ModulePast {
  id: string;
  title: string;
  numbers: string[];
  said: { you: string; we: string }[];
  impact: string[];
  dissents: string[];
}

/** One word of the glossary. */
export interface Term {
  term: string;
  means: string;
}

/** One part of a page as widgets/static/page.js draws it. script: the module to import. */
export interface Shown {
  script: string;
  view: Record<string, unknown>;
  kept: Record<string, unknown> | null;
}
