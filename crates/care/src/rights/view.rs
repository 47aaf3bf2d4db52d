//! The rights of a person: one line an application, and one application with its history.

use std::collections::BTreeSet;

use jiff::civil::Date;
use policy::{Action, PersonFacts, Reason, Resource};
use sea_orm::ConnectionTrait;

use super::acts::{overview, standing};
use super::catalogue::{OwedBy, Piece, Right};
use super::evidence;
use super::facts::{Dated, Fact, FactKind, mistaken, status};
use super::mistake;
use super::rows::{self, Application};
use super::standing::{Dates, Standing};
use super::status::{Status, next};
use crate::attachments::Attachment;
use crate::dates::day;
use crate::people::{self, Person, ties};
use crate::record::{self, Reader};
use crate::{ApplicationId, Ctx, Error, PersonId, Result, Seen};

/// A piece of a file, and whether it is there.
#[derive(Debug, Clone)]
pub struct PieceView {
    /// Which.
    pub piece: Piece,
    /// Since when it is there.
    pub provided: Option<Date>,
    /// Whether the actor may say that it is.
    pub may_provide: bool,
}

/// An application, as pages show it.
#[derive(Debug, Clone)]
pub struct ApplicationView {
    /// Identifier.
    pub id: ApplicationId,
    /// For which right.
    pub right: Right,
    /// Where the facts lead.
    pub status: Status,
    /// How it looks today.
    pub standing: Standing,
    /// The dates people ask about.
    pub dates: Dates,
    /// Whether what renews it was granted: that it ends loses nothing.
    pub renewed: bool,
    /// The next day that counts.
    pub due: Option<Date>,
    /// The number that the body gave last.
    pub number: Option<String>,
    /// The pieces of its file.
    pub pieces: Vec<PieceView>,
    /// What was recorded, latest first.
    pub history: Vec<Dated>,
    /// What of it was taken back and counts no more, by its place.
    pub mistaken: BTreeSet<i64>,
    /// What of it the actor may take back, where it was a mistake.
    pub may_take_back: Vec<i64>,
    /// The kinds of facts that can be recorded now, by the actor.
    pub possible: Vec<FactKind>,
}

/// The rights of a person.
#[derive(Debug, Clone)]
pub struct RightsView {
    /// About whom.
    pub person: Person,
    /// Why the actor sees them.
    pub reason: Reason,
    /// The applications: what is under way first, then the latest.
    pub applications: Vec<ApplicationView>,
    /// Whether the actor may open an application.
    pub may_manage: bool,
    /// Who reads them, beside the actor; absent where who is around the person is not told to the actor.
    pub readers: Option<Vec<Reader>>,
    /// Under which identifier the next one would be kept.
    pub next: ApplicationId,
}

/// One application.
#[derive(Debug, Clone)]
pub struct OneRight {
    /// About whom.
    pub person: Person,
    /// Why the actor sees it.
    pub reason: Reason,
    /// The application.
    pub application: ApplicationView,
    /// Who reads them, beside the actor; absent where who is around the person is not told to the actor.
    pub readers: Option<Vec<Reader>>,
    /// The scans joined to its facts; empty for whoever has the overview alone.
    pub evidence: Vec<Attachment>,
    /// The facts to which the actor may join one.
    pub may_join: Vec<i64>,
}

/// The rights of a person; journalled.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when their social overview is closed to the actor.
pub async fn of_person(ctx: &Ctx, person: PersonId) -> Result<RightsView> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let reason = ctx.permit(Action::ReadSocialOverview, &Resource::Person(ties.facts.clone()))?;
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    ctx.saw(Seen::one("right.list", ("person", person.id.uuid()), person.id, &reason));
    let applications = applications(ctx, &db, person.id, &ties.facts).await?;
    Ok(RightsView {
        readers: record::who_may(ctx, &db, &ties.facts, Action::ReadSocialOverview).await?,
        may_manage: ctx.may(Action::ManageRights, &Resource::Person(ties.facts)),
        next: ctx.new_id(),
        person,
        reason,
        applications,
    })
}

/// The applications of a person, what is under way first, as whoever stands so to them sees them. One statement.
async fn applications<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    facts: &PersonFacts,
) -> Result<Vec<ApplicationView>> {
    let all = rows::of_person(ctx, db, person).await?;
    let mut applications: Vec<_> = all.iter().filter_map(|it| view(ctx, it, facts)).collect();
    applications.sort_by_key(|it| !it.status.is_under_way());
    Ok(applications)
}

