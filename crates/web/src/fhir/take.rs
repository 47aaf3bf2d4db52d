//! Taking a file: chosen, read over line by line with who would read each, then written by one act or left.

use axum::body::Bytes;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::PersonId;
use care::record::{self, Audience, NewTaken, Place, Taking};
use policy::Compartment;

use super::reading::{self, Becomes, LARGEST, Line, MOST, Reading, Taken};
use super::subject::About;
use super::words;
use crate::failure::Answer;
use crate::files;
use crate::record::words as said;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The form of a file.
#[derive(Clone, Debug, Template)]
#[template(path = "fhir/new.html")]
pub(crate) struct BundlePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) form: FormState,
}

impl BundlePage {
    fn hint(&self) -> String {
        self.shell.t.fhir_file_hint(LARGEST / (1024 * 1024), MOST)
    }
}

/// What would be taken, read over.
#[derive(Clone, Debug, Template)]
#[template(path = "fhir/preview.html")]
pub(crate) struct BundlePreviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) about: StateView,
    /// Whether somebody must say that the file is about this person.
    pub(crate) confirm: bool,
    pub(crate) taken: Vec<TakenView>,
    pub(crate) known: Vec<String>,
    pub(crate) refused: Vec<RefusedView>,
    pub(crate) readers: Vec<(String, String)>,
    pub(crate) bundle: String,
    pub(crate) form: FormState,
}

/// A fact that would be taken.
#[derive(Clone, Debug)]
pub(crate) struct TakenView {
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) field: String,
    pub(crate) readers: String,
    pub(crate) choices: Vec<Choice>,
    pub(crate) text: Option<String>,
    pub(crate) files: Option<String>,
    pub(crate) kept: Option<String>,
}

/// A resource that is left.
#[derive(Clone, Debug)]
pub(crate) struct RefusedView {
    pub(crate) what: String,
    pub(crate) why: Vec<(String, String)>,
}

const FORM: &str = "bundle";
/// Sent for a fact that is not to be taken.
const LEFT: &str = "no";

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let taking = record::taking(&visit.ctx, id).await?;
    Ok(Page::new(choosing(&visit, &taking, FormState::new(FORM))).into_response())
}

fn choosing(visit: &Visit, taking: &Taking, form: FormState) -> BundlePage {
    BundlePage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), taking.person.id.uuid()),
        name: crate::people::name(&taking.person.identity),
        form,
    }
}

/// The file was chosen: it is read over, and nothing is written.
pub(super) async fn preview(
    visit: Visit,
    Id(id): Id<PersonId>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let taking = record::taking(&visit.ctx, id).await?;
    let again = |words: String| {
        let mut form = FormState::new(FORM);
        form.fail("file", words);
        let page = choosing(&visit, &taking, form);
        Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let bytes = match files::one(sent).await {
        Ok((_, bytes)) => bytes,
        Err(mut fault) => {
            if fault.limit.is_some() {
                fault.limit = i64::try_from(LARGEST / (1024 * 1024)).ok();
            }
            return again(crate::words::fault(visit.t(), &fault));
        }
    };
    let bundle = match reading::bundle(&bytes) {
        Ok(bundle) => bundle,
        Err(why) => return again(words::unreadable(visit.t(), &why)),
    };
    match reading::read(&visit, &taking, &bundle).await? {
        Err(why) => again(words::unreadable(visit.t(), &why)),
        Ok(reading) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let page = page(&visit, &taking, &reading, text, FormState::new(FORM));
            Ok(Page::new(page).into_response())
        }
    }
}

/// The name of the field of a fact.
fn field(line: &Line) -> String {
    format!("place-{}", line.number)
}

fn page(
    visit: &Visit,
    taking: &Taking,
    reading: &Reading,
    bundle: String,
    mut form: FormState,
) -> BundlePreviewPage {
    let t = visit.t();
    let (mut taken, mut known, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for line in &reading.lines {
        match &line.becomes {
            Becomes::Taken(it) => {
                let field = field(line);
                if form.value(&field).is_empty() {
                    form = form.with(&field, it.new.entry.compartment.as_str());
                }
                taken.push(taken_view(visit, taking, field, it));
            }
            Becomes::Known(new) => known.push(titled(t, new)),
            Becomes::Refused(why) => refused.push(RefusedView {
                what: words::line(t, line.number, &line.resource),
                why: why.iter().map(|it| (it.path.clone(), words::refusal(t, it))).collect(),
            }),
        }
    }
    let name = crate::people::name(&taking.person.identity);
    let about = match &reading.about {
        About::ThisPerson => StateView::ok(t.fhir_about_person()),
        About::Unsaid(Some(said)) => StateView::warning(t.fhir_about_named(crate::words::isolated(said))),
        About::Unsaid(None) => StateView::warning(t.fhir_about_unsaid()),
    };
    BundlePreviewPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), taking.person.id.uuid()),
        name,
        about,
        confirm: reading.about != About::ThisPerson,
        readers: readers(visit, taking),
        taken,
        known,
        refused,
        bundle,
        form,
    }
}

