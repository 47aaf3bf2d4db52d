//! A follow-up spreadsheet taken over: the persons whom a small team accompanies, and their applications for rights.
//!
//! A file is read and kept with its author ([`keep`]); its owner says what each column is ([`map`]), sees what would become
//! of each line ([`check`]), and carries it out ([`run`]): persons are created as by hand, applications opened with their
//! facts at the dates that the file tells. Lines with something wrong stay behind and block nothing. Everything can be
//! undone as long as nobody wrote about it since ([`undo`]). [`export`] is the way back.

mod application;
mod around;
mod check;
mod columns;
mod decide;
mod export;
mod file;
mod keep;
mod known;
mod line;
mod mapping;
mod naming;
mod output;
mod persons;
mod rows;
mod run;
mod state;
mod taken;
mod undo;
mod untouched;
mod view;
mod withdraw;
mod words;
mod workbook;
mod write;

pub use around::{NewRun, RunForm, grounds, may};
pub use check::{Checked, RefusedLine, check, refused};
pub use columns::ColumnKind;
pub use export::{ExportedRight, export};
pub use file::{LARGEST, MOST_LINES};
pub use keep::{NewImport, keep};
pub use line::LineFault;
pub use mapping::{Mapping, MappingForm, map};
pub use output::{Cell, Sheet};
pub use run::run;
pub use state::{ImportAct, ImportState};
pub use undo::undo;
pub use view::{FileColumn, ImportSummary, OneImport, StayingLine, Stays, mine, open};
