/** The names of all texts, so that a wrong one does not compile. */
import type { TEXTS } from './en/index';

/** All words of one language; every language has the same names. */
export type Texts = typeof TEXTS;

/** `times_one` and `times_other` are two forms of one text, `times`: which one is said depends on the count. */
type Base<Name extends string> = Name extends `${infer Text}_${'one' | 'other'}` ? Text : Name;

type KeysOf<Node, Path extends string> = {
  [Name in keyof Node & string]: Node[Name] extends string
    ? `${Path}${Base<Name>}`
    : KeysOf<Node[Name], `${Path}${Name}.`>;
}[keyof Node & string];

/** `now.filter`: the area's file in locales/, then the names in it. */
export type TextKey = KeysOf<Texts, ''>;
