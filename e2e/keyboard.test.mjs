// The advice line from end to end by keyboard alone: the focus shows, and is never lost when a page changes.
import { desk, keyboard, stage } from './lib.mjs';
import { tell } from './story.mjs';

const { journey } = stage();

journey('in English, by keyboard alone', { locale: 'en', width: desk }, ({ demo, visit }) =>
  tell({ demo, visit, locale: 'en', hands: keyboard }));
