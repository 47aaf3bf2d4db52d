//! Writing an entry: what it is, where it stands, for whom; who will read it is said beside each place.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::people::MemberKind;
use care::record::{self, Desk, EntryForm, FORM, NewEntry, Place, Sort};
use care::{EntryId, PersonId, PractitionerId, drafts};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::{Saved, see_other};
use crate::typed;
use crate::visit::Visit;

/// The page on which an entry is written or corrected.
#[derive(Clone, Debug, Template)]
#[template(path = "record/write.html")]
pub(crate) struct WritePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) entry: String,
    pub(crate) correcting: Option<String>,
    pub(crate) base: i64,
    pub(crate) sorts: Vec<(Link, bool)>,
    pub(crate) form: FormState,
    pub(crate) places: Vec<Choice>,
    pub(crate) shared: Option<String>,
    pub(crate) members: Vec<Choice>,
    pub(crate) saved: Option<Saved>,
}

impl WritePage {
    /// Whether an end to come may be typed.
    fn until_hint(&self) -> &'static str {
        let t = self.shell.t;
        if self.sort.has_a_term() { t.write_term_hint() } else { t.write_until_hint() }
    }

    fn title(&self) -> String {
        let t = self.shell.t;
        let sort = words::sort_in_sentence(t, self.sort);
        if self.correcting.is_some() { t.correct_title(sort) } else { t.write_title(sort) }
    }

    fn attrs(&self) -> crate::shell::FormAttrs {
        match &self.correcting {
            Some(entry) => self.form.attrs(format!("/entries/{entry}/edit")),
            None => self
                .form
                .attrs(format!("/persons/{}/entries", self.id))
                .autosave(format!("/persons/{}/entries/draft", self.id)),
        }
    }

    fn save_label(&self) -> &'static str {
        let t = self.shell.t;
        if self.correcting.is_some() { t.correct_do() } else { t.write_do() }
    }

    /// The codes of the list that the sort has.
    fn codes(&self) -> Vec<&'static str> {
        match self.sort {
            Sort::Rupture => record::Domain::ALL.iter().map(|it| it.code()).collect(),
            Sort::Situation => record::Facet::ALL.iter().map(|it| it.code()).collect(),
            Sort::Stay => record::StayKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::Allergy => record::Severity::ALL.iter().map(|it| it.code()).collect(),
            Sort::Measurement => record::Measure::ALL.iter().map(|it| it.code()).collect(),
            Sort::Need => record::NeedKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::Relative => record::RelativeKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::Protection => record::ProtectionKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::NoAttendingDoctor => record::NoDoctorKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::Document => record::DocumentKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::Theme => record::ThemeKind::ALL.iter().map(|it| it.code()).collect(),
            Sort::CrisisPlan => record::WrittenWith::ALL.iter().map(|it| it.code()).collect(),
            Sort::Note
            | Sort::Problem
            | Sort::Treatment
            | Sort::Vaccination
            | Sort::Procedure
            | Sort::AttendingDoctor
            | Sort::Assessment
            | Sort::Prevention => Vec::new(),
        }
    }

    fn choices(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let first =
            Choice::new("", if self.sort == Sort::Allergy { t.write_not_known() } else { t.choose() });
        let choice = |code| Choice::new(code, words::choice(t, self.sort, code));
        std::iter::once(first).chain(self.codes().into_iter().map(choice)).collect()
    }

    fn choice_label(&self) -> Option<&'static str> {
        let t = self.shell.t;
        match self.sort {
            Sort::Rupture => Some(t.write_rupture_choice()),
            Sort::Situation => Some(t.write_situation_choice()),
            Sort::Stay => Some(t.write_stay_choice()),
            Sort::Allergy => Some(t.write_allergy_choice()),
            Sort::Measurement => Some(t.write_measurement_choice()),
            Sort::Need => Some(t.write_need_choice()),
            Sort::Relative => Some(t.write_relative_choice()),
            Sort::Protection => Some(t.write_protection_choice()),
            Sort::NoAttendingDoctor => Some(t.write_no_attending_doctor_choice()),
            Sort::Document => Some(t.write_document_choice()),
            Sort::Theme => Some(t.write_theme_choice()),
            Sort::CrisisPlan => Some(t.write_crisis_plan_choice()),
            Sort::Note
            | Sort::Problem
            | Sort::Treatment
            | Sort::Vaccination
            | Sort::Procedure
            | Sort::AttendingDoctor
            | Sort::Assessment
            | Sort::Prevention => None,
        }
    }

    fn name_label(&self) -> Option<&'static str> {
        let t = self.shell.t;
        match self.sort {
            Sort::Problem => Some(t.write_problem_label()),
            Sort::Treatment => Some(t.write_treatment_label()),
            Sort::Allergy => Some(t.write_allergy_label()),
            Sort::Vaccination => Some(t.write_vaccination_label()),
            Sort::Procedure => Some(t.write_procedure_label()),
            Sort::Document => Some(t.write_document_label()),
            Sort::Relative => Some(t.write_relative_label()),
            Sort::AttendingDoctor => Some(t.write_attending_doctor_label()),
            Sort::Protection => Some(t.write_protection_label()),
            Sort::Note
            | Sort::Rupture
            | Sort::Situation
            | Sort::Stay
            | Sort::Measurement
            | Sort::Need
            | Sort::NoAttendingDoctor
            | Sort::Theme
            | Sort::CrisisPlan
            | Sort::Assessment
            | Sort::Prevention => None,
        }
    }

    fn text_label(&self) -> &'static str {
        let t = self.shell.t;
        if matches!(self.sort, Sort::Note | Sort::Situation | Sort::Need) {
            t.write_text()
        } else {
            t.write_more()
        }
    }

    fn on_label(&self) -> &'static str {
        if self.sort.lasts() { self.shell.t.write_since() } else { self.shell.t.write_on() }
    }

    fn audiences(&self) -> Vec<Choice> {
        audiences(self.shell.t)
    }
}

