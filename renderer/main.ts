/** Starts the window's interface. */
import { mount } from 'svelte';
import App from './app.svelte';
import { speakHere } from './speak-here';
import './tokens.css';
import './base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id "app".');

await speakHere();
mount(App, { target });
