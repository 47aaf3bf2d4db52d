//! A person's own page in words that are theirs.

use care::own::OwnPage;
use care::people::{Scope, Standing, TeamMember};
use care::record::{Content, Fact, WrittenWith};
use care::rights::ApplicationView;

use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::StateView;
use crate::support::SheetGoal;
use crate::visit::Visit;
use crate::words::{dated, zone};

/// Somebody around the person: their name, what they are, since when.
pub(super) fn circle(visit: &Visit, it: &TeamMember) -> (String, String) {
    let t = visit.t();
    let since = t.locale.date_plain(it.since.to_zoned(zone()).date());
    let role = format!("{} · {}", crate::people::member_kind(t, it.kind), it.organization_name);
    (it.name.clone(), t.own_circle_since(role, since))
}

/// An application for a right, with where it stands and what is asked of the person.
#[derive(Clone, Debug)]
pub(crate) struct RightLine {
    pub(crate) what: String,
    pub(crate) state: StateView,
    pub(crate) small: String,
}

pub(super) fn right(visit: &Visit, it: &ApplicationView) -> RightLine {
    let t = visit.t();
    RightLine {
        what: it.right.name.get(t.locale).to_owned(),
        state: crate::rights::state(t, it),
        small: crate::rights::line(t, it),
    }
}

/// A consent that can be taken back.
#[derive(Clone, Debug)]
pub(crate) struct ConsentLine {
    pub(crate) words: String,
    pub(crate) from: String,
}

pub(super) fn consents(visit: &Visit, standing: &Standing) -> Vec<ConsentLine> {
    let t = visit.t();
    let all = standing.consented.iter().chain(standing.consents.values());
    let line = |fact: &care::people::InformationFact| {
        let from = match fact.scope {
            Scope::Everyone => "everyone".to_owned(),
            Scope::Practitioner(who) => seal(visit.ctx.house(), who.uuid()),
        };
        let since = t.locale.date_plain(fact.at.to_zoned(zone()).date());
        ConsentLine { words: t.own_consent_since(crate::people::said(t, fact), since), from }
    };
    all.map(line).collect()
}

/// What stands on the page and on paper alike.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) circle: Vec<(String, String)>,
    pub(crate) next: Vec<(String, String)>,
    /// The pathways that they go through, and what comes next on each.
    pub(crate) pathways: Vec<(String, String)>,
    /// What was signed for them: when and by whom, and the words.
    pub(crate) syntheses: Vec<(String, String)>,
    /// Their plan for when things go badly.
    pub(crate) crisis: Vec<CrisisPlan>,
    pub(crate) goals: Vec<SheetGoal>,
    pub(crate) reached: Vec<String>,
    pub(crate) rights: Vec<RightLine>,
    pub(crate) sent: Vec<(String, String)>,
    pub(crate) files: Vec<(String, String)>,
    pub(crate) questions: Vec<QuestionLine>,
}

/// A crisis plan: by whom it was written and when, and each part under what it answers.
#[derive(Clone, Debug)]
pub(crate) struct CrisisPlan {
    pub(crate) by: String,
    pub(crate) parts: Vec<(&'static str, String)>,
}

fn crisis(t: T, fact: &Fact) -> Option<CrisisPlan> {
    let Content::CrisisPlan { signs, helps, call, wishes, with } = &fact.content else { return None };
    let on = t.locale.date_plain(fact.recorded_at.to_zoned(zone()).date());
    let mut parts = vec![
        (t.own_crisis_signs(), signs.clone()),
        (t.own_crisis_helps(), helps.clone()),
        (t.own_crisis_call(), call.clone()),
    ];
    parts.extend(wishes.iter().map(|it| (t.own_crisis_wishes(), it.clone())));
    let by = match with {
        Some(WrittenWith::NotYet) | None => t.own_crisis_not_yet(on, fact.author.as_str()),
        Some(WrittenWith::Person | WrittenWith::PersonAndRelative) => {
            t.own_crisis_by(on, fact.author.as_str())
        }
    };
    Some(CrisisPlan { by, parts })
}

/// A question and its answer.
#[derive(Clone, Debug)]
pub(crate) struct QuestionLine {
    pub(crate) id: String,
    pub(crate) when: String,
    pub(crate) text: String,
    pub(crate) answer: Option<String>,
}

pub(super) fn question(visit: &Visit, it: &care::own::Question) -> QuestionLine {
    QuestionLine {
        id: seal(visit.ctx.house(), it.id.uuid()),
        when: dated(visit.locale(), it.at, visit.ctx.now()),
        text: it.text.clone(),
        answer: it.answer.as_ref().map(|(text, _)| text.clone()),
    }
}

pub(super) fn told(visit: &Visit, page: &OwnPage) -> Told {
    let t = visit.t();
    let consultations = page.next.iter().map(|it| {
        let place = it.place.as_deref().map(|place| format!(" · {place}")).unwrap_or_default();
        (it.at, format!("{}{place}", it.with))
    });
    let interviews = page.interviews.iter().map(|it| (it.at, crate::support::meeting(t, it)));
    let mut next: Vec<_> = consultations.chain(interviews).collect();
    next.sort();
    let (goals, reached) = crate::support::goals(t, &page.goals);
    Told {
        name: crate::people::name(&page.person.identity),
        circle: page.circle.iter().map(|it| circle(visit, it)).collect(),
        next: next.into_iter().map(|(at, with)| (dated(t.locale, at, visit.ctx.now()), with)).collect(),
        pathways: page.pathways.iter().map(|it| crate::pathways::told(visit, it)).collect(),
        syntheses: page
            .syntheses
            .iter()
            .map(|it| {
                let on = t.locale.date_plain(it.at.to_zoned(zone()).date());
                (t.own_synthesis_by(it.by.join(", "), on), it.words.clone())
            })
            .collect(),
        crisis: page.crisis.iter().filter_map(|it| crisis(t, it)).collect(),
        goals,
        reached,
        rights: page.rights.iter().map(|it| right(visit, it)).collect(),
        sent: crate::people::left::sent(visit, &page.left),
        files: crate::people::left::files(visit, &page.left),
        questions: page.questions.iter().map(|it| question(visit, it)).collect(),
    }
}
