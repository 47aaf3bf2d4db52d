//! An invitation to join a care team, as the invited reads and answers it; inviting and taking back, from the team's page.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::invitations::{self, DeclineForm, Invitation, InvitationStatus, Invited};
use care::{Error, InvitationId, PersonId};
use serde::Deserialize;

use super::fields::status_of;
use super::words as said;
use crate::failure::Answer;
use crate::sealed::{Id, Ids, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::{dated, refuse};

/// An invitation.
#[derive(Clone, Debug, Template)]
#[template(path = "people/invitation.html")]
pub(crate) struct InvitationPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) id: String,
    pub(crate) state: StateView,
    pub(crate) lede: String,
    /// They are asked to take over.
    pub(crate) takes_over: bool,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) pending: bool,
    pub(crate) form: FormState,
}

/// A professional who was invited, as a line of the team's page.
#[derive(Clone, Debug)]
pub(crate) struct InvitedLine {
    pub(crate) name: String,
    pub(crate) organization: String,
    pub(crate) state: StateView,
    pub(crate) why: Option<String>,
    pub(crate) take_back: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<InvitationId>, Query(asked): Query<Asked>) -> Answer {
    let invitation = invitations::invitation(&visit.ctx, id).await?;
    care::notices::read(&visit.ctx, id.uuid()).await?;
    let mut page = page(&visit, &invitation, form());
    page.notice = asked.done.and_then(|done| visit.t().by_key(&format!("done-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn form() -> FormState {
    FormState::new("decline")
}

fn page(visit: &Visit, it: &Invitation, form: FormState) -> InvitationPage {
    let (t, now) = (visit.t(), visit.ctx.now());
    let fact = |term: &str, words: String| (term.to_owned(), words);
    InvitationPage {
        shell: visit.shell(),
        notice: None,
        id: seal(visit.ctx.house(), it.id.uuid()),
        state: state(t, it.status, it.until),
        lede: lede(t, it),
        takes_over: it.takes_over,
        facts: it
            .person
            .iter()
            .map(|person| fact(t.invitation_person(), crate::requests::advice::words::person(t, person, now)))
            .chain([
                fact(t.invitation_as(), said::kind(t, it.kind)),
                fact(t.invitation_through(), it.at_home.clone()),
                fact(t.team_ground(), said::ground(t, it.ground)),
                fact(t.invitation_sent(), dated(t.locale, it.at, now)),
            ])
            .collect(),
        pending: it.status == InvitationStatus::Pending,
        form,
    }
}

/// Who invites, and to what.
pub(crate) fn lede(t: T, it: &Invitation) -> String {
    let (by, structure) = (it.by.as_str(), it.by_organization.as_str());
    if it.takes_over { t.invitation_handover_lede(by, structure) } else { t.invitation_lede(by, structure) }
}

/// What is asked, in a title.
pub(crate) fn title(t: T, takes_over: bool) -> &'static str {
    if takes_over { t.invitation_handover_title() } else { t.invitation_title() }
}

impl InvitationPage {
    fn title(&self) -> &'static str {
        title(self.shell.t, self.takes_over)
    }

    fn accept(&self) -> &'static str {
        let t = self.shell.t;
        if self.takes_over { t.handover_accept() } else { t.invitation_accept() }
    }

    fn opens(&self) -> &'static str {
        let t = self.shell.t;
        if self.takes_over { t.invitation_handover_opens() } else { t.invitation_opens() }
    }

    fn why_hint(&self) -> &'static str {
        let t = self.shell.t;
        if self.takes_over { t.invitation_handover_why_hint() } else { t.invitation_why_hint() }
    }
}

/// Where an invitation stands, with its colour.
fn state(t: T, status: InvitationStatus, until: jiff::Timestamp) -> StateView {
    let words = t.by_key(&format!("invitation-{}", status.code())).unwrap_or_default();
    match status {
        InvitationStatus::Pending => {
            StateView::waiting(t.invitation_until(said::date(t.locale, until), words.as_str()))
        }
        InvitationStatus::Over(invitations::Answer::Accepted) => {
            StateView::new(Tone::Success, Icon::Ok, words)
        }
        _ => StateView::new(Tone::Neutral, Icon::Close, words),
    }
}

/// A professional who was invited and has not joined.
pub(super) fn line(visit: &Visit, person: &str, it: &Invited) -> InvitedLine {
    let t = visit.t();
    let id = seal(visit.ctx.house(), it.id.uuid());
    InvitedLine {
        name: it.name.clone(),
        organization: it.organization.clone(),
        state: state(t, it.status, it.until),
        why: it.why.clone(),
        take_back: (it.status == InvitationStatus::Pending)
            .then(|| format!("/persons/{person}/team/invitations/{id}/withdraw")),
    }
}

pub(super) async fn accept(visit: Visit, Id(id): Id<InvitationId>) -> Answer {
    let invitation = invitations::invitation(&visit.ctx, id).await?;
    match invitations::accept(&visit.ctx, id).await {
        Ok(_) => {
            let person =
                invitation.person.map_or_else(|| "/persons".to_owned(), |it| said::href(&visit, it.id));
            Ok(see_other(&format!("{person}?done=team-joined-myself")))
        }
        Err(error) => again(&visit, id, error, form()).await,
    }
}

pub(super) async fn decline(visit: Visit, Id(id): Id<InvitationId>, body: Bytes) -> Answer {
    let typed: DeclineForm = typed::parse(&body);
    match invitations::decline(&visit.ctx, id, &typed).await {
        Ok(()) => {
            let id = seal(visit.ctx.house(), id.uuid());
            Ok(see_other(&format!("/invitations/{id}?done=invitation-declined")))
        }
        Err(error) => again(&visit, id, error, typed::state("decline", &typed)).await,
    }
}

/// The invitation again, with what was typed and why it was refused.
async fn again(visit: &Visit, id: InvitationId, error: Error, mut form: FormState) -> Answer {
    let status: StatusCode = status_of(&error);
    refuse(&mut form, visit.t(), error)?;
    let invitation = invitations::invitation(&visit.ctx, id).await?;
    Ok(Page::with_status(status, page(visit, &invitation, form)).into_response())
}

pub(super) async fn withdraw(visit: Visit, Ids(person, id): Ids<PersonId, InvitationId>) -> Answer {
    let team = format!("{}/team", said::href(&visit, person));
    match invitations::withdraw(&visit.ctx, person, id).await {
        Ok(()) => Ok(see_other(&format!("{team}?done=invitation-withdrawn"))),
        // Pressed twice, or answered meanwhile: the team's page says where it stands.
        Err(Error::Conflict(_)) => Ok(see_other(&team)),
        Err(error) => Err(error.into()),
    }
}
