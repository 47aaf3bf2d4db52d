//! Persons: their identity and how far it can be relied upon, who is around them, what they were told and said.
//!
//! Everything about one person begins with [`person_facts`]: one statement that tells what ties the actor to them, for
//! the policy. Hidden and absent are the same from there on. Lists join the same grants (`facts`).

mod brief;
mod care_team;
pub(crate) mod closed;
mod consequences;
mod create;
mod duplicates;
mod edit;
mod evidence;
mod exact;
mod extract;
pub(crate) mod facts;
mod history;
mod identity;
mod in_reach;
mod information;
pub mod invitations;
mod keys;
pub(crate) mod left;
mod likeness;
mod line;
mod list;
mod look;
mod matching;
mod merge;
mod nearby;
mod overview;
mod person;
mod place;
mod preview;
mod rows;
mod said;
mod search;
pub(crate) mod seeded;
mod standing;
mod team;
mod timeline;
mod traits;
mod vigilance;

pub use brief::PersonBrief;
pub(crate) use brief::{BRIEF, BriefRow};
pub use care_team::{
    MemberForm, NewMember, TeamSheet, add as join_care_team, end as leave_care_team, team as care_team,
};
pub(crate) use care_team::{attends, attends_no_more, received};
pub use closed::CLOSABLE;
pub use create::{NewPerson, PersonForm, create, create_once};
pub(crate) use create::{create_within, created_rows};
pub use duplicates::similar_visible;
pub use edit::edit;
pub use evidence::{evidence, evidenced, join_evidence, take_back_evidence};
pub use exact::Sought;
pub(crate) use exact::{Exact, exactly};
pub use extract::IdentityExtract;
pub(crate) use extract::extract;
pub use facts::{Membership, Ties, person_facts};
pub(crate) use facts::{OpenPersons, Reach, ties};
pub(crate) use history::moved_since;
pub use history::{Change, identity_sheet};
pub use identity::{Check, CheckForm, Document, InsForm, after as status_after, check};
pub use information::{
    InformationForm, InformationSheet, NewInformation, may_share, record as record_information,
    sheet as information_sheet,
};
pub(crate) use information::{note as note_information, objecting, tell_about_exchange};
pub(crate) use keys::{birth_key, of as keys_of};
pub(crate) use left::Reader as LeftReader;
pub use left::{File, Left, ReadBy, Sent, Taken, left};
pub use line::PersonLine;
pub(crate) use line::commune_name;
pub use list::mine;
pub use matching::handlers;
pub(crate) use matching::{find as find_alike, job as match_job};
pub use merge::{REFERRING, merge, unmerge};
pub use nearby::{NearbySought, NearbyView, SHOWN, nearby};
pub use overview::{Alert, Glance, Opened, Permitted, PersonView, Why, open, open_for};
pub(crate) use overview::{read, saw};
pub use person::{Address, Identity, IdentityStatus, Person, Sex};
pub(crate) use place::{PlaceCode, joined, split, usual_compartments};
pub use preview::{Preview, preview};
pub(crate) use rows::{kept_as, lock as hold, lock_all as hold_all};
pub use said::{Aid, How, InformationFact, InformationKind, Scope, Terms};
pub use search::search;
pub use standing::{Standing, standing};
pub use team::{MemberKind, TeamGround, TeamMember};
pub(crate) use team::{attending_doctors, running_members, running_team};
pub(crate) use timeline::Shown;
pub use timeline::{EntryLine, TimelinePart};
pub(crate) use traits::birth_date;
pub use traits::{Traits, TraitsForm};
pub use vigilance::{
    Merge, Pair, Settled, Settlement, Trait, dismiss, merges, pair, queue as vigilance_queue,
};

use jiff::civil::Date;

use crate::Ctx;

/// The date on the wall where the territory's clocks hang, the latest on which somebody can have been born.
pub fn today(ctx: &Ctx) -> Date {
    crate::dates::day(ctx.now())
}
