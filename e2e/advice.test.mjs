// The advice line from end to end on a phone, each page looked at with care.
import { inspect, mouse, phone, stage } from './lib.mjs';
import { tell } from './story.mjs';

const { journey } = stage();

journey('en français, sur un téléphone', { locale: 'fr', width: phone }, ({ demo, visit }) =>
  tell({ demo, visit, locale: 'fr', hands: mouse, look: inspect }));
