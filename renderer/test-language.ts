/** Lets what is tested speak English. */
import { speak } from './language.svelte';

await speak('en');