fn titled(t: T, new: &NewTaken) -> String {
    format!("{} · {}", said::title(t, &new.entry.content), words::when(t, new.at, new.until))
}

fn taken_view(visit: &Visit, taking: &Taking, field: String, it: &Taken) -> TakenView {
    let (t, entry) = (visit.t(), &it.new.entry);
    let places = std::iter::once(entry.compartment).chain(it.others.iter().copied());
    let places = places.map(|it| Choice::new(it.as_str(), said::compartment(t, it)));
    TakenView {
        title: said::title(t, &entry.content),
        when: words::when(t, it.new.at, it.new.until),
        readers: read_by(visit, taking, it),
        choices: places.chain([Choice::new(LEFT, t.fhir_leave())]).collect(),
        text: entry.content.text().map(str::to_owned),
        files: words::files(t, &it.new.documents),
        kept: (!it.kept.is_empty()).then(|| t.fhir_kept(it.kept.join(", "))),
        field,
    }
}

/// Who would read a fact where it usually stands.
fn read_by(visit: &Visit, taking: &Taking, it: &Taken) -> String {
    let (t, entry) = (visit.t(), &it.new.entry);
    if entry.audience != Audience::Compartment {
        return t.fhir_read_by_you().to_owned();
    }
    let places = taking.places_of(entry.content.sort());
    let place = places.iter().find(|it| it.compartment == entry.compartment);
    let mut all = place.map(|it| it.readers.clone()).unwrap_or_default();
    if entry.shared_with_social {
        all.extend(place.into_iter().flat_map(|it| it.shared.clone()));
    }
    t.write_read_by(said::readers(visit, &all))
}

/// Who reads each part of the record in which something may be put.
fn readers(visit: &Visit, taking: &Taking) -> Vec<(String, String)> {
    let mut places: Vec<&Place> = Vec::new();
    for place in taking.places.iter().flat_map(|(_, places)| places) {
        if places.iter().all(|it| it.compartment != place.compartment) {
            places.push(place);
        }
    }
    let line = |it: &Place| {
        let readers = said::readers(visit, &it.readers);
        (said::compartment(visit.t(), it.compartment).to_owned(), readers)
    };
    places.into_iter().map(line).collect()
}

/// What was read over is written, all of it or nothing.
pub(super) async fn take(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let taking = record::taking(&visit.ctx, id).await?;
    let t = visit.t();
    let mut form = FormState::from_body(FORM, &body);
    let text = form.value("bundle").to_owned();
    let unread = |why| {
        let mut form = FormState::new(FORM);
        form.fail("file", words::unreadable(t, &why));
        let page = choosing(&visit, &taking, form);
        Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let bundle = match reading::bundle(text.as_bytes()) {
        Ok(bundle) => bundle,
        Err(why) => return unread(why),
    };
    let reading = match reading::read(&visit, &taking, &bundle).await? {
        Ok(reading) => reading,
        Err(why) => return unread(why),
    };
    let mut facts = Vec::new();
    for line in &reading.lines {
        let Becomes::Taken(it) = &line.becomes else { continue };
        match chosen(it, form.value(&field(line))) {
            Ok(fact) => facts.extend(fact),
            Err(()) => form.fail(field(line), t.by_key("fault-choice").unwrap_or_default()),
        }
    }
    if reading.about != About::ThisPerson && form.value("about") != "yes" {
        form.fail("about", t.fhir_confirm_needed());
    }
    if form.is_rejected() {
        let page = page(&visit, &taking, &reading, text, form);
        return Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let person = seal(visit.ctx.house(), taking.person.id.uuid());
    let written = record::take(&visit.ctx, taking.person.id, facts).await?;
    let done = if written == 0 { "nothing-taken" } else { "taken" };
    Ok(see_other(&format!("/persons/{person}?done={done}")))
}

/// A fact where somebody put it; nothing for what they leave.
fn chosen(it: &Taken, place: &str) -> Result<Option<NewTaken>, ()> {
    let mut new = it.new.clone();
    if place == LEFT {
        return Ok(None);
    }
    let there = place.parse().map_err(|_| ())?;
    if there != new.entry.compartment && !it.others.contains(&there) {
        return Err(());
    }
    new.entry.compartment = there;
    new.entry.shared_with_social &= matches!(there, Compartment::Somatic | Compartment::Psychiatric);
    Ok(Some(new))
}
