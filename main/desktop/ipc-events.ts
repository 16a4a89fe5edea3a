/** Tells the window what happened; while it is being loaded, what is told waits. */
import type { EventName, Events } from '../contract/ipc';

/** The part of Electron's `WebContents` that is used. */
export interface EventTarget {
  send(channel: string, value: unknown): void;
  isDestroyed(): boolean;
}

type Told = { [E in EventName]: { readonly name: E; readonly value: Events[E] } }[EventName];

// A window that loads asks for the whole list, so what is dropped here is not lost.
const LONGEST_QUEUE = 500;

export class EventSender {
  #target: EventTarget | null = null;
  #ready = false;
  #queue: Told[] = [];

  /** A new window is being loaded; nothing is sent before `ready`. */
  attach(target: EventTarget): void {
    this.#target = target;
    this.#ready = false;
    this.#queue = [];
  }

  /** The window is gone: nobody listens. */
  detach(): void {
    this.#target = null;
    this.#ready = false;
    this.#queue = [];
  }

  /** The window listens: what waited is sent, in order. */
  ready(): void {
    this.#ready = true;
    const waiting = this.#queue;
    this.#queue = [];
    for (const told of waiting) this.#deliver(told.name, told.value);
  }

  send<E extends EventName>(name: E, value: Events[E]): void {
    if (this.#target === null) return;
    if (this.#ready) {
      this.#deliver(name, value);
      return;
    }
    this.#queue.push({ name, value } as Told);
    if (this.#queue.length > LONGEST_QUEUE) this.#queue.shift();
  }

  #deliver(name: EventName, value: unknown): void {
    if (this.#target !== null && !this.#target.isDestroyed()) this.#target.send(name, value);
  }
}