/// For whom it can be.
pub(crate) fn audiences(t: T) -> Vec<Choice> {
    vec![
        Choice::new("", t.write_for_all()).detail(t.write_for_all_detail()),
        Choice::new("named", t.write_for_named()).detail(t.write_for_named_detail()),
    ]
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    sort: Option<String>,
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let wanted = asked.sort.as_deref().and_then(Sort::from_code);
    let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
    let kept: EntryForm = draft.as_ref().map(|it| typed::read(&it.body)).unwrap_or_default();
    // What was begun is gone on with, unless something else is asked for.
    let begun = Sort::from_code(&kept.sort);
    let sort = wanted.or(begun).unwrap_or(Sort::Note);
    let desk = record::desk(&visit.ctx, id, sort).await?;
    if desk.person.id != id {
        let kept = seal(visit.ctx.house(), desk.person.id.uuid());
        return Ok(see_other(&format!("/persons/{kept}/entries/new?sort={}", sort.code())));
    }
    let version = draft.as_ref().map_or(0, |it| it.version);
    let saved = Saved::none(visit.t()).version(version);
    let (kept, saved) = match draft {
        Some(draft) if begun == Some(sort) => {
            (Some(kept), Saved::at(visit.t(), typed::time(&visit, draft.saved_at)).version(version))
        }
        _ => (None, saved),
    };
    Ok(Page::new(page(&visit, &desk, sort, kept.as_ref(), Some(saved))).into_response())
}

fn form_id(visit: &Visit, person: PersonId) -> String {
    format!("entry-{}", seal(visit.ctx.house(), person.uuid()))
}

