/** Lets what is tested speak English. */
import { speak } from './language';

await speak('en');
