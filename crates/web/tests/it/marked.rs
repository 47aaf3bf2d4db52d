//! A world with a canary in each part, each of which stands in one place only.

use std::collections::BTreeSet;

use care::agenda::slots::{self, NewSlots, SlotsForm};
use care::assessments::{self, Typed};
use care::attachments::NewAttachment;
use care::break_glass::Attempted;
use care::pathways::{self, NewPathway};
use care::people::invitations::{self, DeclineForm};
use care::people::{InformationKind, NewMember, TeamGround, TraitsForm};
use care::prevention::{self, NewNote, NoteForm};
use care::record::{self, Audience, Content, EntryForm, NewEntry};
use care::requests::advice::{
    self, AnswerForm, AskForm, ClosingForm, EmergencyOutcome, NewAnswer, NewAsk, NewClosing,
};
use care::requests::consultation;
use care::rights::{self, Channel, Fact, NewApplication, NewFact};
use care::stories::{Step, acting, centre, followed, refers, tell};
use care::support::interviews::{self, NewInterview, Place, Shared, Subject};
use care::support::plan::{self, NewGoal};
use care::synthesis::{self, Part, Text};
use care::{AdviceId, Ctx, PersonId, RoleId};
use jiff::SignedDuration;
use kernel::Clock;
use policy::Compartment;
use testkit::{App, Canary, Note};

pub(crate) async fn actor(app: &App, persona: &str) -> Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

/// A person whose every trait that a page may show is marked.
async fn marked_person(app: &App, by: RoleId, name: (&str, &str), phone: &str, address: &str) -> PersonId {
    let traits = TraitsForm {
        given: name.0.to_owned(),
        family: name.1.to_owned(),
        sex: "female".to_owned(),
        birth_date: "1979-03-14".to_owned(),
        phone: phone.to_owned(),
        address: address.to_owned(),
        postal_code: "37400".to_owned(),
        commune: "37003".to_owned(),
        ..TraitsForm::default()
    };
    followed(&app.house, by, traits).await.expect("the person is created")
}

/// A draft by the GP.
async fn draft(app: &App) -> AdviceId {
    let gp = actor(app, "gp").await;
    let screen = advice::shown(&gp, "advice-line").await.expect("the screen");
    let (at, program) = advice::decided(&gp, screen, EmergencyOutcome::NotUrgent).await.expect("not urgent");
    advice::start(&gp, &program, at, None).await.expect("a draft")
}

/// Sends a draft, with these words in it.
async fn send(app: &App, id: AdviceId, person: Option<PersonId>, question: &str, context: &str) {
    let form = AskForm {
        question: question.to_owned(),
        context: context.to_owned(),
        suicidal_ideas: "absent".to_owned(),
        telling: "in_person".to_owned(),
        without_identity: if person.is_none() { "yes".to_owned() } else { String::new() },
        ..AskForm::default()
    };
    let ask = NewAsk::parse(&form, person, None).expect("a question");
    advice::send(&actor(app, "gp").await, id, ask).await.expect("it is sent");
}

