/** Takes from every page what it does not need: navigation, windows, embedded pages, permissions. */
import { app, session } from 'electron';
import { isOwnPage } from './origin';

/** Must run before the first window is made. */
export function lockDown(): void {
  app.on('web-contents-created', (_created, contents) => {
    const deny = (event: { preventDefault(): void }, address: string): void => {
      if (!isOwnPage(address)) event.preventDefault();
    };
    contents.on('will-navigate', (event) => {
      deny(event, event.url);
    });
    contents.on('will-frame-navigate', (event) => {
      deny(event, event.url);
    });
    contents.on('will-redirect', (event) => {
      deny(event, event.url);
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies what pages may ask of the system, and keeps the app off the network; once Electron is ready. */
export function lockSession(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => {
    event.preventDefault();
  });
  // The spell checker would fetch dictionaries.
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !allowed(details.url) });
  });
}

function allowed(address: string): boolean {
  return isOwnPage(address) || address.startsWith('devtools:');
}