/// The applications of a person for their first page; `None` where their social overview is closed to the actor. At most
/// one statement.
pub(crate) async fn at_a_glance<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    facts: &PersonFacts,
) -> Result<Option<Vec<ApplicationView>>> {
    if !ctx.may(Action::ReadSocialOverview, &Resource::Person(facts.clone())) {
        return Ok(None);
    }
    applications(ctx, db, facts.id.into(), facts).await.map(Some)
}

/// Codes of the affections de longue durée (CSS L160-14, L324-1): of the list, outside of it, several.
const LONG_TERM_ILLNESS: [&str; 3] = ["ald", "ald-31", "ald-32"];

/// What was asked for a long-term illness of a person, what is under way first: beside who follows what. `None` where their
/// social overview is closed to the actor. At most one statement; journalled.
pub(crate) async fn of_long_term_illness<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    facts: &PersonFacts,
) -> Result<Option<Vec<ApplicationView>>> {
    let all = at_a_glance(ctx, db, facts).await?;
    if all.is_some() {
        let reason = ctx.permit(Action::ReadSocialOverview, &Resource::Person(facts.clone()))?;
        let person = PersonId::from(facts.id);
        ctx.saw(Seen::one("right.long_term_illness_read", ("person", person.uuid()), person, &reason));
    }
    Ok(all.map(|all| {
        all.into_iter().filter(|it| LONG_TERM_ILLNESS.contains(&it.right.code.as_str())).collect()
    }))
}

/// One application with its history; journalled.
///
/// # Errors
/// [`Error::NotFound`] when there is no such application, and when the social overview of its person is closed to the
/// actor.
pub async fn open(ctx: &Ctx, id: ApplicationId) -> Result<OneRight> {
    let db = ctx.reader();
    let found = rows::find(ctx, &db, id).await?;
    let (application, resource) = standing(ctx, &db, found).await?;
    let reason = overview(ctx, &resource)?;
    let Resource::Person(facts) = &resource else { return Err(Error::NotFound) };
    let person = people::read(ctx, &db, facts.id.into()).await?;
    ctx.saw(Seen::one("right.read", ("right", id.uuid()), person.id, &reason));
    let (evidence, may_join) = evidence::of(ctx, &application, &resource).await?;
    let application = view(ctx, &application, facts).ok_or(Error::NotFound)?;
    let readers = record::who_may(ctx, &db, facts, Action::ReadSocialOverview).await?;
    Ok(OneRight { person, reason, application, readers, evidence, may_join })
}

/// The applications of a person as they are told to them: what is under way first. Nothing can be done with them there. The
/// caller has asked the policy.
pub(crate) async fn told_to_the_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<ApplicationView>> {
    let stranger = PersonFacts { territory: ctx.territory(), ..PersonFacts::default() };
    applications(ctx, db, person, &stranger).await
}

/// An application as pages show it, to somebody who stands so to its person; `None` for a right that the catalogue no longer has.
pub(super) fn view(ctx: &Ctx, it: &Application, person: &PersonFacts) -> Option<ApplicationView> {
    let right = ctx.house().rights().get(&it.right_code)?.clone();
    let status = status(&it.facts)?;
    let dates = Dates::of(&right, &it.facts);
    let resource = Resource::Person(person.clone());
    let (manages, provides) =
        (ctx.may(Action::ManageRights, &resource), ctx.may(Action::ProvideCertificate, &resource));
    let open = next(Some(status), FactKind::PieceProvided).is_some();
    let pieces = right.pieces.iter().map(|piece| {
        let provided = it.facts.iter().find_map(|dated| match &dated.fact {
            Fact::PieceProvided { piece: code } if *code == piece.code => Some(day(dated.at)),
            _ => None,
        });
        let mine = manages || (provides && piece.owed_by == OwedBy::Doctor);
        PieceView { piece: piece.clone(), provided, may_provide: open && provided.is_none() && mine }
    });
    let number = it.facts.iter().rev().find_map(|dated| match &dated.fact {
        Fact::Filing { number, .. } | Fact::Acknowledgement { number } => number.clone(),
        _ => None,
    });
    let possible = FactKind::ALL.iter().copied().filter(|kind| {
        manages
            && right.knows(*kind)
            && *kind != FactKind::PieceProvided
            && next(Some(status), *kind).is_some()
    });
    Some(ApplicationView {
        id: it.id,
        status,
        standing: Standing::of(status, dates, people::today(ctx)),
        renewed: it.renewed,
        due: it.due,
        dates,
        number,
        pieces: pieces.collect(),
        history: it.history.iter().rev().cloned().collect(),
        mistaken: mistaken(&it.history),
        may_take_back: mistake::possible(ctx, &right, it, &resource),
        possible: possible.collect(),
        right,
    })
}