/// A draft goes from the GP to the psychiatrist, who answers with these words and offers a consultation; the GP may
/// close with others.
async fn answered(
    app: &App,
    id: AdviceId,
    person: Option<PersonId>,
    answer: &str,
    place: &str,
    closing: Option<&str>,
) {
    let mut told = app.request(person);
    told.id = Some(id);
    for step in [Step::Triage, Step::Accept] {
        app.pass(1);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    let psychiatrist = actor(app, "psychiatrist").await;
    let form =
        AnswerForm { assessment: answer.to_owned(), consultation: "yes".to_owned(), ..AnswerForm::default() };
    advice::answer(&psychiatrist, id, NewAnswer::parse(&form).expect("an answer"))
        .await
        .expect("it is answered");
    let page = advice::open(&psychiatrist, id).await.expect("the request");
    let offered = page.consultation.expect("a consultation is offered").id;
    let time = app.clock.now() + SignedDuration::from_hours(96);
    consultation::offer_slots(&psychiatrist, offered, vec![time], 45, place)
        .await
        .expect("times are offered");
    if let Some(text) = closing {
        let form = ClosingForm {
            followed: "yes".to_owned(),
            referral: "avoided".to_owned(),
            usefulness: "5".to_owned(),
            text: text.to_owned(),
            ..ClosingForm::default()
        };
        let closing = NewClosing::parse(&form).expect("a closing");
        advice::close(&actor(app, "gp").await, id, closing).await.expect("it is closed");
    }
}

/// What stands in the record in one sort of entry: a mark that is the day on which it happened, which nothing else bears.
struct Sort {
    name: &'static str,
    author: &'static str,
    compartment: Compartment,
    restricted_to: Option<&'static str>,
    shared_with_social: bool,
}

const fn sort(name: &'static str, author: &'static str, compartment: Compartment) -> Sort {
    Sort { name, author, compartment, restricted_to: None, shared_with_social: false }
}

const SORTS: [Sort; 11] = [
    sort("record: identity", "gp", Compartment::Identity),
    sort("record: coordination", "gp", Compartment::Coordination),
    sort("record: somatic", "gp", Compartment::Somatic),
    sort("record: psychiatric", "psychiatrist_3", Compartment::Psychiatric),
    sort("record: social", "social_worker", Compartment::Social),
    Sort {
        shared_with_social: true,
        ..sort("record: somatic, shared with social", "gp", Compartment::Somatic)
    },
    Sort {
        shared_with_social: true,
        ..sort("record: psychiatric, shared with social", "psychiatrist_3", Compartment::Psychiatric)
    },
    Sort {
        restricted_to: Some("gp"),
        ..sort("record: psychiatric, for the GP alone", "psychiatrist_3", Compartment::Psychiatric)
    },
    Sort {
        restricted_to: Some("social_worker"),
        ..sort("record: social, for its author alone", "social_worker", Compartment::Social)
    },
    Sort {
        restricted_to: Some("nurse"),
        ..sort("record: somatic, for the nurse alone", "gp", Compartment::Somatic)
    },
    Sort {
        restricted_to: Some("mediator"),
        ..sort("record: coordination, for the mediator alone", "social_worker", Compartment::Coordination)
    },
];

/// One entry of each sort, each in a year of its own: written by hand, but for the identity, which only acts change.
async fn entries(app: &App, person: PersonId) -> Vec<Canary> {
    let mut canaries = Vec::new();
    for (sort, year) in SORTS.iter().zip(1991..) {
        let at = format!("{year}-02-03T11:00:00Z").parse().expect("a date");
        let Sort { author, compartment, restricted_to, shared_with_social, .. } = *sort;
        let text = format!("canari-note-{year}");
        if compartment == Compartment::Identity {
            app.note(Note { person, author, compartment, restricted_to, shared_with_social, at }).await;
        } else {
            let audience = restricted_to.map_or(Audience::Compartment, |it| {
                Audience::Named(BTreeSet::from([app.cast.get(it).practitioner]))
            });
            let content = Content::Note { text: text.clone() };
            let new =
                NewEntry { compartment, at: Some(at), until: None, content, audience, shared_with_social };
            app.writes(person, author, new).await;
        }
        let texts = [
            format!("3 février {year}"),
            format!("03/02/{year}"),
            format!("{year}-02-03"),
            format!("3 févr. {year}"),
            text,
        ];
        canaries.push(Canary { name: sort.name, texts: texts.to_vec() });
    }
    canaries
}

/// A note kept for its author alone, of which a correction then opens another text to everybody.
async fn corrected(app: &App, person: PersonId) -> Canary {
    let entry = |text: &str, audience| NewEntry {
        compartment: Compartment::Coordination,
        at: None,
        until: None,
        content: Content::Note { text: text.to_owned() },
        audience,
        shared_with_social: false,
    };
    let id =
        app.writes(person, "psychiatrist_3", entry("canari-avant", Audience::Named(BTreeSet::new()))).await;
    let ctx = actor(app, "psychiatrist_3").await;
    record::correct(&ctx, id, 0, entry("Ouvert à tous.", Audience::Compartment))
        .await
        .expect("it is corrected");
    Canary::new("record: what stood before a correction", "canari-avant")
}

/// A file of which both the name and the content are marked, and its canary.
fn marked_file(name: &'static str, mark: &str) -> (NewAttachment, Canary) {
    let (called, says) = (format!("{mark}-nom"), format!("{mark}-dit"));
    let file =
        NewAttachment::parse(&format!("{called}.pdf"), document(&says).into_bytes()).expect("a document");
    (file, Canary { name, texts: vec![called, says] })
}

/// What was said with its signed form, and a letter in the somatic part.
async fn proved(app: &App, person: PersonId) -> Vec<Canary> {
    let gp = actor(app, "gp").await;
    let said = care::people::information_sheet(&gp, person).await.expect("what was said").said;
    let (form, signed) = marked_file("information: signed form", "canari-signature");
    care::people::join_evidence(&gp, said[0].id, form).await.expect("it is joined");
    let letter = NewEntry {
        compartment: Compartment::Somatic,
        at: None,
        until: None,
        content: Content::Document {
            document: record::DocumentKind::Letter,
            label: "Courrier".to_owned(),
            text: None,
        },
        audience: Audience::Compartment,
        shared_with_social: false,
    };
    let entry = app.writes(person, "gp", letter).await;
    let (file, letter) = marked_file("somatic: document", "canari-courrier");
    record::join_document(&gp, entry, file).await.expect("it is joined");
    vec![signed, letter]
}

async fn right(app: &App, person: PersonId) -> Vec<Canary> {
    let awa = actor(app, "social_worker").await;
    let right =
        rights::begin(&awa, awa.new_id(), person, NewApplication::now("aah")).await.expect("it is opened");
    let filing =
        Fact::Filing { channel: Channel::Post, number: Some("canari-dossier".to_owned()), amount: None };
    rights::happened(&awa, right, NewFact { fact: filing, at: None }).await.expect("it is filed");
    let (scan, scanned) = marked_file("right: scan", "canari-recepisse");
    rights::join_evidence(&awa, right, 2, scan).await.expect("it is joined");
    vec![Canary::new("right: file number", "canari-dossier"), scanned]
}

/// An interview with a part that is its author's alone, a goal of the plan that both made, a reason for a vital need.
async fn accompanied(app: &App, person: PersonId) -> Vec<Canary> {
    let awa = actor(app, "social_worker").await;
    let new = NewInterview {
        status: interviews::Status::Kept,
        at: None,
        shared: Shared {
            place: Place::Office,
            subjects: vec![Subject::Housing],
            about: None,
            text: Some("canari-entretien".to_owned()),
            next: None,
        },
        private: Some("canari-intime".to_owned()),
    };
    let planned = NewInterview {
        status: interviews::Status::Planned,
        // Still to come when all that is marked is there.
        at: Some(app.clock.now() + SignedDuration::from_hours(24 * 45)),
        shared: Shared { about: Some("canari-convenu".to_owned()), text: None, ..new.shared.clone() },
        private: None,
    };
    for new in [new, planned] {
        interviews::record(&awa, awa.new_id(), person, new).await.expect("it is recorded");
    }
    let goal = NewGoal { words: "canari-objectif".to_owned(), agreed: None, at: None };
    plan::open_goal(&awa, awa.new_id(), person, goal).await.expect("a goal");
    let unknown = ("Jeanne", "Inconnue", "02/03/1961");
    let missed = app.in_vital_need("psychiatrist_2", unknown, "canari-urgence, traitement inconnu").await;
    assert_eq!(missed, Attempted::Nothing, "nobody of that name");
    vec![
        Canary::new("interview: shared part", "canari-entretien"),
        Canary::new("interview: private part", "canari-intime"),
        Canary::new("interview to come: what about", "canari-convenu"),
        Canary::new("plan: goal", "canari-objectif"),
        Canary::new("vital need: reason", "canari-urgence"),
    ]
}

/// Two arrivals at the reception of the health centre, written down by the social worker: of nobody, with a way to be called,
/// and of the person.
async fn welcomed(app: &App, person: PersonId) -> Vec<Canary> {
    app.arrives("social_worker", "canari-accueil", Some("canari-bonnet")).await;
    let known = app.arrives("social_worker", "canari-venue", None).await;
    let awa = actor(app, "social_worker").await;
    care::reception::recognise(&awa, known, person).await.expect("it was them");
    vec![
        Canary::new("arrival of nobody: how to call them", "canari-bonnet"),
        Canary::new("arrival of nobody: note", "canari-accueil"),
        Canary::new("arrival of the person: note", "canari-venue"),
    ]
}

/// A questionnaire that the psychiatrist began, and one that she put in the psychiatric part, each with words of its own.
async fn assessed(app: &App, person: PersonId) -> Vec<Canary> {
    let (coordinator, psychiatrist) = (actor(app, "coordinator").await, actor(app, "psychiatrist_3").await);
    let mut papers = Vec::new();
    for (name, says, mark) in
        [("begun", "canari-ébauche", "canari-ordonnance"), ("filled", "canari-bilan", "canari-certificat")]
    {
        let what =
            if name == "begun" { "questionnaire begun: a document" } else { "questionnaire: a document" };
        let (paper, canary) = marked_file(what, mark);
        papers.push(canary);
        let url = format!("https://questionnaires.example/{name}");
        let asked = serde_json::json!({
            "resourceType": "Questionnaire", "url": url, "version": "1", "status": "active", "title": "Entretien",
            "item": [
                {"linkId": "a", "type": "string", "text": "Quoi"},
                {"linkId": "b", "type": "attachment", "text": "Un papier"},
            ],
        });
        assessments::add(&coordinator, asked.to_string().into_bytes()).await.expect("it is brought in");
        let id = assessments::begin(&psychiatrist, person, &format!("{url}|1")).await.expect("it is begun");
        let place = EntryForm { compartment: "psychiatric".to_owned(), ..EntryForm::default() };
        let fields = vec![("q.a.0".to_owned(), says.to_owned())];
        let typed = Typed { fields, place: Some(place), base: 1, ..Typed::default() };
        assessments::keep(&psychiatrist, id, typed).await.expect("it is kept");
        assessments::join(&psychiatrist, id, "q.b.0", paper).await.expect("it is joined");
        if name == "filled" {
            assessments::complete(&psychiatrist, id, &[]).await.expect("it is put in the record");
        }
    }
    papers.extend([
        Canary::new("questionnaire: begun", "canari-ébauche"),
        Canary::new("questionnaire: psychiatric", "canari-bilan"),
    ]);
    papers
}

/// The attending doctor without an account of somebody else, whom the psychiatrist and the nurse follow.
async fn attended(app: &App) -> Canary {
    let person = crate::pathways::person(app).await;
    let new = NewEntry {
        compartment: Compartment::Coordination,
        at: None,
        until: None,
        content: Content::AttendingDoctor { label: "Dr Canaritraitant".to_owned(), text: None },
        audience: Audience::Compartment,
        shared_with_social: false,
    };
    app.writes(person, "psychiatrist", new).await;
    Canary::new("another person: attending doctor without an account", "Canaritraitant")
}

/// A dentist’s visit that the nurse planned.
async fn prevented(app: &App, person: PersonId) -> Vec<Canary> {
    let nurse = actor(app, "nurse").await;
    let form = NoteForm {
        rule: "dental".to_owned(),
        outcome: "refused".to_owned(),
        text: "canari-dentiste".to_owned(),
        ..NoteForm::default()
    };
    let note = NewNote::parse(&form, care::people::today(&nurse)).expect("a note");
    let plan = prevention::of_person(&nurse, person).await.expect("she reads the plan");
    prevention::note(&nurse, nurse.new_id(), &plan, note).await.expect("it is noted");
    vec![Canary::new("prevention: what was noted", "canari-dentiste")]
}

/// A pathway that the GP began, with why; after its visits a synthesis that nurse and GP signed.
async fn walked(app: &App, person: PersonId) -> Vec<Canary> {
    let (gp, nurse) = (actor(app, "gp").await, actor(app, "nurse").await);
    let new = NewPathway {
        program: "somatic-network".to_owned(),
        code: "somatic".to_owned(),
        words: Some("canari-circuit".to_owned()),
        at: None,
        telling: None,
    };
    let pathway = pathways::begin(&gp, gp.new_id(), person, new).await.expect("it begins");
    for visit in ["visit-1", "visit-2", "visit-3"] {
        let held = pathways::Fact::Holding { step: visit.to_owned() };
        pathways::happened(&gp, pathway, pathways::NewFact { fact: held, at: None, slot: None })
            .await
            .expect("it is held");
    }
    let wish =
        pathways::Fact::Wish { step: "handover".to_owned(), to: "canari-souhait".to_owned(), practice: None };
    let wish = pathways::NewFact { fact: wish, at: None, slot: None };
    pathways::happened(&gp, pathway, wish).await.expect("it is noted");
    let times = SlotsForm {
        program: "somatic-network".to_owned(),
        // Still to come when all that is marked is there.
        day: "10/03/2027".to_owned(),
        from: "9:00".to_owned(),
        until: "9:30".to_owned(),
        minutes: "30".to_owned(),
        place: "canari-bureau".to_owned(),
        weeks: String::new(),
    };
    let times = NewSlots::parse(&times, app.clock.now()).expect("times");
    slots::open(&nurse, times).await.expect("they are open");
    let texts = [(Part::Plan, "canari-synthese"), (Part::Person, "canari-en-clair")];
    let text = Text::of(texts.map(|(part, text)| (part, text.to_owned())));
    let id = synthesis::begin(&nurse, nurse.new_id(), pathway, "synthesis".to_owned(), text).await;
    let id = id.expect("it is composed");
    for signer in [&nurse, &gp] {
        synthesis::sign(signer, id, 1).await.expect("it is signed");
    }
    vec![
        Canary::new("pathway: why it was asked for", "canari-circuit"),
        Canary::new("pathway: whom they wish for", "canari-souhait"),
        Canary::new("time of the nurse: where", "canari-bureau"),
        Canary::new("synthesis: to the doctor", "canari-synthese"),
        Canary::new("synthesis: to the person", "canari-en-clair"),
    ]
}

/// A referral that the psychiatrist sent to whoever receives in the integrated centre.
async fn referred(app: &App, person: PersonId) -> Vec<Canary> {
    centre(&app.house, &app.cast).await.expect("they join");
    let psychiatrist = actor(app, "psychiatrist_3").await;
    refers(&psychiatrist, person, "to-somatic", "canari-adressage").await.expect("it is sent");
    vec![Canary::new("referral: why", "canari-adressage")]
}

/// Two persons to whose teams a doctor of another practice is invited: the one waits for the answer, the other was taken back;
/// and one who declined, with a reason.
async fn invited(app: &App) -> Vec<Canary> {
    let by = app.cast.get("gp").role;
    let gp = actor(app, "gp").await;
    let invite = async |person: PersonId, persona: &str| {
        let new = NewMember::now(app.cast.get(persona).role, TeamGround::ChosenByPerson);
        invitations::invite(&gp, person, new).await.expect("they are invited")
    };
    let waiting = marked_person(app, by, ("Ondine", "Canariconvive"), "", "").await;
    invite(waiting, "gp_2").await;
    let declined = invite(waiting, "psychiatrist_2").await;
    let no = DeclineForm { why: "canari-refus".to_owned() };
    invitations::decline(&actor(app, "psychiatrist_2").await, declined, &no).await.expect("they decline");
    let retired = marked_person(app, by, ("Isaure", "Canarirepris"), "", "").await;
    let taken_back = invite(retired, "gp_2").await;
    invitations::withdraw(&gp, retired, taken_back).await.expect("it is taken back");
    vec![
        Canary::new("invitation: name of the person", "Canariconvive"),
        Canary::new("invitation: why it was declined", "canari-refus"),
        Canary::new("invitation taken back: name of the person", "Canarirepris"),
    ]
}

/// Two persons with different teams, and around them a mark in everything that holds text.
pub(crate) async fn marked(app: &App) -> Vec<Canary> {
    let gp = app.cast.get("gp").role;
    let person =
        marked_person(app, gp, ("Zéphyrine", "Canarimarque"), "06 37 00 11 01", "1 rue Canaripostale").await;
    for (persona, ground) in [
        ("nurse", TeamGround::ChosenByPerson),
        ("psychiatrist_3", TeamGround::ChosenByPerson),
        ("social_worker", TeamGround::ChosenByPerson),
        ("mediator", TeamGround::Consent),
    ] {
        app.joins(person, gp, persona, ground).await;
    }
    app.says(person, gp, InformationKind::Informed, None, "canari-information").await;
    let mut canaries = entries(app, person).await;
    canaries.push(corrected(app, person).await);
    canaries.push(attended(app).await);
    canaries.extend(right(app, person).await);
    canaries.extend(proved(app, person).await);
    canaries.extend(accompanied(app, person).await);
    canaries.extend(assessed(app, person).await);
    canaries.extend(prevented(app, person).await);
    canaries.extend(walked(app, person).await);
    canaries.extend(referred(app, person).await);

    let other = app.cast.get("gp_2").role;
    let neighbour =
        marked_person(app, other, ("Balthazar", "Canarivoisin"), "06 37 00 11 02", "2 rue Canarilointaine")
            .await;
    app.joins(neighbour, other, "psychiatrist_2", TeamGround::ChosenByPerson).await;

    // Two records of one person, which identity vigilance alone brings together.
    for gp in [app.cast.gps[6], app.cast.gps[12]] {
        marked_person(app, gp, ("Aliénor", "Canaridouble"), "", "").await;
    }
    app.jobs().await;

    // Closed so long ago that what was shared is shared no more.
    let old = draft(app).await;
    send(app, old, Some(person), "canari-ancienne-question", "canari-ancien-contexte").await;
    answered(
        app,
        old,
        Some(person),
        "canari-ancienne-réponse",
        "canari-ancien-lieu",
        Some("canari-fermeture"),
    )
    .await;
    app.pass(24 * 40);

    let current = draft(app).await;
    let author = app.sign_in("gp").await;
    let upload = format!("/requests/{}/files", app.sealed(current.uuid()));
    let file = document("canari-contenu");
    assert_eq!(author.upload(&upload, "canari-document.pdf", file.as_bytes()).await.status, 303);
    send(app, current, Some(person), "canari-question", "canari-contexte").await;
    advice::post(&actor(app, "gp").await, current, "canari-message").await.expect("a message");
    answered(app, current, Some(person), "canari-réponse", "canari-lieu", None).await;

    let pooled = draft(app).await;
    send(app, pooled, None, "canari-commun", "canari-commun-contexte").await;
    advice::triage(&actor(app, "secretary").await, pooled, None, "")
        .await
        .expect("it is for whoever takes it");

    // Joined to a reply that has not left.
    let asked_back = draft(app).await;
    send(app, asked_back, None, "canari-relance", "canari-relance-contexte").await;
    let mut told = app.request(None);
    told.id = Some(asked_back);
    for step in [Step::Triage, Step::Accept, Step::AskBack] {
        app.pass(1);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    let upload = format!("/requests/{}/files", app.sealed(asked_back.uuid()));
    let author = app.sign_in("gp").await;
    let file = document("canari-retenu");
    assert_eq!(author.upload(&upload, "canari-en-attente.pdf", file.as_bytes()).await.status, 303);

    canaries.extend(invited(app).await);

    let kept = draft(app).await;
    let body = serde_json::json!({ "question": "canari-brouillon" });
    care::drafts::save(&actor(app, "gp").await, "ask", kept.uuid(), body, 0).await.expect("it is kept");
    care::drafts::add_snippet(&actor(app, "psychiatrist").await, "canari-formule", "canari-formule-texte")
        .await
        .expect("it is kept");

    canaries.splice(
        0..0,
        [
            Canary::new("identity: name", "Canarimarque"),
            Canary {
                name: "identity: telephone",
                texts: marks(&["06 37 00 11 01", "0637001101", "+33637001101"]),
            },
            Canary::new("identity: address", "Canaripostale"),
            Canary::new("information: note", "canari-information"),
        ],
    );
    canaries.extend([
        Canary::new("another person: name", "Canarivoisin"),
        Canary {
            name: "another person: telephone",
            texts: marks(&["06 37 00 11 02", "0637001102", "+33637001102"]),
        },
        Canary::new("two records of one person", "Canaridouble"),
        Canary::new("request: question", "canari-question"),
        Canary::new("request: context", "canari-contexte"),
        Canary::new("request: name of a document", "canari-document"),
        Canary::new("request: content of a document", "canari-contenu"),
        Canary::new("request: message", "canari-message"),
        Canary::new("request: answer", "canari-réponse"),
        Canary::new("request: place of the consultation", "canari-lieu"),
        Canary::new("closed 40 days ago: question", "canari-ancienne-question"),
        Canary::new("closed 40 days ago: answer", "canari-ancienne-réponse"),
        Canary::new("closed 40 days ago: closing", "canari-fermeture"),
        Canary::new("request in the pool: question", "canari-commun"),
        Canary::new("reply not sent: name of a document", "canari-en-attente"),
        Canary::new("reply not sent: content of a document", "canari-retenu"),
        Canary::new("draft of a request", "canari-brouillon"),
        Canary::new("ready-made phrase", "canari-formule"),
    ]);
    canaries.extend(welcomed(app, person).await);
    canaries
}

/// A sheet that says this.
pub(crate) fn document(text: &str) -> String {
    format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj\n4 0 obj ({text}) endobj\n\
         trailer <</Root 1 0 R>>\n%%EOF"
    )
}

fn marks(texts: &[&str]) -> Vec<String> {
    // As it is written, and with the spaces that a page puts into a number.
    texts
        .iter()
        .flat_map(|text| [(*text).to_owned(), text.replace(' ', "\u{a0}"), text.replace(' ', "\u{202f}")])
        .collect()
}
