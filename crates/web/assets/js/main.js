// What the browser adds to pages that already work without it. Nothing here knows a subject: forms, links and
// regions say what they want in data attributes, documented beside the module that reads them.
import "./guard.js";
import "./keep.js";
import "./autosave.js";
import "./picker.js";
import "./keys.js";
import { start } from "./boost.js";

start();
