/**
 * Draws every PNG of this folder from icon.svg and the tray mark below: `electron resources/draw-icons.mjs`.
 * The PNGs are kept in the repository; run it again when a drawing was changed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const folder = import.meta.dirname;
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** Picture size in the tray, and the factors of denser screens. */
const TRAY = 16;
const FACTORS = [1, 1.25, 1.5, 2, 3];

const KNIFE = `<g transform="translate(12 12) rotate(45) scale(0.92) translate(-12 -12)">
  <path d="M6.200 0.400h11.600a0.900 0.900 0 0 1 .9 1.050l-1.550 8.600a2 2 0 0 1-2 1.650h-6.300a2 2 0 0 1-2-1.650l-1.550-8.600a0.900 0.900 0 0 1 .9-1.050z"/>
  <path d="M10 13.100h4l.6 8.500a1.900 1.900 0 0 1-1.900 2h-1.400a1.900 1.900 0 0 1-1.900-2z"/>
</g>`;

/** Numbers of problems that have a picture of their own. */
const COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 'many'];

/** Security's own sign, for notifications. */
const SHIELD = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <path d="M12 1.500l9 3.300v6.300c0 5.3-3.7 9.4-9 11.4-5.3-2-9-6.1-9-11.400v-6.300z" fill="#6b2fb3"/>
  <path d="M12 7v6" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/>
  <circle cx="12" cy="16.7" r="1.4" fill="#fff"/>
</svg>`;

/** Shapes of each state in the lower right corner: what is cut out of the knife, and what is put there. */
const SIGNS = {
  well: { cut: '', sign: '' },
  problems: {
    cut: '<circle cx="17.500" cy="17.500" r="7.500"/>',
    sign: '<circle cx="17.500" cy="17.500" r="5.500"/>',
  },
  paused: {
    cut: '<rect x="11.500" y="10.500" width="13" height="14" rx="2"/>',
    sign: '<path d="M13.500 12.500h3.200v10h-3.200zM19 12.500h3.200v10h-3.200z"/>',
  },
  trouble: {
    cut: '<path d="M17 8.500l9 16.500h-18z"/>',
    sign: '<path d="M17 12l6.400 11.200h-12.800z"/>',
  },
};

const COLOURS = {
  light: { knife: '#1c1b19', problems: '#b3261e', trouble: '#8f5200', paused: '#1c1b19', well: '' },
  dark: { knife: '#f2f0ea', problems: '#ff8f85', trouble: '#f3b760', paused: '#f2f0ea', well: '' },
  template: { knife: '#000', problems: '#000', trouble: '#000', paused: '#000', well: '' },
};

/**
 * @param {keyof typeof SIGNS} state
 * @param {keyof typeof COLOURS} ground
 */
function trayDrawing(state, ground) {
  const { cut, sign } = SIGNS[state];
  const colours = COLOURS[ground];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
    <mask id="m"><rect width="24" height="24" fill="#fff"/><g fill="#000">${cut}</g></mask>
    <g mask="url(#m)" fill="${colours.knife}">${KNIFE}</g>
    <g fill="${colours[state]}">${sign}</g>
  </svg>`;
}

/**
 * The number takes most of the picture, or nobody could read it at 16 pixels.
 * @param {number | string} count
 * @param {'light' | 'dark'} ground
 */
function countDrawing(count, ground) {
  const { knife, problems } = COLOURS[ground];
  const text = count === 'many' ? '9+' : String(count);
  const size = count === 'many' ? 12 : 15;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
    <mask id="m"><rect width="24" height="24" fill="#fff"/>
      <rect x="6.5" y="6.5" width="20" height="20" rx="9" fill="#000"/></mask>
    <g mask="url(#m)" fill="${knife}">${KNIFE}</g>
    <rect x="8" y="8" width="16" height="16" rx="7" fill="${problems}"/>
    <text x="16" y="${count === 'many' ? 20.4 : 21.4}" text-anchor="middle" font-family="sans-serif" font-weight="700"
      font-size="${size}" fill="${ground === 'dark' ? '#1b1b1a' : '#fff'}">${text}</text>
  </svg>`;
}

/** @type {{ file: string, svg: string, size: number }[]} */
const drawings = [];
const icon = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
for (const size of SIZES) drawings.push({ file: `icon-${size}.png`, svg: icon, size });
for (const state of /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS))) {
  for (const factor of FACTORS) {
    const suffix = factor === 1 ? '' : `@${factor}x`;
    const size = TRAY * factor;
    for (const ground of /** @type {const} */ (['light', 'dark'])) {
      const svg = trayDrawing(state, ground);
      drawings.push({ file: `tray/${state}-on-${ground}${suffix}.png`, svg, size });
    }
    if (factor > 2) continue;
    const svg = trayDrawing(state, 'template');
    drawings.push({ file: `tray/${state}Template${suffix}.png`, svg, size });
  }
}

/**
 * Runs in the page.
 * @param {string} svg
 * @param {number} size
 */
const draw = async (svg, size) => {
  const picture = new Image(size, size);
  picture.src = `data:image/svg+xml;base64,${btoa(svg)}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(picture, 0, 0, size, size);
  return canvas.toDataURL('image/png').split(',')[1];
};

for (const count of COUNTS) {
  for (const factor of FACTORS) {
    const suffix = factor === 1 ? '' : `@${factor}x`;
    for (const ground of /** @type {const} */ (['light', 'dark'])) {
      const file = `tray/problems-${count}-on-${ground}${suffix}.png`;
      drawings.push({ file, svg: countDrawing(count, ground), size: TRAY * factor });
    }
  }
}
drawings.push({ file: 'icon-security-256.png', svg: SHIELD, size: 256 });

void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<title>drawing</title>');
  mkdirSync(path.join(folder, 'tray'), { recursive: true });
  for (const { file, svg, size } of drawings) {
    const call = `(${draw.toString()})(${JSON.stringify(svg)}, ${size})`;
    const png = /** @type {string} */ (await window.webContents.executeJavaScript(call));
    writeFileSync(path.join(folder, file), Buffer.from(png, 'base64'));
  }
  app.quit();
});
