/** Starts the search window's interface. */
import { mount } from 'svelte';
import { speakHere } from '../speak-here';
import '../tokens.css';
import '../base.css';
import Search from './search.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('search.html has no element with the id "app".');

await speakHere();
mount(Search, {
  target,
  // In a file of its own, so that the field is there before the catalogue is.
  props: {
    load: async () => {
      const { createFinder, warmUp } = await import('./finder');
      const finder = createFinder();
      warmUp(finder);
      return finder;
    },
  },
});
