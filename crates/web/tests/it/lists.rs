//! Lists equal the policy: over a world told at random, what a list's one statement returns is what the policy grants
//! over all rows, and a line shows no more of a request than its page does (access.md, property 3).

use std::collections::BTreeSet;

use care::pathways::{self, BoardFilter as PathwayFilter, NewPathway};
use care::people::{self, InformationKind, Opened, TeamGround, TimelinePart};
use care::record::{self, Audience, Content, NewEntry};
use care::requests::advice::{self, AdviceLine, AdvicePage, Status};
use care::rights::{self, BoardFilter, Channel, Column, Fact, NewApplication, NewFact, Shown};
use care::stories::{Step, acting, tell};
use care::support::interviews::{self, NewInterview, Place, Shared, Subject};
use care::{AdviceId, ApplicationId, Ctx, EntryId, Error, InterviewId, PathwayId, PersonId, RoleId};
use jiff::SignedDuration;
use kernel::{Clock, Entropy, SeededEntropy};
use policy::{Action, Compartment, ProgramRole, Resource};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{App, on_both};
use uuid::Uuid;

use crate::listed;

/// Chance that falls the same way for the same seed.
pub(crate) struct Dice(SeededEntropy);

impl Dice {
    fn throw(&self, n: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % n as u64).expect("less than n")
    }

    pub(crate) fn one_in(&self, n: usize) -> bool {
        self.throw(n) == 0
    }

    pub(crate) fn of<'a, T>(&self, all: &'a [T]) -> &'a T {
        &all[self.throw(all.len())]
    }
}

/// Names so unlike one another that each finds one person alone.
const NAMES: [(&str, &str); 12] = [
    ("Achille", "Vauquelin"),
    ("Bérénice", "Ozanne"),
    ("Cyprien", "Guéret"),
    ("Dorothée", "Szymanski"),
    ("Eustache", "Pichon"),
    ("Faustine", "Lhermitte"),
    ("Gontran", "Bourdieu"),
    ("Hortense", "Quintard"),
    ("Isidore", "Mazeau"),
    ("Joséphine", "Kerbrat"),
    ("Kléber", "Drouault"),
    ("Ludivine", "Trocmé"),
];

const GPS: [&str; 2] = ["gp", "gp_2"];
pub(crate) const PSYCHIATRISTS: [&str; 3] = ["psychiatrist", "psychiatrist_2", "psychiatrist_3"];

