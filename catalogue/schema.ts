/** The form of a catalogue entry's front matter: the one definition that every check and type follows. */
import * as v from 'valibot';
import { UNKNOWN_FACTS } from '../main/contract/facts';
import type { FactName } from '../main/contract/facts';
import type { Condition } from '../main/contract/entry';
import { SEVERITIES, VOICES } from '../main/contract/model';

export const CATEGORIES = [
  'agent',
  'authentication',
  'file-transfer',
  'forwarding',
  'host-key',
  'key-exchange',
  'key-file',
  'logging',
  'network',
  'program',
  'protocol',
  'proxy',
  'serial-telnet',
  'session',
] as const;

export const PROGRAMS = [
  'putty',
  'plink',
  'pscp',
  'psftp',
  'puttygen',
  'pageant',
  'pterm',
] as const;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'));
const release = v.pipe(v.string(), v.regex(/^0\.\d\d$/, 'must be a PuTTY release such as "0.71"'));
const section = v.pipe(
  v.string(),
  v.regex(/^([0-9]+|[A-Z])(\.[0-9]+)*$/, 'must be a section such as "10.9"'),
);
const captureName = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'must be camelCase'));

const factName = v.pipe(
  v.string(),
  v.check(
    (name) => Object.hasOwn(UNKNOWN_FACTS, name),
    'is no fact: main/contract/facts.ts lists them',
  ),
  v.transform((name) => name as FactName),
);

/** See `Condition` in main/contract/entry.ts. */
export const conditionSchema: v.GenericSchema<unknown, Condition> = v.lazy(() =>
  v.union([
    v.strictObject({ fact: factName, equals: v.union([v.string(), v.number(), v.boolean()]) }),
    v.strictObject({ fact: factName, has: text }),
    v.strictObject({ fact: factName, lacks: text }),
    v.strictObject({ fact: factName, contains: text }),
    v.strictObject({ fact: factName, above: v.number() }),
    v.strictObject({ fact: factName, below: v.number() }),
    v.strictObject({ fact: factName, known: v.boolean() }),
    v.strictObject({ capture: captureName, equals: text }),
    v.strictObject({ capture: captureName, contains: text }),
    v.strictObject({ seen: id }),
    v.strictObject({ all: v.array(conditionSchema) }),
    v.strictObject({ any: v.array(conditionSchema) }),
    v.strictObject({ not: conditionSchema }),
  ]),
);

const voice = v.picklist(VOICES);

const patternSchema = v.strictObject({
  literal: v.pipe(v.string(), v.minLength(4, 'must have at least four characters')),
  regex: text,
  voices: v.pipe(v.array(voice), v.minLength(1)),
  since: v.optional(release),
  until: v.optional(release),
});

const causeSchema = v.strictObject({
  id,
  text,
  when: v.optional(conditionSchema),
  fixes: v.pipe(v.array(id), v.minLength(1, 'every cause needs a fix')),
});

const fixSchema = v.strictObject({
  id,
  title: text,
  side: v.picklist(['client', 'server', 'network']),
  risk: v.picklist(['safe', 'careful']),
  steps: v.pipe(v.array(text), v.minLength(1, 'every fix needs steps')),
  panel: v.optional(text),
  command: v.optional(v.strictObject({ server: v.optional(text), client: v.optional(text) })),
  verify: text,
});

const matchSampleSchema = v.strictObject({
  voice,
  text,
  captures: v.optional(v.record(captureName, v.string()), {}),
  from: text,
});

const noMatchSampleSchema = v.strictObject({ voice, text, why: text });

export const frontMatterSchema = v.strictObject({
  id,
  title: text,
  headline: text,
  category: v.picklist(CATEGORIES),
  severity: v.picklist(SEVERITIES),
  status: v.picklist(['draft', 'stable', 'retired']),
  programs: v.pipe(v.array(v.picklist(PROGRAMS)), v.minLength(1)),
  manual: v.optional(section),
  /** PuTTY ends the session with it; errors outside the login always do. */
  fatal: v.optional(v.boolean(), false),
  /** Said because of something that PuTTY said before: never the root of an incident that has one. */
  consequence: v.optional(v.boolean(), false),
  aliases: v.pipe(v.array(text), v.minLength(2, 'people type at least two things for it')),
  patterns: v.pipe(v.array(patternSchema), v.minLength(1)),
  causes: v.pipe(v.array(causeSchema), v.minLength(1)),
  fixes: v.pipe(v.array(fixSchema), v.minLength(1)),
  false_positives: text,
  samples: v.strictObject({
    match: v.pipe(v.array(matchSampleSchema), v.minLength(1)),
    no_match: v.pipe(v.array(noMatchSampleSchema), v.minLength(1)),
  }),
  related: v.optional(v.array(id), []),
  references: v.optional(v.array(v.strictObject({ manual: section, title: text })), []),
});

export type FrontMatter = v.InferOutput<typeof frontMatterSchema>;

/** The sentences of an entry in another language; causes and fixes by their ids. */
export const translationSchema = v.strictObject({
  headline: text,
  causes: v.record(id, text),
  fixes: v.record(id, v.strictObject({ title: text, steps: v.array(text), verify: text })),
  false_positives: text,
});

export type TranslationHead = v.InferOutput<typeof translationSchema>;

/** Headings of the body, in their fixed order, and the bundle's name for each. */
export const BODY_HEADINGS = {
  happened: 'What happened',
  why: 'Why',
  tell: 'How to tell which cause it is',
  administrator: "What to ask the server's administrator",
  avoid: 'What not to do',
} as const;
