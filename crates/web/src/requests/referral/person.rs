//! The referrals of a person: who follows what, what was asked before, and the protocols under which they can be referred.

use axum::response::IntoResponse;
use care::PersonId;
use care::requests::referral::{self, ReferralLine, Status};

use super::words;
use crate::failure::Answer;
use crate::rights::GlanceLine;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words::zone;

/// The referrals of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "requests/referral/person.html")]
pub(crate) struct OfPersonPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    /// Who follows what, by referral.
    pub(crate) shared: Vec<(Link, String)>,
    /// What was asked for a long-term illness; absent where the reader may not know.
    pub(crate) long_term_illness: Option<Vec<GlanceLine>>,
    pub(crate) lines: Vec<(Link, StateView, String)>,
    /// Protocols: the link to the form, for whom it is, who receives.
    pub(crate) offered: Vec<(Link, String, String)>,
}

impl OfPersonPage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.referrals_of_none()).text(self.shell.t.referrals_of_none_text())
    }
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let view = referral::of_person(&visit.ctx, id).await?;
    let (t, house) = (visit.t(), visit.ctx.house());
    let person = seal(house, view.person.id.uuid());
    if view.person.id != id {
        return Ok(see_other(&format!("/persons/{person}/referrals")));
    }
    let today = care::people::today(&visit.ctx);
    let link = |it: &ReferralLine| {
        Link::new(it.rules.name.get(t.locale), format!("/referrals/{}", seal(house, it.id.uuid())))
    };
    let line = |it: &ReferralLine| {
        let late = it.due.is_some_and(|due| due < today);
        let on = t.locale.date_plain(it.sent_at.to_zoned(zone()).date());
        (link(it), words::state(t, it.status, late), t.referral_sent_by(on, it.sender.as_str()))
    };
    let shared = view.lines.iter().filter(|it| it.status.is_shared_care());
    let shared = shared.filter_map(|it| {
        let who = it.receiver.as_deref()?;
        let accepted = it.status == Status::Accepted;
        Some((link(it), if accepted { t.referral_accepted_by(who) } else { t.referral_followed_by(who) }))
    });
    let page = OfPersonPage {
        long_term_illness: view.long_term_illness.as_deref().map(|all| crate::rights::glance(&visit, all)),
        shared: shared.collect(),
        lines: view.lines.iter().map(line).collect(),
        offered: view
            .offered
            .iter()
            .map(|it| {
                let which = format!("{}/{}", it.program, it.rules.code);
                let href = format!("/persons/{person}/referrals/new?which={which}");
                let name = house.programs().get(&it.program).map(|program| program.name.get(t.locale));
                let label = format!("{} · {}", it.rules.name.get(t.locale), name.unwrap_or_default());
                let to = t.referral_to(words::professions(t, &it.rules.received_by));
                (Link::new(label, href), it.rules.about.get(t.locale).to_owned(), to)
            })
            .collect(),
        name: crate::people::name(&view.person.identity),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        shell: visit.shell(),
        id: person,
    };
    Ok(Page::new(page).into_response())
}