/// A world told at random.
pub(crate) struct World {
    pub(crate) persons: Vec<PersonId>,
    requests: Vec<AdviceId>,
    pub(crate) applications: Vec<(ApplicationId, PersonId)>,
    /// Those of them at which the body has been silent for too long.
    silent: BTreeSet<ApplicationId>,
    /// What was written into records.
    entries: Vec<(EntryId, PersonId)>,
    pub(crate) interviews: Vec<(InterviewId, PersonId)>,
    pathways: Vec<(PathwayId, PersonId)>,
    /// Those to come today, with whoever planned them.
    today: Vec<(InterviewId, PersonId, &'static str)>,
    /// Those that triage has passed on.
    triaged: BTreeSet<AdviceId>,
    /// What else is listed.
    pub(crate) more: listed::More,
}

async fn told(app: &App, dice: &Dice) -> World {
    let mut world = World {
        persons: Vec::new(),
        requests: Vec::new(),
        applications: Vec::new(),
        silent: BTreeSet::new(),
        entries: Vec::new(),
        interviews: Vec::new(),
        pathways: Vec::new(),
        today: Vec::new(),
        triaged: BTreeSet::new(),
        more: listed::More::begin(app).await,
    };
    for (given, family) in NAMES {
        let by = app.cast.get(GPS[dice.throw(2)]).role;
        let person = app.person(by, given, family, "1970-05-06").await;
        surround(app, dice, by, person).await;
        world.persons.push(person);
        for persona in ["social_worker", "mediator"] {
            let ctx = acting(&app.house, app.cast.get(persona).role).await.expect("they act");
            let right = ["aah", "c2s", "rsa", "aah"][dice.throw(4)];
            let long_ago = app.clock.now() - SignedDuration::from_hours(24 * 130);
            let new = NewApplication { at: Some(long_ago), ..NewApplication::now(right) };
            let Ok(id) = rights::begin(&ctx, ctx.new_id(), person, new).await else { continue };
            world.applications.push((id, person));
            if right == "aah" {
                let filing = Fact::Filing { channel: Channel::Post, number: None, amount: None };
                let filed = NewFact { fact: filing, at: Some(long_ago) };
                rights::happened(&ctx, id, filed).await.expect("it is filed");
                world.silent.insert(id);
            }
        }
        written(app, dice, person, &mut world).await;
        world.more.happens(app, dice, person).await;
        if world.persons.len().is_multiple_of(2) {
            let ctx = acting(&app.house, by).await.expect("they act");
            let new = NewPathway::now("somatic-network", "somatic");
            let id = pathways::begin(&ctx, ctx.new_id(), person, new).await.expect("it begins");
            world.pathways.push((id, person));
        }
        if dice.one_in(2) {
            let part = *dice.of(&[Compartment::Social, Compartment::Psychiatric, Compartment::Somatic]);
            let whom = *dice.of(&[None, None, Some("gp"), Some("social_worker"), Some("psychiatrist_2")]);
            app.closes(person, by, &[part], whom).await;
        }
        if dice.one_in(4) {
            app.says(person, by, InformationKind::Opposed, None, "").await;
        }
    }
    in_vital_need(app, dice).await;
    for text in 0..14 {
        app.pass(1);
        request(app, dice, text, dice.of(&world.persons)).await;
    }
    if dice.one_in(2) {
        away(app, dice).await;
    }
    for person in world.persons.clone() {
        for persona in ["social_worker", "mediator"] {
            world.today.extend(planned(app, persona, person).await.map(|id| (id, person, persona)));
        }
    }
    let (persons, applications) = world.more.comes_last(app, dice, &world.persons).await;
    world.persons.extend(persons);
    world.applications.extend(applications);
    world.requests = all_requests(app, "").await;
    world.triaged = all_requests(app, "WHERE triaged").await.into_iter().collect();
    world
}

/// An interview later today, where the persona may plan one.
async fn planned(app: &App, persona: &str, person: PersonId) -> Option<InterviewId> {
    let ctx = acting(&app.house, app.cast.get(persona).role).await.expect("they act");
    let shared =
        Shared { place: Place::Phone, subjects: vec![Subject::Rights], about: None, text: None, next: None };
    let at = Some(app.clock.now() + SignedDuration::from_mins(1));
    let new = NewInterview { status: interviews::Status::Planned, at, shared, private: None };
    interviews::record(&ctx, ctx.new_id(), person, new).await.ok()
}

/// Whoever may write writes somewhere, for all or for themselves; the social worker notes an interview.
async fn written(app: &App, dice: &Dice, person: PersonId, world: &mut World) {
    for (persona, places) in [
        ("gp", [Compartment::Somatic, Compartment::Psychiatric]),
        ("psychiatrist_2", [Compartment::Psychiatric, Compartment::Coordination]),
        ("social_worker", [Compartment::Social, Compartment::Coordination]),
    ] {
        let ctx = acting(&app.house, app.cast.get(persona).role).await.expect("they act");
        let (compartment, alone) = (*dice.of(&places), dice.one_in(3));
        let audience = if alone { Audience::Named(BTreeSet::new()) } else { Audience::Compartment };
        let shared_with_social = !alone
            && dice.one_in(2)
            && compartment != Compartment::Coordination
            && persona != "social_worker";
        let content = Content::Note { text: "Vue en consultation.".to_owned() };
        let new = NewEntry { compartment, at: None, until: None, content, audience, shared_with_social };
        let id = ctx.new_id();
        world.entries.extend(record::write(&ctx, id, person, new).await.ok().map(|id| (id, person)));
    }
    let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
    let shared = Shared {
        place: Place::Office,
        subjects: vec![Subject::Housing],
        about: None,
        text: Some("Bail.".to_owned()),
        next: None,
    };
    let new = NewInterview { status: interviews::Status::Kept, at: None, shared, private: None };
    world
        .interviews
        .extend(interviews::record(&awa, awa.new_id(), person, new).await.ok().map(|id| (id, person)));
}

/// Somebody of no team opens some of the records for an hour, as long as the list is looked at.
async fn in_vital_need(app: &App, dice: &Dice) {
    for _ in 0..3 {
        let (given, family) = *dice.of(&NAMES);
        let reason = "Amenée par les secours, inconsciente.";
        app.in_vital_need("psychiatrist_2", (given, family, "1970-05-06"), reason).await;
    }
}

/// Every request there is, whoever may see it.
async fn all_requests(app: &App, which: &str) -> Vec<AdviceId> {
    let db = app.house.db().reader();
    let statement =
        Statement::from_string(db.get_database_backend(), format!("SELECT id FROM advice {which}"));
    let rows = db.query_all_raw(statement).await.expect("the database answers");
    rows.iter().map(|row| row.try_get::<Uuid>("", "id").expect("an identifier").into()).collect()
}

/// A team, and what the person said about it.
async fn surround(app: &App, dice: &Dice, by: RoleId, person: PersonId) {
    for persona in ["nurse", "psychiatrist_2", "psychiatrist_3", "social_worker"] {
        if dice.one_in(3) {
            app.joins(person, by, persona, TeamGround::ChosenByPerson).await;
        }
    }
    if dice.one_in(2) {
        app.joins(person, by, "mediator", TeamGround::Consent).await;
        app.pass(1);
        if dice.one_in(2) {
            app.says(person, by, InformationKind::ConsentWithdrawn, Some("mediator"), "").await;
        }
    }
}

/// A request that goes some of its way. That of a GP who does not look after the person stays a draft.
async fn request(app: &App, dice: &Dice, text: usize, person: &PersonId) {
    let gp = app.cast.get(GPS[dice.throw(2)]).role;
    let mut told = app.request((!dice.one_in(4)).then_some(*person));
    told.text = text;
    told.gp = gp;
    told.psychiatrist = app.cast.get(PSYCHIATRISTS[dice.throw(3)]).role;
    let consultation = dice.one_in(2);
    let (for_all, far, late) = (dice.one_in(3), dice.throw(4), dice.one_in(5));
    if tell(&app.house, &mut told, Step::Send).await.is_err() {
        return;
    }
    if for_all {
        let secretary = acting(&app.house, told.secretary).await.expect("they act");
        let id = told.id.expect("it was sent");
        advice::triage(&secretary, id, None, "").await.expect("it is for whoever takes it");
        return;
    }
    let steps = [Step::Triage, Step::Accept, Step::Answer { consultation }, Step::Close { outcome: 1 }];
    for step in &steps[..far] {
        app.pass(1);
        tell(&app.house, &mut told, *step).await.expect("the story goes on");
    }
    if late {
        app.pass(24 * 31);
    }
}

async fn away(app: &App, dice: &Dice) {
    let (who, other) = (dice.throw(3), dice.throw(2));
    let substitute = PSYCHIATRISTS[(who + 1 + other) % 3];
    let who = app.cast.get(PSYCHIATRISTS[who]);
    let ctx = acting(&app.house, who.role).await.expect("they act");
    let now = app.clock.now();
    let absence = care::directory::absence::NewAbsence {
        practitioner: who.practitioner,
        from: now - SignedDuration::from_hours(1),
        until: now + SignedDuration::from_hours(48),
        substitute: Some(app.cast.get(substitute).practitioner),
    };
    care::directory::absence::record(&ctx, absence).await.expect("it is recorded");
}

/// Whether the policy shows a person.
async fn shown(ctx: &Ctx, person: PersonId) -> bool {
    let facts = people::person_facts(ctx, &ctx.reader(), person).await.expect("there is such a person");
    ctx.may(Action::ReadIdentity, &Resource::Person(facts))
}

/// The page of a request, where the policy shows it.
async fn page(ctx: &Ctx, id: AdviceId) -> Option<AdvicePage> {
    match advice::open(ctx, id).await {
        Ok(page) => Some(page),
        Err(Error::NotFound | Error::Forbidden) => None,
        Err(error) => panic!("{error}"),
    }
}

async fn persons_are_those_granted(persona: &str, ctx: &Ctx, world: &World) {
    let mut granted = BTreeSet::new();
    for person in &world.persons {
        if shown(ctx, *person).await {
            granted.insert(*person);
        }
    }
    let mut listed = BTreeSet::new();
    let mut after = None;
    loop {
        match people::mine(ctx, after).await {
            Ok(page) => {
                listed.extend(page.items.iter().map(|line| line.id));
                after = page.next;
            }
            Err(Error::Forbidden | Error::NotFound) => {
                assert!(granted.is_empty(), "{persona} may list persons");
            }
            Err(error) => panic!("{error}"),
        }
        if after.is_none() {
            break;
        }
    }
    assert_eq!(listed, granted, "the persons listed for {persona}");
    for (person, (given, family)) in world.persons.iter().zip(NAMES.into_iter().chain(listed::DOCTORLESS)) {
        let found = people::search(ctx, &format!("{given} {family}")).await.unwrap_or_default();
        let found = found.iter().any(|line| line.id == *person);
        assert_eq!(found, granted.contains(person), "{persona} searches for {given} {family}");
    }
}

/// Whether a request stands on somebody's own list: theirs to write, to answer, to pass on, or waited for; to take, once
/// triage has passed it on.
fn concerns(page: &AdvicePage, me: &Ctx, triaged: bool) -> bool {
    let me = me.actor().professional().expect("a professional");
    let open = matches!(page.status, Status::Sent | Status::Accepted | Status::AwaitingAsker);
    let mine = page.mine && (open || matches!(page.status, Status::Draft | Status::Answered));
    let answering = page.answering && open;
    let untaken = page.status == Status::Sent && page.answerer.is_none();
    let to_me = page.named == Some(me.practitioner());
    let free = untaken && (to_me || (page.named.is_none() && triaged));
    // Whoever coordinates may triage too; they do so from the board.
    let to_pass_on = page.permitted.triage && !triaged && me.holds(&page.program, ProgramRole::Triage);
    mine || answering || (free && page.permitted.accept) || to_pass_on
}

fn no_more_than_the_page(persona: &str, line: &AdviceLine, page: &AdvicePage) {
    assert!(
        line.subject.is_none() || page.subject.is_some(),
        "{persona} reads a title that the page keeps back"
    );
    assert!(
        line.person.is_none() || page.person.is_some(),
        "{persona} reads a name that the page keeps back"
    );
}

async fn requests_are_those_granted(persona: &str, ctx: &Ctx, world: &World) {
    let mine = advice::awaiting(&ctx.reader(), ctx).await.expect("their requests");
    let lines: Vec<&AdviceLine> =
        [&mine.awaiting_me, &mine.pool, &mine.elsewhere, &mine.drafts].into_iter().flatten().collect();
    for line in &lines {
        let page = page(ctx, line.id).await.unwrap_or_else(|| panic!("{persona}: a line without a page"));
        no_more_than_the_page(persona, line, &page);
    }
    let listed: BTreeSet<AdviceId> = lines.iter().map(|line| line.id).collect();
    let mut granted = BTreeSet::new();
    for id in &world.requests {
        if page(ctx, *id)
            .await
            .is_some_and(|page| concerns(&page, ctx, world.triaged.contains(id)) || stands_in(&page, ctx))
        {
            granted.insert(*id);
        }
    }
    assert_eq!(listed, granted, "the requests listed for {persona}");
}

/// Whether the policy lets them act on what is another's: they stand in.
fn stands_in(page: &AdvicePage, ctx: &Ctx) -> bool {
    let me = ctx.actor().professional().expect("a professional").practitioner();
    let anothers = page.named.is_some_and(|it| it != me) || (page.answerer.is_some() && !page.answering);
    anothers
        && !page.mine
        && matches!(page.status, Status::Sent | Status::Accepted)
        && (page.permitted.answer || page.permitted.accept)
}

async fn board_is_what_is_granted(persona: &str, ctx: &Ctx, world: &World) {
    let board = match advice::board(ctx, "advice-line", advice::BoardFilter::All).await {
        Ok(board) => board,
        Err(Error::NotFound | Error::Forbidden) => return,
        Err(error) => panic!("{error}"),
    };
    let mut granted = BTreeSet::new();
    for id in &world.requests {
        let Some(page) = page(ctx, *id).await else { continue };
        if matches!(page.status, Status::Sent | Status::Accepted | Status::AwaitingAsker) {
            granted.insert(*id);
        }
    }
    let listed: BTreeSet<AdviceId> = board.lines.iter().map(|line| line.id).collect();
    assert_eq!(listed, granted, "the board of {persona}");
    for line in &board.lines {
        let page = page(ctx, line.id).await.expect("it is granted");
        no_more_than_the_page(persona, line, &page);
    }
}

/// The board of rights holds the applications of those whose social overview is open, each once; the radar nobody else.
async fn rights_are_those_granted(persona: &str, ctx: &Ctx, world: &World) {
    let mut granted = BTreeSet::new();
    for (application, person) in &world.applications {
        let facts = people::person_facts(ctx, &ctx.reader(), *person).await.expect("there is such a person");
        if ctx.may(Action::ReadSocialOverview, &Resource::Person(facts)) {
            granted.insert(*application);
        }
    }
    let mut listed = Vec::new();
    for column in Column::ALL {
        let filter = BoardFilter { shown: Shown::Column(*column), ..BoardFilter::default() };
        match rights::board(ctx, &filter, None).await {
            Ok(board) => {
                let cards = &board.columns[0].cards;
                assert!(cards.iter().all(|card| card.application.standing.column() == *column), "{column:?}");
                listed.extend(cards.iter().map(|card| card.application.id));
            }
            Err(Error::Forbidden) => assert!(granted.is_empty(), "{persona} may see the board"),
            Err(error) => panic!("{error}"),
        }
    }
    let list = BoardFilter { shown: Shown::List, ..BoardFilter::default() };
    if let Ok(board) = rights::board(ctx, &list, None).await {
        let over = BoardFilter { shown: Shown::Column(Column::Over), ..BoardFilter::default() };
        let over = rights::board(ctx, &over, None).await.expect("the board is open to them");
        let both = [&board, &over].map(|it| it.columns[0].cards.iter().map(|card| card.application.id));
        let both: BTreeSet<_> = both.into_iter().flatten().collect();
        assert_eq!(both, granted, "the list of rights of {persona}, and what is over");
    }
    let once: BTreeSet<_> = listed.iter().copied().collect();
    assert_eq!(listed.len(), once.len(), "each once for {persona}");
    assert_eq!(once, granted, "the board of rights of {persona}");
    let radar = care::radar::radar(ctx, 0).await.unwrap_or_default();
    assert_eq!(radar.next, None, "one page holds them all");
    let radar = radar.lines;
    let risks: BTreeSet<ApplicationId> = radar.iter().filter_map(application).collect();
    let silent: BTreeSet<ApplicationId> = granted.intersection(&world.silent).copied().collect();
    assert_eq!(risks, silent, "the rights at risk of {persona}");
    for risk in radar {
        let facts = people::person_facts(ctx, &ctx.reader(), risk.person().id).await.expect("they are there");
        assert!(ctx.may(Action::ReadSocialOverview, &Resource::Person(facts)), "the radar of {persona}");
    }
}

/// Whether the policy opens this with a person to the actor.
pub(crate) async fn open_to(ctx: &Ctx, person: PersonId, action: Action) -> bool {
    let facts = people::person_facts(ctx, &ctx.reader(), person).await.expect("there is such a person");
    ctx.may(action, &Resource::Person(facts))
}

/// What the actor owes, exports, and has to hold today is of those with whom the policy lets them do it.
async fn work_is_what_is_granted(persona: &str, ctx: &Ctx, world: &World) {
    let owed: BTreeSet<ApplicationId> = rights::owed(&ctx.reader(), ctx)
        .await
        .expect("what they owe")
        .iter()
        .map(|it| it.application)
        .collect();
    let mut wanted = BTreeSet::new();
    let mut exported = BTreeSet::new();
    for (application, person) in &world.applications {
        let Ok(one) = rights::open(ctx, *application).await else { continue };
        exported.insert(*person);
        let owes =
            |piece: &rights::PieceView| piece.may_provide && piece.piece.owed_by == rights::OwedBy::Doctor;
        if one.application.pieces.iter().any(owes) && open_to(ctx, *person, Action::ProvideCertificate).await
        {
            wanted.insert(*application);
        }
    }
    assert!(owed.is_subset(&wanted), "{persona} owes what they could not give");
    // Where there is an attending doctor, it is theirs to give; the doctors who follow are the attending ones here.
    assert!(!GPS.contains(&persona) || owed == wanted, "what {persona} owes");
    let listed: BTreeSet<PersonId> = match care::imports::export(ctx).await {
        Ok(lines) => lines.iter().map(|line| line.person.id).collect(),
        Err(Error::Forbidden) => BTreeSet::new(),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(listed, exported, "the export of {persona}");
    let mut open = BTreeSet::new();
    for (pathway, person) in &world.pathways {
        if open_to(ctx, *person, Action::ReadCoordination).await {
            open.insert(*pathway);
        }
    }
    let listed: BTreeSet<PathwayId> = match pathways::board(ctx, &PathwayFilter::default(), None).await {
        Ok(board) => board.page.items.iter().map(|line| line.id).collect(),
        Err(Error::Forbidden) => BTreeSet::new(),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(listed, open, "the pathways on the board of {persona}");
    let mut held = BTreeSet::new();
    for (interview, person, whose) in &world.today {
        if *whose == persona && open_to(ctx, *person, Action::ReadSocial).await {
            held.insert(*interview);
        }
    }
    let listed = interviews::today(ctx, &ctx.reader()).await.expect("their day");
    let listed: BTreeSet<InterviewId> = listed.iter().map(|it| it.id).collect();
    assert_eq!(listed, held, "the interviews of the day of {persona}");
}

fn application(risk: &care::radar::Risk) -> Option<ApplicationId> {
    match risk {
        care::radar::Risk::Right(risk) => Some(risk.application),
        care::radar::Risk::Tie(..) => None,
    }
}

/// The timeline of a person holds what opens on its own page, and the list of their interviews those that do.
async fn records_are_those_granted(persona: &str, ctx: &Ctx, world: &World) {
    for person in &world.persons {
        let whole = TimelinePart { whole: true, ..TimelinePart::default() };
        let listed: BTreeSet<Uuid> = match people::open(ctx, *person, whole).await {
            Ok(Opened::Here(view)) => view.timeline.items.iter().map(|line| line.id).collect(),
            Ok(Opened::Moved(_)) => panic!("nobody was merged"),
            Err(Error::NotFound) => BTreeSet::new(),
            Err(error) => panic!("{error}"),
        };
        for (entry, _) in world.entries.iter().filter(|(_, whose)| whose == person) {
            let opens = record::open(ctx, *entry).await.is_ok();
            assert_eq!(listed.contains(&entry.uuid()), opens, "an entry in the timeline of {persona}");
        }
        let list = interviews::of_person(ctx, *person, None).await;
        // After an objection the list closes, and whoever held the interview keeps it.
        let keeps = list.is_err() && persona == "social_worker";
        let listed: BTreeSet<InterviewId> =
            list.map(|it| it.page.items.iter().map(|line| line.id).collect()).unwrap_or_default();
        for (interview, _) in world.interviews.iter().filter(|(_, whose)| whose == person) {
            let opens = interviews::open(ctx, *interview).await.is_ok();
            assert_eq!(listed.contains(interview) || keeps, opens, "the interviews listed for {persona}");
        }
    }
}

async fn vigilance_is_for_vigilance(persona: &str, ctx: &Ctx) {
    let queue = people::vigilance_queue(ctx, None).await;
    assert_eq!(queue.is_ok(), persona == "identity", "the queue of duplicates for {persona}");
}

/// Every list of every persona in a world told with this chance.
async fn every_list(app: &App, seed: u64) {
    let world = told_with(app, seed).await;
    check(app, &world).await;
}

/// A world told with this chance.
pub(crate) async fn told_with(app: &App, seed: u64) -> World {
    let world = told(app, &Dice(SeededEntropy::new(seed))).await;
    let some = [
        world.requests.len(),
        world.entries.len(),
        world.interviews.len(),
        world.silent.len(),
        world.today.len(),
        world.pathways.len(),
        world.more.least(),
    ];
    assert!(some.iter().all(|n| *n > 1), "there is something to list: {some:?}");
    world
}

/// Holds every list of every persona against the policy in force.
pub(crate) async fn check(app: &App, world: &World) {
    for it in &app.cast.personas {
        let ctx = acting(&app.house, it.role).await.expect("they act");
        persons_are_those_granted(&it.persona, &ctx, world).await;
        requests_are_those_granted(&it.persona, &ctx, world).await;
        board_is_what_is_granted(&it.persona, &ctx, world).await;
        rights_are_those_granted(&it.persona, &ctx, world).await;
        records_are_those_granted(&it.persona, &ctx, world).await;
        work_is_what_is_granted(&it.persona, &ctx, world).await;
        vigilance_is_for_vigilance(&it.persona, &ctx).await;
        listed::check(&it.persona, &ctx, world).await;
    }
}

on_both! {
    /// Two worlds, each told at random; every persona; every list.
    async fn lists_are_what_the_policy_grants(app) {
        every_list(&app, 3).await;
        let other = App::start(app.engine()).await;
        every_list(&other, 37).await;
    }
}
