// The advice line from end to end without scripts: everything works by forms and links alone.
import { desk, mouse, stage } from './lib.mjs';
import { tell } from './story.mjs';

const { journey } = stage();

journey('in English, without scripts', { locale: 'en', width: desk, javaScript: false }, ({ demo, visit }) =>
  tell({ demo, visit, locale: 'en', hands: mouse, boosted: false }));