fn page(visit: &Visit, desk: &Desk, sort: Sort, kept: Option<&EntryForm>, saved: Option<Saved>) -> WritePage {
    let t = visit.t();
    let id = seal(visit.ctx.house(), desk.person.id.uuid());
    let minted = seal(visit.ctx.house(), desk.id.uuid());
    let form = match kept {
        Some(kept) => typed::state(form_id(visit, desk.person.id), kept),
        None => FormState::new(form_id(visit, desk.person.id))
            // Where it stands decides who reads it: chosen by the author, unless there is one place alone.
            .with(
                "compartment",
                match &desk.places[..] {
                    [only] => only.compartment.as_str(),
                    _ => "",
                },
            )
            .with("kept_for", ""),
    };
    let sorts = desk.sorts.iter().copied().map(|it| {
        (Link::new(words::sort(t, it), format!("/persons/{id}/entries/new?sort={}", it.code())), it == sort)
    });
    WritePage {
        shell: visit.shell(),
        name: crate::people::name(&desk.person.identity),
        sort,
        entry: kept.map(|it| it.entry.clone()).filter(|it| !it.is_empty()).unwrap_or(minted),
        correcting: None,
        base: 0,
        sorts: sorts.collect(),
        form,
        places: places(visit, &desk.places),
        shared: shared(visit, &desk.places),
        members: members(visit, &desk.members),
        saved,
        id,
    }
}

/// Where it can stand, and who reads it there.
pub(crate) fn places(visit: &Visit, places: &[Place]) -> Vec<Choice> {
    let t = visit.t();
    let choice = |place: &Place| {
        Choice::new(place.compartment.as_str(), words::compartment(t, place.compartment))
            .detail(t.write_read_by(words::readers(visit, &place.readers)))
    };
    places.iter().map(choice).collect()
}

/// Who would read it too, were it opened to the social members; absent where that opens nothing to anybody.
pub(crate) fn shared(visit: &Visit, places: &[Place]) -> Option<String> {
    let mut all: Vec<_> = Vec::new();
    for reader in places.iter().flat_map(|place| &place.shared) {
        if !all.contains(reader) {
            all.push(reader.clone());
        }
    }
    (!all.is_empty()).then(|| visit.t().write_shared_note(words::readers(visit, &all)))
}

/// Whom the author may name.
pub(crate) fn members(visit: &Visit, members: &[(PractitionerId, String, MemberKind)]) -> Vec<Choice> {
    let t = visit.t();
    let choice = |(who, name, kind): &(PractitionerId, String, MemberKind)| {
        Choice::new(seal(visit.ctx.house(), who.uuid()), name).detail(crate::people::member_kind(t, *kind))
    };
    members.iter().map(choice).collect()
}

/// The readers named in a form.
pub(crate) fn readers(visit: &Visit, form: &EntryForm) -> Vec<PractitionerId> {
    form.readers.iter().filter_map(|it| open(visit.ctx.house(), it).ok()).collect()
}

/// Autosave: answers the saved mark alone; 409 where another window saved since.
pub(super) async fn autosave(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let form: EntryForm = typed::parse(&body);
    let sort = Sort::from_code(&form.sort).unwrap_or(Sort::Note);
    record::may_write(&visit.ctx, id, sort).await?;
    typed::autosave::<EntryForm>(&visit, FORM, id.uuid(), &body).await
}

pub(super) async fn save(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let form: EntryForm = typed::parse(&body);
    let sort = Sort::from_code(&form.sort).unwrap_or(Sort::Note);
    let desk = record::desk(&visit.ctx, id, sort).await?;
    let entry: EntryId = open(visit.ctx.house(), &form.entry).unwrap_or(desk.id);
    let readers = readers(&visit, &form);
    let written = match NewEntry::parse(sort, &form, &readers, desk.today) {
        Ok(new) => record::write(&visit.ctx, entry, desk.person.id, new).await,
        Err(error) => Err(error),
    };
    match written {
        Ok(entry) => {
            Ok(see_other(&format!("/entries/{}?done=written", seal(visit.ctx.house(), entry.uuid()))))
        }
        Err(error) => {
            let status = status_of(&error);
            let kept = EntryForm { entry: seal(visit.ctx.house(), entry.uuid()), ..form };
            let mut page = page(&visit, &desk, sort, Some(&kept), None);
            crate::words::refuse(&mut page.form, visit.t(), error)?;
            Ok(Page::with_status(status, page).into_response())
        }
    }
}
