//! What may stand in a world and is hidden from some: how it happens, and who must not notice. The twin worlds differ by it.

use care::assessments::{self, Completed, Typed};
use care::attachments::NewAttachment;
use care::break_glass::Attempted;
use care::pathways::{self, NewPathway};
use care::people::{InformationKind, NewMember, TeamGround};
use care::prevention::{self, NewNote, NoteForm};
use care::reception as arrivals;
use care::record::{self, Audience, Content, Domain, EntryForm, Icd10, NewEntry, WithdrawalForm};
use care::requests::advice::{self, EmergencyOutcome};
use care::rights::{self, Channel, Fact, NewApplication, NewFact};
use care::stories::{Step, acting, refers, tell};
use care::support::interviews::{self, NewInterview, Place, Shared, Subject};
use care::support::plan::{self, NewGoal};
use care::synthesis::{self, Part, Text};
use care::{Ctx, EntryId, PersonId};
use jiff::SignedDuration;
use kernel::Clock;
use policy::Compartment;
use testkit::App;

/// Those who have no place around the person.
const OUTSIDE: [&str; 9] = [
    "gp",
    "psychiatrist",
    "psychiatrist_3",
    "coordinator",
    "secretary",
    "receptionist",
    "identity",
    "dpo",
    "admin",
];

/// Those who work with persons, or for those who do, and keep no reception.
const PROFESSIONALS: [&str; 9] = [
    "gp",
    "gp_2",
    "nurse",
    "psychiatrist",
    "psychiatrist_2",
    "psychiatrist_3",
    "coordinator",
    "secretary",
    "gp_secretary",
];

/// The doctor of a person begins a pathway with them.
pub(crate) async fn walks(app: &App, person: PersonId) {
    let ctx = acting(&app.house, app.cast.get("gp_2").role).await.expect("they act");
    let new = NewPathway::now("somatic-network", "somatic");
    pathways::begin(&ctx, ctx.new_id(), person, new).await.expect("it begins");
}

/// What somebody wants to learn is asked, and stands in a part of the record.
pub(crate) async fn tells_their_needs(
    ctx: &Ctx,
    person: PersonId,
    compartment: Compartment,
) -> care::Result<EntryId> {
    let offered = assessments::assessments(ctx, person).await?.offered;
    let needs = offered.iter().find(|it| it.url.ends_with("/education-needs")).expect("it comes along");
    let id = assessments::begin(ctx, person, &needs.canonical()).await?;
    let field = "q.wants.0.first.0".to_owned();
    let page = assessments::pages(needs).iter().position(|it| it.holds(&field)).expect("it is asked");
    let place = EntryForm { compartment: compartment.as_str().to_owned(), ..EntryForm::default() };
    let fields = vec![(field, "Dormir.".to_owned())];
    let typed = Typed { page, fields, place: Some(place), base: 1, ..Typed::default() };
    assessments::keep(ctx, id, typed).await?;
    match assessments::complete(ctx, id, &[]).await? {
        Completed::Kept(entry) => Ok(entry),
        Completed::Wrong(wrong) => panic!("{wrong:?}"),
    }
}

/// The questionnaire that asks for a document.
const PAPER: &str = "https://questionnaires.example/paper|1";

/// The coordinator brings in a questionnaire that asks for a document.
pub(crate) async fn brought_in(app: &App) {
    let ctx = acting(&app.house, app.cast.get("coordinator").role).await.expect("they act");
    let (url, version) = PAPER.split_once('|').expect("a version");
    let asked = serde_json::json!({
        "resourceType": "Questionnaire", "url": url, "version": version, "status": "active", "title": "Certificat",
        "item": [{"linkId": "b", "type": "attachment", "text": "Le certificat"}],
    });
    assessments::add(&ctx, asked.to_string().into_bytes()).await.expect("it is brought in");
}

