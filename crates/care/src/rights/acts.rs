//! Opening an application, and recording what happened to it.

use policy::{Action, Compartment, Reason, Resource};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use store::Tx;

use super::catalogue::{OwedBy, Right};
use super::facts::{self, Dated, Fact, FactKind, add};
use super::form::{NewApplication, NewFact};
use super::project;
use super::rows::{self, Application, right_application};
use super::status::Status;
use crate::access::entries::{self, NewEntry};
use crate::error::Conflict;
use crate::people::{self, ties};
use crate::{ApplicationId, Ctx, Error, PersonId, Result};

/// Opens an application under the identifier that was minted with the form: sent twice, one is opened.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when their rights are not the actor's to manage;
/// [`Error::Invalid`] for a right that the catalogue has not; [`Error::Conflict`] when one is under way for it.
pub async fn begin(
    ctx: &Ctx,
    id: ApplicationId,
    person: PersonId,
    new: NewApplication,
) -> Result<ApplicationId> {
    let known = ctx.house().rights().get(&new.right).map(|right| right.code.clone());
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::ManageRights, &Resource::Person(ties.facts))?;
        let code = known.ok_or_else(|| Error::invalid("right", "fault-choice"))?;
        people::hold(&tx, &ctx, person).await?;
        let before = rows::of_person(&ctx, &tx, person).await?;
        if before.iter().any(|it| it.id == id) {
            return Ok(id);
        }
        under_way(&before, &code)?;
        let renews = before.iter().find(|it| it.right_code == code && runs(it)).map(|it| it.id);
        let at = new.at.unwrap_or(ctx.now()).min(ctx.now());
        let row = rows::opened(&ctx, id, person, &code, renews)?;
        let added = right_application::Entity::insert(right_application::ActiveModel::from(row.clone()))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
        if added == 0 {
            return Err(Error::NotFound);
        }
        let opening = rows::append(&ctx, &tx, id, 1, at, &Fact::Opening).await?;
        let application = Application {
            id,
            person,
            right_code: code,
            renews,
            renewed: false,
            due: None,
            facts: vec![opening.clone()],
            history: vec![opening],
        };
        project::save(&ctx, &tx, row, &application).await?;
        enter(&ctx, &tx, &application, &Fact::Opening, at).await?;
        ctx.record(&tx, "right.opened", ("right", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}

/// One application at a time for one right; a renewal may begin while the grant still runs.
pub(super) fn under_way(before: &[Application], code: &str) -> Result<()> {
    let running = before
        .iter()
        .find(|it| it.right_code == code && facts::status(&it.facts).is_some_and(Status::is_under_way));
    match running.and_then(|it| it.facts.first()) {
        Some(Dated { by, at, .. }) => Err(Error::Conflict(Conflict {
            key: "conflict-right-under-way",
            who: Some(by.clone()),
            at: Some(*at),
        })),
        None => Ok(()),
    }
}

/// Whether it was granted: what is opened now for the same right renews it.
fn runs(application: &Application) -> bool {
    matches!(facts::status(&application.facts), Some(Status::Granted | Status::Suspended))
}

/// Records what happened to an application.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when it is not the actor's to manage: a doctor provides the
/// pieces that doctors owe, and nothing else; [`Error::Conflict`] for what cannot happen where it stands.
pub async fn happened(ctx: &Ctx, id: ApplicationId, new: NewFact) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (row, found) = rows::lock(&ctx, &tx, id).await?.unzip();
        let (mut application, resource) = standing(&ctx, &tx, found).await?;
        let row = row.ok_or(Error::NotFound)?;
        let rights = ctx.house().rights();
        let right = rights.get(&application.right_code).ok_or(Error::NotFound)?;
        overview(&ctx, &resource)?;
        let reason = ctx.permit(needs(right, &new.fact, &ctx, &resource), &resource)?;
        if !right.knows(new.fact.kind()) {
            return Err(Error::conflict("conflict-right-not-now"));
        }
        let facts = &application.facts;
        let at = new.at.unwrap_or(ctx.now()).min(ctx.now());
        if let Fact::PieceProvided { piece } = &new.fact
            && facts
                .iter()
                .any(|it| matches!(&it.fact, Fact::PieceProvided { piece: known } if known == piece))
        {
            return Err(Error::conflict("conflict-piece-there"));
        }
        add(facts, &new.fact, at)?;
        let dated = rows::append(&ctx, &tx, id, application.next_seq(), at, &new.fact).await?;
        application.facts.push(dated);
        project::save(&ctx, &tx, row, &application).await?;
        enter(&ctx, &tx, &application, &new.fact, at).await?;
        let person = application.person;
        ctx.record(&tx, "right.recorded", ("right", id.uuid()), Some(person.uuid()), &reason).await
    })
    .await
}

/// What it takes to record this: whoever manages rights records everything, a doctor the pieces that doctors owe.
pub(super) fn needs(right: &Right, fact: &Fact, ctx: &Ctx, resource: &Resource) -> Action {
    match fact {
        Fact::PieceProvided { piece }
            if right.piece(piece).is_some_and(|it| it.owed_by == OwedBy::Doctor)
                && !ctx.may(Action::ManageRights, resource) =>
        {
            Action::ProvideCertificate
        }
        _ => Action::ManageRights,
    }
}

/// Whoever does not see the social overview does not learn that there is an application: for them there is none.
pub(super) fn overview(ctx: &Ctx, resource: &Resource) -> Result<Reason> {
    ctx.permit(Action::ReadSocialOverview, resource).map_err(|error| match error {
        Error::Forbidden => Error::NotFound,
        other => other,
    })
}

/// How the actor stands to an application. One that is absent takes the same statements as one that is hidden.
pub(super) async fn standing<C: sea_orm::ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    found: Option<Application>,
) -> Result<(Application, Resource)> {
    let person = found.as_ref().map_or(uuid::Uuid::nil().into(), |it| it.person);
    let facts = people::person_facts(ctx, db, person).await;
    let application = found.ok_or(Error::NotFound)?;
    Ok((application, Resource::Person(facts?)))
}

/// Every fact leaves its line in the social part of the record.
pub(super) async fn enter(
    ctx: &Ctx,
    tx: &Tx,
    application: &Application,
    fact: &Fact,
    at: jiff::Timestamp,
) -> Result<()> {
    let entry = NewEntry {
        person: application.person,
        compartment: Compartment::Social,
        at,
        kind: entered(fact.kind()),
        object: ("right", application.id.uuid()),
    };
    entries::add(ctx, tx, entry).await
}

pub(crate) const fn entered(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Opening => "right-opening",
        FactKind::PieceProvided => "right-piece-provided",
        FactKind::Filing => "right-filing",
        FactKind::PiecesAsked => "right-pieces-asked",
        FactKind::Acknowledgement => "right-acknowledgement",
        FactKind::Reminder => "right-reminder",
        FactKind::Adjournment => "right-adjournment",
        FactKind::Grant => "right-grant",
        FactKind::Declaration => "right-declaration",
        FactKind::Contact => "right-contact",
        FactKind::Refusal => "right-refusal",
        FactKind::Appeal => "right-appeal",
        FactKind::CourtAction => "right-court-action",
        FactKind::Suspension => "right-suspension",
        FactKind::Resumption => "right-resumption",
        FactKind::Dropping => "right-dropping",
        FactKind::Withdrawal => "right-withdrawal",
        FactKind::Mistake => "right-mistake",
    }
}
