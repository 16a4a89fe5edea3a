/** A small entry for tests: right in every way until a test changes something in it. */

/** The text of `catalogue/entries/session/lamp-broken.md`. */
export const GOOD_ENTRY = `---
id: lamp-broken
title: The lamp is broken
headline: "{host|The server} has no light"
category: session
severity: error
status: stable
programs: [putty, plink]
aliases: [dark room, no light]
patterns:
  - literal: lamp is broken
    regex: ^The lamp is broken$
    voices: [event-log, dialog]
  - literal: no light in room
    regex: ^no light in room (?P<room>[0-9]+)$
    voices: [console]
causes:
  - id: bulb-gone
    text: The bulb in **room {room|one}** is gone.
    when: { fact: connected, equals: true }
    fixes: [change-bulb]
fixes:
  - id: change-bulb
    title: Change the bulb
    side: client
    risk: safe
    steps:
      - Take the old bulb out and put the new one in.
    panel: Session > Saved Sessions
    command: { server: "for i in \${LAMPS}; do change; done" }
    verify: There is light.
false_positives: At night nobody minds.
samples:
  match:
    - { voice: event-log, text: The lamp is broken, from: PuTTY 0.78 }
    - { voice: console, text: no light in room 7, captures: { room: "7" }, from: Plink 0.78 }
  no_match:
    - { voice: remote, text: The lamp is broken, why: a program on the server printed it }
related: []
---

## What happened

There is no light on {host|the server}.

## Why

Bulbs do not last for ever.

## How to tell which cause it is

- Look at it.

## What to ask the server's administrator

> Please send a bulb.

## What not to do

- Do not touch the wires.
`;

export const GOOD_FILE = 'catalogue/entries/session/lamp-broken.md';

/** The text of `catalogue/entries/session/lamp-broken.de.md`. */
export const GOOD_TRANSLATION = `---
headline: "{host|Der Server} hat kein Licht"
causes:
  bulb-gone: Die Birne in **Raum {room|eins}** ist weg.
fixes:
  change-bulb:
    title: Die Birne wechseln
    steps:
      - Nehmen Sie die alte Birne heraus, und setzen Sie die neue ein.
    verify: Es ist hell.
false_positives: Nachts stört es niemanden.
---

## Was geschehen ist

Auf {host|dem Server} ist kein Licht.

## Warum

Birnen halten nicht ewig.

## Woran man die Ursache erkennt

- Sehen Sie hin.

## Was die Administration des Servers wissen muss

> Bitte senden Sie eine Birne.

## Was Sie nicht tun sollten

- Fassen Sie die Drähte nicht an.
`;

export const TRANSLATION_FILE = 'catalogue/entries/session/lamp-broken.de.md';

/** Line of the text, from 1, on which the words first stand. */
export function lineOf(text: string, words: string): number {
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`"${words}" does not stand in the text`);
  return text.slice(0, at).split('\n').length;
}

/** The good entry with one part of it replaced; throws if the part is not there. */
export function changed(part: string, replacement: string, source = GOOD_ENTRY): string {
  if (!source.includes(part)) throw new Error(`"${part}" does not stand in the entry`);
  return source.replace(part, () => replacement);
}