/// Something that may stand in a world, and that some must not know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// A person whom another practice follows.
    Person,
    /// Somebody of the same name, born the same day, as a person whom the readers see.
    Namesake,
    /// So many of them that they would fill every list that is cut before it is filtered.
    Crowd,
    /// A request about a person, from the question to the closing.
    Story,
    /// A request that runs, in the readers' programme but in another's hands.
    Open,
    /// A request that is still being written.
    Draft,
    /// An entry in the record of a person whom the readers see, for its author and one other alone.
    Restricted,
    /// An entry of mental health in that record.
    Psychiatric,
    /// An entry on the social situation in that record.
    Social,
    /// An application for a right of that person.
    Right,
    /// A scan that proves what happened to another application of theirs, which the readers know of.
    Scan,
    /// An invitation into their care team.
    Invitation,
    /// An interview with that person, with a private part.
    Interview,
    /// A person whose consent was given to the mediator and taken back.
    ConsentWithdrawn,
    /// An absence that was taken back.
    AbsenceWithdrawn,
    /// Arrivals at the reception of the health centre: of nobody in particular, and one that becomes a person.
    Arrivals,
    /// A record opened for a vital need, and an attempt that met nobody.
    VitalNeed,
    /// A spreadsheet that the social worker took over.
    Import,
    /// Questionnaires on that person that are being filled, one with a document, and one in the psychiatric part.
    Questionnaire,
    /// What was noted about prevention for that person, and a reminder of it.
    Prevention,
    /// A goal of that person, with a step.
    Goal,
    /// A pathway of another person of the same team.
    Pathway,
    /// A synthesis of a pathway that the readers know of, signed by the nurse alone.
    Synthesis,
    /// A referral of that person by the psychiatrist of their team.
    Referral,
    /// A question that the person asks their team from their own page.
    OwnQuestion,
    /// A consent of theirs to a doctor outside the team.
    Consent,
    /// Another person, whose attending doctor has no account here; and one whom somebody keeps to themselves.
    Attended,
}

pub(crate) const ALL: [Hidden; 27] = [
    Hidden::Person,
    Hidden::Namesake,
    Hidden::Crowd,
    Hidden::Story,
    Hidden::Open,
    Hidden::Draft,
    Hidden::Restricted,
    Hidden::Psychiatric,
    Hidden::Social,
    Hidden::Right,
    Hidden::Scan,
    Hidden::Invitation,
    Hidden::Interview,
    Hidden::ConsentWithdrawn,
    Hidden::AbsenceWithdrawn,
    Hidden::Arrivals,
    Hidden::VitalNeed,
    Hidden::Import,
    Hidden::Questionnaire,
    Hidden::Prevention,
    Hidden::Goal,
    Hidden::Pathway,
    Hidden::Synthesis,
    Hidden::Referral,
    Hidden::OwnQuestion,
    Hidden::Consent,
    Hidden::Attended,
];

