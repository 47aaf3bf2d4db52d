//! Who looked at a person’s record, as it is told to them: by day and by reader, in words that are theirs.

use axum::extract::Query;
use axum::response::IntoResponse;
use care::own::{self, Looked};
use jiff::civil::Date;
use kernel::Cursor;
use serde::Deserialize;

use super::door::{Door, answer};
use crate::failure::Answer;
use crate::i18n::T;
use crate::sealed::{open_cursor, seal_cursor};
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words::zone;

/// The name of the list in its cursors.
const LIST: &str = "own-looked";

/// Where the whole of it stands.
const ALL: &str = "/own/looked";

/// Everybody who looked.
#[derive(Clone, Debug, Template)]
#[template(path = "own/looked.html")]
pub(crate) struct LookedPage {
    pub(crate) shell: Shell,
    pub(crate) looked: Vec<LookedLine>,
    pub(crate) pager: Pager,
}

/// A day on which somebody looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LookedLine {
    /// Their name and what they are.
    pub(crate) who: String,
    /// When, at what, and why.
    pub(crate) words: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: Option<String>,
}

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let Some(session) = visit.own.clone() else {
        return Ok(answer(&visit, Door::Closed, "", FormState::new("own")));
    };
    let (t, house) = (visit.t(), visit.ctx.house());
    let after = open_cursor(house, LIST, asked.after.as_deref());
    let found = own::looked(&visit.ctx, &session, after.map(|cursor| cursor.id)).await?;
    let next =
        found.next.map(|id| format!("{ALL}?after={}", seal_cursor(house, LIST, Cursor { key: 0, id })));
    let page = LookedPage {
        shell: Shell::anonymous(visit.locale(), "/own"),
        looked: lines(&visit, &found.lines),
        pager: Pager::new(t, after.is_some().then(|| ALL.to_owned()), next),
    };
    Ok(Page::new(page).into_response())
}

/// One line for each reader and each day, the last first: at what they looked that day, and why they may.
pub(super) fn lines(visit: &Visit, all: &[Looked]) -> Vec<LookedLine> {
    let t = visit.t();
    let mut days: Vec<(Date, String, Vec<&'static str>, Vec<String>)> = Vec::new();
    for it in all {
        let role =
            it.role.as_ref().map(|(profession, place)| crate::frame::role_words(t, *profession, place));
        let name = it.name.clone().unwrap_or_else(|| t.own_receiver().to_owned());
        let who = role.map_or_else(|| name.clone(), |role| format!("{name} · {role}"));
        let (on, what, why) = (it.at.to_zoned(zone()).date(), saw(t, &it.action), why(visit, &it.ground));
        match days.iter_mut().find(|(day, reader, ..)| *day == on && *reader == who) {
            Some((_, _, saw, whys)) => {
                if !saw.contains(&what) {
                    saw.push(what);
                }
                if !whys.contains(&why) {
                    whys.push(why);
                }
            }
            None => days.push((on, who, vec![what], vec![why])),
        }
    }
    let line = |(on, who, saw, why): (Date, String, Vec<&str>, Vec<String>)| LookedLine {
        who,
        words: t.own_looked(saw.join(", "), t.locale.date_plain(on), why.join(" ")),
    };
    days.into_iter().map(line).collect()
}

/// At what somebody looked, by the code of the journal.
fn saw(t: T, action: &str) -> &'static str {
    if action == "person.read" {
        return t.own_saw_record();
    }
    match action.split('.').next().unwrap_or_default() {
        _ if action.ends_with(".list") && action.starts_with("interview") => t.own_saw_interview(),
        "right" if matches!(action, "right.list" | "right.read") => t.own_saw_rights(),
        "entry" | "attachment" | "prevention" | "questionnaire" => t.own_saw_entry(),
        "interview" => t.own_saw_interview(),
        "plan" => t.own_saw_plan(),
        "advice" | "consultation" if !matches!(action, "advice.list" | "advice.board") => t.own_saw_request(),
        "information" | "own" => t.own_saw_word(),
        "handover" => t.own_saw_handover(),
        "care_team" => t.own_saw_circle(),
        "arrival" => t.own_saw_arrival(),
        "break_glass" | "journal" => t.own_saw_journal(),
        "vigilance" => t.own_saw_identity(),
        "person" if action != "person.list" => t.own_saw_search(),
        _ => t.own_saw_list(),
    }
}

/// Why somebody may look, to the person: by the rule on which the journal says that it rested.
pub(super) fn why(visit: &Visit, ground: &str) -> String {
    let (t, house) = (visit.t(), visit.ctx.house());
    let key = house.policy().reason(ground).map_or_else(|| ground.to_owned(), |it| it.key.to_string());
    t.by_key(&format!("own-why-{key}")).unwrap_or_else(|| crate::journal::words::ground(t, house, ground).0)
}
