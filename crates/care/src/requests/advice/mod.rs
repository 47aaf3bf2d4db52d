//! Advice: a health professional asks a psychiatrist, who answers with reasons within the programme's time.
//!
//! A request is a list of dated [`Fact`]s. Its [`Status`] is computed from them by [`status`]; whose turn it is and
//! what the clock shows follow from the same facts. The table is `docs/states/advice.md`.

mod about;
mod accept;
mod act;
mod answer;
mod ask;
mod ask_back;
mod board;
mod cancel;
mod clock;
mod close;
mod complete;
mod decline;
mod emergency;
mod extract;
mod facts;
mod inbox;
mod letter;
mod message;
mod notices;
mod open;
mod queue;
mod redirect;
mod release;
mod reopen;
mod review;
mod rows;
pub(crate) mod seeded;
mod sharing;
mod triage;
mod unsent;
mod watch;

pub use about::{ConsultationToCome, PersonRequest, about};
pub use accept::accept;
pub(crate) use act::permit;
pub use act::{may_answer, reach};
pub use answer::{AnswerForm, LetterPreview, NewAnswer, answer, preview};
pub use ask::{AskForm, NewAsk, SuicidalIdeas, Telling, send, start};
pub use ask_back::ask_back;
pub use board::{Board, BoardFilter, board};
pub use cancel::cancel;
pub use clock::{AdviceClock, ClockShows};
pub use close::{ClosingForm, Followed, NewClosing, Referral, close};
pub use complete::complete;
pub use decline::decline;
pub use emergency::{EmergencyOutcome, decided, shown};
pub use extract::Extract;
pub use facts::{Answer, Asked, Closing, Dated, Fact, FactKind, Status, Turn, next, status, turn};
pub use inbox::{AdviceLine, Mine, awaiting, person_label};

pub use crate::directory::authors::Authored;
pub use letter::download;
pub use message::post;
pub use open::{AdvicePage, Content, FullContent, Permitted, attach, detach, open, open_attachment};
pub use redirect::redirect;
pub use release::release;
pub use review::{Review, review};
pub(crate) use rows::{advice, instant};
pub use triage::triage;
pub use watch::{Watched, watch_clocks};
