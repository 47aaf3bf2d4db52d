//! One exercise of the public directory: what it accepts, as far as somebody said so, and saying it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::PublicPracticeId;
use care::directory::public::{
    NewOffer, Offer, OfferForm, Offered, Practice, SaidBy, Sector, Topic, Welcome, codes, may_say, practice,
    say,
};

use crate::account::Done;
use crate::failure::{Answer, Failure};
use crate::people::nearby;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::{typed, words};

/// One exercise.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/practice.html")]
pub(crate) struct PracticePage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) details: Vec<String>,
    pub(crate) phone: Option<(String, String)>,
    /// It left the directory.
    pub(crate) gone: bool,
    pub(crate) tags: Vec<Tag>,
    pub(crate) confirmed: String,
    /// What was said, the latest first: what, and by whom.
    pub(crate) history: Vec<(String, String)>,
    /// The form, for whoever may say something.
    pub(crate) form: Option<FormState>,
}

impl PracticePage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.practice_nothing()).text(self.shell.t.practice_nothing_text())
    }

    /// The questions of one answer each: field, label, choices.
    fn questions(&self) -> Vec<(&'static str, &'static str, Vec<Choice>)> {
        let t = self.shell.t;
        let nothing = || Choice::new("", t.practice_unsaid());
        let yes_or_no =
            || vec![nothing(), Choice::new("yes", t.practice_yes()), Choice::new("no", t.practice_no())];
        let welcome = Welcome::ALL.iter().map(|it| Choice::new(it.code(), takes(t, *it)));
        let sectors = Sector::ALL.iter().map(|it| Choice::new(it.code(), nearby::sector(t, *it)));
        vec![
            (
                Topic::NewPatients.code(),
                t.practice_new_patients(),
                [nothing()].into_iter().chain(welcome).collect(),
            ),
            (Topic::ProtocolPartner.code(), t.nearby_partner(), yes_or_no()),
            (Topic::WheelchairAccess.code(), t.nearby_wheelchair(), yes_or_no()),
            (Topic::HomeVisits.code(), t.nearby_home_visits(), yes_or_no()),
            (Topic::FeeSector.code(), t.nearby_fees(), [nothing()].into_iter().chain(sectors).collect()),
        ]
    }

    fn languages(&self) -> Vec<Choice> {
        let t = self.shell.t;
        nearby::LANGUAGES.into_iter().map(|it| Choice::new(it, nearby::language(t, it))).collect()
    }

    fn who(&self) -> Vec<Choice> {
        SaidBy::ALL.iter().map(|it| Choice::new(it.code(), said_by(self.shell.t, *it))).collect()
    }
}

fn takes(t: T, welcome: Welcome) -> &'static str {
    match welcome {
        Welcome::Yes => t.practice_yes(),
        Welcome::Conditions => t.practice_conditions(),
        Welcome::No => t.practice_no(),
    }
}

fn said_by(t: T, who: SaidBy) -> &'static str {
    match who {
        SaidBy::Professional => t.practice_said_by_professional(),
        SaidBy::Office => t.practice_said_by_office(),
        SaidBy::Colleague => t.practice_said_by_colleague(),
        SaidBy::Patient => t.practice_said_by_patient(),
    }
}

/// « Vient à domicile : oui ».
fn said(t: T, offer: &Offer) -> String {
    let yes = |it: bool| if it { t.practice_yes() } else { t.practice_no() };
    match offer {
        Offer::NewPatients(it) => t.practice_of(t.practice_new_patients(), takes(t, *it)),
        Offer::ProtocolPartner(it) => t.practice_of(t.nearby_partner(), yes(*it)),
        Offer::WheelchairAccess(it) => t.practice_of(t.nearby_wheelchair(), yes(*it)),
        Offer::HomeVisits(it) => t.practice_of(t.nearby_home_visits(), yes(*it)),
        Offer::FeeSector(it) => t.practice_of(t.nearby_fees(), nearby::sector(t, *it)),
        Offer::Languages(all) => {
            let spoken: Vec<String> = all.iter().map(|code| nearby::language(t, code)).collect();
            t.nearby_speaks(spoken.join(", "))
        }
    }
}

async fn page(
    visit: &Visit,
    id: PublicPracticeId,
    form: impl FnOnce(&Practice) -> FormState,
) -> Result<PracticePage, Failure> {
    let t = visit.t();
    let it: Practice = practice(&visit.ctx, id).await?;
    let form = form(&it);
    let codes = codes(&visit.ctx).await?;
    let line = |offered: &Offered| {
        let on = |at: jiff::Timestamp| t.locale.date_plain(at.to_zoned(words::zone()).date());
        let who = t.practice_said(on(offered.confirmed), said_by(t, offered.said_by));
        let noted = offered.by.as_ref().map(|by| t.practice_noted(on(offered.at), by.as_str()));
        (said(t, &offered.offer), [Some(who), noted].into_iter().flatten().collect::<Vec<_>>().join(" "))
    };
    Ok(PracticePage {
        notice: None,
        id: seal(visit.ctx.house(), id.uuid()),
        details: nearby::details(&codes, it.speciality.as_deref(), it.structure.as_deref(), &it.place),
        phone: it.phone.as_deref().map(nearby::phone),
        gone: it.closed,
        tags: nearby::tags(t, &it.standing),
        confirmed: nearby::confirmed(t, &it.standing),
        history: it.offers.iter().map(line).collect(),
        form: (!it.closed && may_say(&visit.ctx).is_ok()).then_some(form),
        name: it.name,
        shell: visit.shell(),
    })
}

/// Nothing said yet; the languages that are known are ticked, as all that are spoken are said at once.
fn blank(it: &Practice) -> FormState {
    let form = FormState::new("practice-offer").with("said_by", SaidBy::Office.code());
    it.standing.languages.iter().fold(form, |form, code| form.with("languages", code))
}

pub(super) async fn show(visit: Visit, Id(id): Id<PublicPracticeId>, Query(done): Query<Done>) -> Answer {
    let page = PracticePage { notice: done.notice(visit.t()), ..page(&visit, id, blank).await? };
    Ok(Page::new(page).into_response())
}

pub(super) async fn record(visit: Visit, Id(id): Id<PublicPracticeId>, body: Bytes) -> Answer {
    let form: OfferForm = typed::parse(&body);
    let recorded = match NewOffer::parse(&form, care::people::today(&visit.ctx)) {
        Ok(new) => say(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let address = format!("/directory/practices/{}", seal(visit.ctx.house(), id.uuid()));
    let Err(error) = recorded else { return Ok(see_other(&format!("{address}?done=practice-said"))) };
    let status = status_of(&error);
    let mut state = typed::state("practice-offer", &form);
    words::refuse(&mut state, visit.t(), error)?;
    Ok(Page::with_status(status, page(&visit, id, |_| state).await?).into_response())
}
