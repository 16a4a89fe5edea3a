/** The file that `new` writes: every field is there, every value says what belongs in its place. */
import { BODY_SECTIONS } from '../main/contract/entry';
import { BODY_HEADINGS } from './schema';

/** A template that satisfies the schema once its category is one of the catalogue's. */
export function entryTemplate(id: string, category: string): string {
  const title = `${id.charAt(0).toUpperCase()}${id.slice(1)}`.replaceAll('-', ' ');
  const sections = BODY_SECTIONS.map(
    (section) => `## ${BODY_HEADINGS[section]}\n\n${HINTS[section]}\n`,
  );
  return `---
id: ${id}
title: ${title}
headline: "{host|The server} ... one short sentence about this session"
category: ${category}
severity: error
status: draft
programs: [putty, plink, pscp, psftp]
aliases:
  - what people type when they look for it
  - another name or an error number
patterns:
  - literal: ${title}
    regex: '^${title}$'
    voices: [event-log, dialog, console]
causes:
  - id: most-common-cause
    text: What is wrong most of the time.
    fixes: [first-fix]
fixes:
  - id: first-fix
    title: What to do, as an order
    side: client
    risk: safe
    steps:
      - The first step, with panel and control by name.
    verify: How to see that it worked.
false_positives: When this message is harmless.
samples:
  match:
    - { voice: event-log, text: ${title}, from: PuTTY 0.78 }
  no_match:
    - { voice: remote, text: ${title}, why: a program on the server printed it }
related: []
references: []
---

${sections.join('\n')}`;
}

const HINTS = {
  happened: 'What PuTTY and {host|the server} were doing, and what went wrong.',
  why: 'How it works, in a few short sentences, and what can be missing.',
  tell: '- What to look at, and what each sight means.',
  administrator: "> A message to {host|the server}'s administrator, ready to be sent.",
  avoid: '- The bad advice that people find for this message, and why it harms.',
} as const;
