// A lesson is one notebook, shown one section at a time. A section starts at a heading of level 1
// or 2. Pure: it works on what the parts say, not on what is on the screen.

import { callIn } from './calls';

/** One part of a lesson, as stored. */
export interface Part {
  id: string;
  kind: string;
  source: string;
}

/** id: of the part with its heading, which is its address. parts: positions in the lesson. */
export interface Section {
  id: string;
  title: string;
  parts: number[];
}

const HEADING = /^(#{1,2}) +(.+?) *#* *$/m;

/**
 * The sections of a lesson, in order. The title and the first section after it are one page, so
 * that no page is nearly empty.
 */
export function sectionsOf(parts: readonly Part[]): Section[] {
  const sections: Section[] = [];
  let titled = false;
  parts.forEach((part, at) => {
    const [, level, words = ''] = (part.kind === 'markdown' && HEADING.exec(part.source)) || [];
    const joins = titled && level === '##';
    if (sections.length === 0 || (level && !joins)) {
      sections.push({ id: part.id, title: plain(words), parts: [] });
    }
    if (level) titled = level === '#';
    sections[sections.length - 1].parts.push(at);
  });
  return sections;
}

/** The section that holds a part; the first when none does. */
export function sectionWith(sections: readonly Section[], part: number): Section {
  return sections.find(section => section.parts.includes(part)) ?? sections[0];
}

/** The section of an address: by its id, or by its heading as a link has it; undefined: neither. */
export function sectionCalled(sections: readonly Section[], name?: string): Section | undefined {
  return sections.find(({ id, title }) => id === name || title.replace(/ /g, '-') === name);
}

/** The position of the part that shows an activity: `activity("ladder-sort")`; -1 when none does. */
export function partOf(parts: readonly Part[], activity: string): number {
  return parts.findIndex(({ kind, source }) => {
    const call = kind === 'code' ? callIn(source) : null;
    return call?.what === 'activity' && call.name === activity;
  });
}

function plain(markdown: string): string {
  return markdown.replace(/[*_`]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}
