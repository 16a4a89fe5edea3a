/** Starts the window's interface. */
import { mount } from 'svelte';
import { languageOf } from '../main/contract/language';
import App from './app.svelte';
import { on } from './bridge';
import { speak } from './language.svelte';
import './tokens.css';
import './base.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id "app".');

on('language.changed', (language) => {
  void speak(language);
});
await speak(languageOf(location.search));
mount(App, { target });
