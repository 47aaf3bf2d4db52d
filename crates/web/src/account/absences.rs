//! When one is away, and who stands in.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::directory::absence::{self, AbsenceForm, AbsenceView, NewAbsence};
use care::{AbsenceId, Error, PractitionerId};

use super::Done;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::{typed, words};

/// One's absences.
#[derive(Clone, Debug, Template)]
#[template(path = "account/absences.html")]
pub(crate) struct AbsencesPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) lines: Vec<Line>,
    pub(crate) form: FormState,
    /// Those who may stand in; empty where the reader answers nowhere.
    pub(crate) substitutes: Vec<Choice>,
}

/// An absence.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) period: String,
    pub(crate) substitute: String,
    pub(crate) runs: bool,
}

impl AbsencesPage {
    fn empty(&self) -> Empty {
        let t = self.shell.t;
        Empty::new(t.absences_empty()).text(t.absences_empty_text())
    }
}

/// « du lundi 7 au vendredi 11 décembre 2026 », both days included.
pub(crate) fn period(t: T, absence: &AbsenceView) -> String {
    let zone = words::zone();
    let last = absence.until.to_zoned(zone.clone()).date().yesterday();
    let first = words::day(t.locale, &zone, absence.from);
    match last {
        Ok(last) if last != absence.from.to_zoned(zone).date() => {
            t.absence_period(first, t.locale.date(last))
        }
        _ => t.absence_day(first),
    }
}

async fn view(visit: &Visit, form: FormState, notice: Option<Notice>) -> Result<AbsencesPage, Failure> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let me = visit.ctx.actor().professional()?.practitioner();
    let coming = absence::own(&visit.ctx, me).await?;
    let now = visit.ctx.now();
    let line = |it: &AbsenceView| Line {
        id: seal(house, it.id.uuid()),
        period: period(t, it),
        substitute: match &it.substitute_name {
            Some(name) => t.absence_substitute(name.as_str()),
            None => t.absence_nobody().to_owned(),
        },
        runs: it.runs(now),
    };
    let found = absence::substitutes(&visit.ctx, me).await?;
    let mut substitutes = Vec::new();
    if !found.is_empty() {
        substitutes.push(Choice::new("", t.absence_choose_nobody()));
        substitutes.extend(found.iter().map(|(id, name)| Choice::new(seal(house, id.uuid()), name)));
    }
    Ok(AbsencesPage {
        shell: visit.shell(),
        notice,
        lines: coming.iter().map(line).collect(),
        form,
        substitutes,
    })
}

pub(crate) async fn page(visit: Visit, Query(done): Query<Done>) -> Answer {
    let notice = done.notice(visit.t());
    Ok(Page::new(view(&visit, FormState::new("absence"), notice).await?).into_response())
}

/// Reads what was typed.
fn read(visit: &Visit, form: &FormState, body: &Bytes) -> Result<NewAbsence, Error> {
    let me = visit.ctx.actor().professional()?.practitioner();
    let typed: AbsenceForm = typed::parse(body);
    let substitute = match form.value("substitute") {
        "" => None,
        text => Some(
            open::<PractitionerId>(visit.ctx.house(), text)
                .map_err(|_| Error::invalid("substitute", "fault-not-a-substitute"))?,
        ),
    };
    NewAbsence::parse(&typed, me, substitute, &words::zone(), visit.ctx.now())
}

pub(crate) async fn record(visit: Visit, body: Bytes) -> Answer {
    let mut form = FormState::from_body("absence", &body);
    let outcome = match read(&visit, &form, &body) {
        Ok(new) => absence::record(&visit.ctx, new).await,
        Err(error) => Err(error),
    };
    let Err(error) = outcome else { return Ok(see_other("/account/absences?done=absence")) };
    let conflict = matches!(error, Error::Conflict(_));
    words::refuse(&mut form, visit.t(), error)?;
    let status = if conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page::with_status(status, view(&visit, form, None).await?).into_response())
}

/// Takes one back: it will not be, or one is there again.
pub(crate) async fn withdraw(visit: Visit, Id(id): Id<AbsenceId>) -> Answer {
    absence::withdraw(&visit.ctx, id).await?;
    Ok(see_other("/account/absences?done=back"))
}
