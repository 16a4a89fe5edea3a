/**
 * The compiled catalogue: what catalogue/build.ts makes of the Markdown entries, and all that the
 * running program knows of them.
 *
 * It holds no HTML. Prose is an `Inline` string or a tree of `Block`s, so each surface (window,
 * terminal, report) renders it itself and log text filled into it stays text.
 */
import type { Translated } from './language';
import type { Severity, Voice } from './model';
import type { FactName } from './facts';

export type Scalar = string | number | boolean;

/** A test on the session's facts, on a capture of the detection, or on what else the session showed. */
export type Condition =
  | { readonly fact: FactName; readonly equals: Scalar }
  | { readonly fact: FactName; readonly has: string }
  | { readonly fact: FactName; readonly lacks: string }
  | { readonly fact: FactName; readonly contains: string }
  | { readonly fact: FactName; readonly above: number }
  | { readonly fact: FactName; readonly below: number }
  | { readonly fact: FactName; readonly known: boolean }
  | { readonly capture: string; readonly equals: string }
  | { readonly capture: string; readonly contains: string }
  | { readonly seen: string }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export interface Pattern {
  /** Occurs in every match, exactly so; at least four characters. */
  readonly literal: string;
  /** RE2 syntax, matched against the message with each run of white space made one space. */
  readonly regex: string;
  readonly voices: readonly Voice[];
  /** First and last PuTTY release with this wording, e.g. `0.71`. */
  readonly since?: string;
  readonly until?: string;
  /** The message may be broken over several lines. */
  readonly wraps?: boolean;
}

/** One line of prose: `**strong**`, `` `code` `` and `{name|fallback}` holes; see inline.ts. */
export type Inline = string;

export type Block =
  | { readonly kind: 'paragraph'; readonly text: Inline }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Inline[] }
  /** A message ready to be sent; its paragraphs. */
  | { readonly kind: 'quote'; readonly paragraphs: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string };

export interface Cause {
  readonly id: string;
  readonly text: Inline;
  readonly when?: Condition;
  readonly fixes: readonly string[];
}

export interface Fix {
  readonly id: string;
  readonly title: Inline;
  readonly side: 'client' | 'server' | 'network';
  readonly risk: 'safe' | 'careful';
  readonly steps: readonly Inline[];
  /** `Connection/SSH/Auth/Credentials > Private key file for authentication`, or only a panel. */
  readonly panel?: string;
  readonly command?: { readonly server?: string; readonly client?: string };
  readonly verify: Inline;
}

/** What matching, listing and searching need: small, always loaded. */
export interface EntrySummary {
  readonly id: string;
  readonly title: string;
  /** A sentence about this session, with `{fact|fallback}` holes. */
  readonly headline: Inline;
  readonly category: string;
  readonly severity: Severity;
  readonly programs: readonly string[];
  readonly manual?: string;
  /** PuTTY ends the session with it; errors outside the login always do. */
  readonly fatal?: boolean;
  /** Said because of something that PuTTY said before. */
  readonly consequence?: boolean;
  readonly aliases: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly causes: readonly {
    readonly id: string;
    readonly when?: Condition;
    readonly fixes: readonly string[];
  }[];
  /** Plain text of the first paragraph of What happened. */
  readonly summary: string;
  readonly related: readonly string[];
}

export const BODY_SECTIONS = ['happened', 'why', 'tell', 'administrator', 'avoid'] as const;
export type BodySection = (typeof BODY_SECTIONS)[number];

/** What an explanation shows: loaded when one is opened. */
export interface EntryBody {
  readonly id: string;
  /** The language that it is written in; English where none is named. */
  readonly language?: Translated;
  readonly causes: readonly Cause[];
  readonly fixes: readonly Fix[];
  /** The five headings of the entry's body. */
  readonly sections: Readonly<Record<BodySection, readonly Block[]>>;
  readonly falsePositives?: Inline;
  readonly references: readonly { readonly manual: string; readonly title: string }[];
}

/** An entry's sentences in another language. */
export interface TranslatedEntry {
  readonly headline: Inline;
  readonly summary: string;
  readonly body: EntryBody;
}

/** By the entries' ids; what is not among them is shown in English. */
export type Translations = Readonly<Record<string, TranslatedEntry>>;