impl Hidden {
    /// Who must not notice.
    pub(crate) fn from(self) -> Vec<&'static str> {
        let (near, away): (&[&str], &[&str]) = match self {
            Self::Person | Self::Namesake | Self::Crowd | Self::ConsentWithdrawn => (
                &["gp_2", "nurse", "social_worker", "mediator", "psychiatrist", "psychiatrist_2"],
                &["psychiatrist_3", "coordinator", "secretary", "program_lead", "receptionist", "admin"],
            ),
            Self::Story | Self::Open => (
                &["gp_2", "nurse", "social_worker", "mediator", "psychiatrist_2"],
                &["psychiatrist_3", "receptionist", "admin"],
            ),
            Self::Draft => (
                &[
                    "gp_2",
                    "nurse",
                    "psychiatrist",
                    "psychiatrist_3",
                    "coordinator",
                    "secretary",
                    "gp_secretary",
                ],
                &["receptionist", "identity", "dpo", "admin"],
            ),
            // Those of the team of the person, and then those who stand outside of it.
            Self::Restricted => (&["nurse", "social_worker", "mediator"], &OUTSIDE),
            Self::Psychiatric | Self::Questionnaire | Self::Prevention | Self::Synthesis => {
                (&["social_worker", "mediator"], &OUTSIDE)
            }
            Self::Right | Self::Social | Self::Interview => (&["nurse"], &OUTSIDE),
            // Doctors read that there is an application, and of no scan; who does not invite learns of no invitation.
            Self::Scan => (&["gp_2", "psychiatrist_2", "nurse"], &OUTSIDE),
            Self::Invitation => (
                &["psychiatrist", "psychiatrist_3", "coordinator", "secretary"],
                &["identity", "dpo", "admin"],
            ),
            Self::Goal | Self::Referral | Self::OwnQuestion => {
                (&["gp", "psychiatrist", "psychiatrist_3", "gp_secretary"], &["identity", "dpo"])
            }
            // Whoever coordinates the programme sees who goes through it.
            Self::Pathway => (&["gp", "psychiatrist", "psychiatrist_3", "gp_secretary"], &["dpo"]),
            // The doctor whom it names, and their structure, see it.
            Self::Consent => (&["psychiatrist", "psychiatrist_3"], &["identity", "dpo"]),
            Self::Attended => (
                &["gp", "gp_2", "nurse", "social_worker", "mediator", "psychiatrist_3"],
                &["receptionist", "dpo", "admin"],
            ),
            Self::Arrivals => (&PROFESSIONALS, &["admin"]),
            // The attending doctor is told, and the data-protection officer reviews; administrators read when somebody signed in, here
            // as with a spreadsheet and a person’s own page.
            Self::VitalNeed => (
                &["gp_2", "nurse", "social_worker", "mediator", "psychiatrist_2", "psychiatrist_3"],
                &["coordinator", "secretary", "receptionist"],
            ),
            Self::Import => (&PROFESSIONALS, &[]),
            Self::AbsenceWithdrawn => {
                (&["gp_2", "nurse", "mediator", "psychiatrist_3"], &["coordinator", "secretary"])
            }
        };
        [near, away].concat()
    }

    /// It happens.
    pub(crate) async fn happens(self, app: &App, shown: PersonId) {
        let gp = app.cast.get("gp").role;
        match self {
            Self::Person => {
                app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
            }
            Self::Namesake => {
                app.person(gp, "Louise", "Aubert", "1997-02-01").await;
                app.jobs().await;
            }
            Self::Crowd => {
                for _ in 0..70 {
                    app.person(gp, "Louis", "Aubertin", "1997-02-01").await;
                }
            }
            Self::Story => {
                let person = app.person(gp, "Nadia", "Ferhate", "1979-03-14").await;
                let mut told = app.request(Some(person));
                let answer = Step::Answer { consultation: true };
                for step in [Step::Send, Step::Triage, Step::Accept, Step::AskBack, Step::Complete, answer] {
                    app.pass(1);
                    tell(&app.house, &mut told, step).await.expect("the story goes on");
                }
                for step in [Step::OfferTimes, Step::Book, Step::Close { outcome: 1 }] {
                    app.pass(1);
                    tell(&app.house, &mut told, step).await.expect("the story goes on");
                }
            }
            Self::Open => {
                let person = app.person(gp, "Brahim", "Ferhat", "1981-07-20").await;
                let mut told = app.request(Some(person));
                for step in [Step::Send, Step::Triage, Step::Accept] {
                    tell(&app.house, &mut told, step).await.expect("the story goes on");
                }
            }
            Self::Draft => {
                let gp = acting(&app.house, gp).await.expect("the GP acts");
                let screen = advice::shown(&gp, "advice-line").await.expect("the screen");
                let (at, program) =
                    advice::decided(&gp, screen, EmergencyOutcome::NotUrgent).await.expect("not urgent");
                advice::start(&gp, &program, at, None).await.expect("a draft");
            }
            Self::Restricted => {
                let kept = Audience::Named([app.cast.get("gp_2").practitioner].into());
                let note = Content::Note { text: "Pour elle seule.".to_owned() };
                self.enters(app, shown, "psychiatrist_2", Compartment::Psychiatric, note, kept).await;
            }
            Self::Psychiatric => {
                let problem = Content::Problem {
                    label: "Épisode dépressif".to_owned(),
                    icd10: Icd10::parse("F32.1"),
                    text: None,
                };
                let everyone = Audience::Compartment;
                self.enters(app, shown, "gp_2", Compartment::Psychiatric, problem, everyone).await;
            }
            Self::Social => {
                let rupture =
                    Content::Rupture { domain: Domain::Housing, text: Some("Expulsion.".to_owned()) };
                let everyone = Audience::Compartment;
                self.enters(app, shown, "social_worker", Compartment::Social, rupture, everyone).await;
            }
            Self::Right => {
                let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
                let right = rights::begin(&awa, awa.new_id(), shown, NewApplication::now("aah"))
                    .await
                    .expect("it is opened");
                let filing =
                    Fact::Filing { channel: Channel::Post, number: Some("37-0412".to_owned()), amount: None };
                let filed = NewFact { fact: filing, at: None };
                rights::happened(&awa, right, filed).await.expect("it is filed");
                care::imports::export(&awa).await.expect("they are taken as a file");
                app.house.db().journal_reads(awa.take_seen()).await.expect("it is journalled");
            }
            Self::Scan => {
                let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
                let known = rights::of_person(&awa, shown).await.expect("their rights").applications;
                let scan = b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF".to_vec();
                let scan = NewAttachment::parse("recepisse.pdf", scan).expect("a document");
                rights::join_evidence(&awa, known[0].id, 1, scan).await.expect("it is joined");
            }
            Self::Invitation => {
                let ctx = acting(&app.house, app.cast.get("gp_2").role).await.expect("they act");
                let new = NewMember::now(gp, TeamGround::ChosenByPerson);
                care::people::invitations::invite(&ctx, shown, new).await.expect("they are invited");
            }
            Self::Interview => {
                let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
                let about = Shared {
                    place: Place::Office,
                    subjects: vec![Subject::Housing],
                    about: None,
                    text: Some("Bail relu ensemble.".to_owned()),
                    next: None,
                };
                let private = Some("Pour elle seule.".to_owned());
                let soon = app.clock.now() + SignedDuration::from_hours(72);
                for (status, at) in [
                    (interviews::Status::Kept, None),
                    (interviews::Status::Missed, None),
                    (interviews::Status::Planned, Some(soon)),
                ] {
                    let new = NewInterview { status, at, shared: about.clone(), private: private.clone() };
                    interviews::record(&awa, awa.new_id(), shown, new).await.expect("it is recorded");
                }
            }
            Self::ConsentWithdrawn => {
                let person = app.person(gp, "Solange", "Ferhat", "1950-01-02").await;
                app.joins(person, gp, "mediator", TeamGround::Consent).await;
                app.pass(1);
                app.says(person, gp, InformationKind::ConsentWithdrawn, Some("mediator"), "").await;
            }
            Self::Arrivals => Self::come(app).await,
            Self::VitalNeed => {
                app.person(gp, "Nadège", "Ferhati", "1983-08-09").await;
                for (family, opens) in [("Inconnue", false), ("Ferhati", true)] {
                    let who = ("Nadège", family, "09/08/1983");
                    let tried = app.in_vital_need("psychiatrist", who, "Trouvée inconsciente.").await;
                    assert_eq!(matches!(tried, Attempted::Opened(_)), opens, "{family}");
                }
            }
            Self::Import => Self::taken_over(app).await,
            Self::Questionnaire => Self::filled(app, shown).await,
            Self::Prevention => {
                let ctx = acting(&app.house, app.cast.get("gp_2").role).await.expect("they act");
                let today = care::people::today(&ctx);
                let form = NoteForm {
                    rule: "dental".to_owned(),
                    outcome: "planned".to_owned(),
                    on: today.strftime("%d/%m/%Y").to_string(),
                    ..NoteForm::default()
                };
                let note = NewNote::parse(&form, today).expect("a note");
                let plan = prevention::of_person(&ctx, shown).await.expect("the plan");
                prevention::note(&ctx, ctx.new_id(), &plan, note).await.expect("it is noted");
                app.jobs().await;
            }
            Self::Pathway => {
                let followed = app.cast.get("gp_2").role;
                let person = app.person(followed, "Nadine", "Ferhaty", "1971-09-30").await;
                walks(app, person).await;
            }
            Self::Synthesis => {
                let nurse = acting(&app.house, app.cast.get("nurse").role).await.expect("they act");
                let pathway =
                    pathways::of_person(&nurse, shown).await.expect("their pathways").pathways[0].id;
                let parts = [(Part::Plan, "Revoir à un mois."), (Part::Person, "Tout va bien.")];
                let text = Text::of(parts.map(|(part, text)| (part, text.to_owned())));
                let id =
                    synthesis::begin(&nurse, nurse.new_id(), pathway, "synthesis".to_owned(), text).await;
                synthesis::sign(&nurse, id.expect("it is composed"), 1).await.expect("it is signed");
            }
            Self::Referral => {
                let ctx = acting(&app.house, app.cast.get("psychiatrist_2").role).await.expect("they act");
                refers(&ctx, shown, "to-social", "Sans ressources.").await.expect("it is sent");
            }
            Self::Goal => {
                let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
                let goal = NewGoal { words: "Avoir un logement à moi.".to_owned(), agreed: None, at: None };
                plan::open_goal(&awa, awa.new_id(), shown, goal).await.expect("a goal");
            }
            Self::OwnQuestion => {
                let own = app.own_page("gp_2", shown).await;
                let asked = own.post("/own/questions", &[("text", "Puis-je changer de médecin ?")]).await;
                assert_eq!(asked.status, 303, "{}", asked.words());
            }
            Self::Attended => Self::has_a_doctor_elsewhere(app, shown).await,
            Self::Consent => {
                let by = app.cast.get("gp_2").role;
                app.says(shown, by, InformationKind::Consented, Some("gp"), "").await;
            }
            Self::AbsenceWithdrawn => {
                let who = app.cast.get("psychiatrist");
                let ctx = acting(&app.house, who.role).await.expect("they act");
                let now = app.clock.now();
                let absence = care::directory::absence::NewAbsence {
                    practitioner: who.practitioner,
                    from: now + SignedDuration::from_hours(48),
                    until: now + SignedDuration::from_hours(96),
                    substitute: Some(app.cast.get("psychiatrist_3").practitioner),
                };
                let absence = care::directory::absence::record(&ctx, absence).await.expect("it is recorded");
                care::directory::absence::withdraw(&ctx, absence).await.expect("it is taken back");
            }
        }
    }

    /// The psychiatrist follows somebody, and writes down who their attending doctor is; another keeps to herself who it may be.
    async fn has_a_doctor_elsewhere(app: &App, shown: PersonId) {
        let new = |audience| NewEntry {
            compartment: Compartment::Coordination,
            at: None,
            until: None,
            content: Content::AttendingDoctor { label: "Dr Bompard, Loches".to_owned(), text: None },
            audience,
            shared_with_social: false,
        };
        let person = crate::pathways::of_the_psychiatrist(app, "Naïma", "Ferhatier").await;
        app.writes(person, "psychiatrist", new(Audience::Compartment)).await;
        app.writes(shown, "psychiatrist_2", new(Audience::Named([].into()))).await;
    }

    /// Two that are being filled, one of them with a document, and one in the psychiatric part.
    async fn filled(app: &App, person: PersonId) {
        let ctx = acting(&app.house, app.cast.get("psychiatrist_2").role).await.expect("they act");
        let offered = assessments::assessments(&ctx, person).await.expect("what can be filled").offered;
        let named = |name: &str| offered.iter().find(|it| it.url.ends_with(name)).expect("it comes along");
        assessments::begin(&ctx, person, &named("/phq-9").canonical()).await.expect("it is begun");
        let paper = assessments::begin(&ctx, person, PAPER).await.expect("it is begun");
        let file = NewAttachment::parse("certificat.pdf", b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF".to_vec());
        assessments::join(&ctx, paper, "q.b.0", file.expect("a document")).await.expect("it is joined");
        tells_their_needs(&ctx, person, Compartment::Psychiatric).await.expect("it is begun");
    }

    /// A spreadsheet of one line, from the file to what became of it.
    async fn taken_over(app: &App) {
        let awa = app.sign_in("social_worker").await;
        let text = "Nom;Prénom;Né(e) le;Civilité;Droit\r\nFerhatou;Odile;02/03/1958;Mme;C2S";
        let import = awa.upload("/imports/new", "suivi.csv", text.as_bytes()).await.location();
        let kinds = ["family", "given", "birth_date", "sex", "right"];
        let columns: Vec<String> = (0..kinds.len()).map(|at| format!("column-{at}")).collect();
        let named: Vec<_> = columns.iter().map(String::as_str).zip(kinds).collect();
        assert_eq!(awa.post(&import, &named).await.status, 303);
        let run = [("ground", "chosen_by_person"), ("told", "in_person"), ("channel", "post")];
        let ran = awa.post(&format!("{import}/run"), &run).await;
        assert_eq!(ran.status, 303, "{}", ran.words());
        app.jobs().await;
    }

    /// Somebody comes, is sent to somebody and received; another comes and becomes a person.
    async fn come(app: &App) {
        for persona in ["mediator", "receptionist"] {
            let arrival = app.arrives(persona, "Ne dit pas son nom.", Some("bonnet bleu")).await;
            let ctx = acting(&app.house, app.cast.get(persona).role).await.expect("they act");
            let rules = care::reception::desk(&ctx).expect("they keep it").rules;
            let to = arrivals::NewFact::orientation("mediator", &rules).expect("a code");
            arrivals::happened(&ctx, arrival, to).await.expect("they are sent");
            arrivals::happened(&ctx, arrival, arrivals::NewFact::seen()).await.expect("they are received");
        }
        let arrival = app.arrives("social_worker", "Veut un suivi.", None).await;
        app.becomes("social_worker", arrival, "Salomé", "Ferhat", "1990-05-06").await;
    }

    /// Somebody writes, corrects what they wrote and takes it back.
    async fn enters(
        self,
        app: &App,
        person: PersonId,
        author: &str,
        compartment: Compartment,
        content: Content,
        audience: Audience,
    ) {
        let new =
            NewEntry { compartment, at: None, until: None, content, audience, shared_with_social: false };
        let kept = app.writes(person, author, new.clone()).await;
        let second = app.writes(person, author, new.clone()).await;
        let ctx = acting(&app.house, app.cast.get(author).role).await.expect("they act");
        app.pass(1);
        record::correct(&ctx, kept, 0, new).await.expect("it is corrected");
        let slip = WithdrawalForm { why: "Écrit deux fois".to_owned() };
        record::withdraw(&ctx, second, &slip).await.expect("it is taken back");
    }
}
