//! What else lists hold, over the same worlds told at random: referrals, themes, questionnaires, invitations, arrivals, ties that
//! loosen. Each is held against what opens on a page of its own, or against the policy.

use std::collections::{BTreeMap, BTreeSet};

use care::people::invitations::{self, InvitationStatus};
use care::people::{NewMember, TeamGround};
use care::reception;
use care::record::{self, Audience, Content, NewEntry, ThemeKind};
use care::requests::referral;
use care::rights::{self, NewApplication};
use care::stories::{acting, centre, refers};
use care::support::interviews::{self, NewInterview, Place, Shared, Subject};
use care::{ApplicationId, ArrivalId, Ctx, EntryId, Error, InvitationId, PersonId, ReferralId};
use policy::{Action, Compartment};
use testkit::App;

use crate::hidden::tells_their_needs;
use crate::lists::{Dice, PSYCHIATRISTS, World, open_to};
use crate::pathways::of_the_psychiatrist;

/// Those whom a psychiatrist alone follows.
pub(crate) const DOCTORLESS: [(&str, &str); 2] = [("Maxence", "Videau"), ("Noémie", "Jourdren")];

/// Those who manage rights; the others of a team read that there are some.
const MANAGE: [&str; 2] = ["social_worker", "mediator"];

/// What else stands in a world.
#[derive(Default)]
pub(crate) struct More {
    referrals: Vec<(ReferralId, PersonId)>,
    themes: Vec<(ThemeKind, Compartment, PersonId)>,
    filled: Vec<(EntryId, PersonId)>,
    invitations: Vec<InvitationId>,
    arrivals: Vec<ArrivalId>,
    /// Those who missed two interviews since they came to one.
    missed: BTreeSet<PersonId>,
    doctorless: Vec<PersonId>,
}

async fn actor(app: &App, persona: &str) -> Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

impl More {
    pub(crate) async fn begin(app: &App) -> Self {
        centre(&app.house, &app.cast).await.expect("they join");
        Self::default()
    }

    /// How many there are of what there is least of.
    pub(crate) fn least(&self) -> usize {
        let all = [
            self.referrals.len(),
            self.themes.len(),
            self.filled.len(),
            self.invitations.len(),
            self.arrivals.len(),
            self.missed.len(),
            self.doctorless.len(),
        ];
        all.into_iter().min().unwrap_or_default()
    }

    /// Whoever may does something with the person.
    pub(crate) async fn happens(&mut self, app: &App, dice: &Dice, person: PersonId) {
        for persona in PSYCHIATRISTS {
            let ctx = actor(app, persona).await;
            if dice.one_in(2) {
                let sent = refers(&ctx, person, "to-somatic", "Sans médecin.").await;
                self.referrals.extend(sent.ok().map(|id| (id, person)));
            }
            let part = *dice.of(&[Compartment::Psychiatric, Compartment::Somatic]);
            self.filled.extend(tells_their_needs(&ctx, person, part).await.ok().map(|id| (id, person)));
        }
        let awa = actor(app, "social_worker").await;
        let theme = *dice.of(&[ThemeKind::Sleep, ThemeKind::Work, ThemeKind::Grief]);
        let part = *dice.of(&[Compartment::Coordination, Compartment::Social]);
        let alone = dice.one_in(3);
        let new = NewEntry {
            compartment: part,
            at: None,
            until: None,
            content: Content::Theme { theme, text: None },
            audience: if alone { Audience::Named(BTreeSet::new()) } else { Audience::Compartment },
            shared_with_social: false,
        };
        if record::write(&awa, awa.new_id(), person, new).await.is_ok() && !alone {
            self.themes.push((theme, part, person));
        }
        if dice.one_in(2) && self.misses_two(app, &awa, person).await {
            self.missed.insert(person);
        }
        if dice.one_in(4) {
            self.invites(app, dice, person).await;
        }
    }

    /// Either doctor invites somebody to the team, where they may.
    async fn invites(&mut self, app: &App, dice: &Dice, person: PersonId) {
        for by in ["gp", "gp_2"] {
            let guest = *dice.of(&["psychiatrist", "psychiatrist_3", "nurse"]);
            let new = NewMember::now(app.cast.get(guest).role, TeamGround::ChosenByPerson);
            let invited = invitations::invite(&actor(app, by).await, person, new).await;
            self.invitations.extend(invited.ok());
        }
    }

    async fn misses_two(&self, app: &App, awa: &Ctx, person: PersonId) -> bool {
        for _ in 0..2 {
            app.pass(1);
            let shared = Shared {
                place: Place::Office,
                subjects: vec![Subject::Rights],
                about: None,
                text: None,
                next: None,
            };
            let new = NewInterview { status: interviews::Status::Missed, at: None, shared, private: None };
            if interviews::record(awa, awa.new_id(), person, new).await.is_err() {
                return false;
            }
        }
        true
    }

    /// Invitations that still wait, those without an attending doctor, one of them with a right applied for, and today's arrivals.
    pub(crate) async fn comes_last(
        &mut self,
        app: &App,
        dice: &Dice,
        persons: &[PersonId],
    ) -> (Vec<PersonId>, Vec<(ApplicationId, PersonId)>) {
        let psychiatrist = app.cast.get("psychiatrist").role;
        let mut applications = Vec::new();
        for person in persons {
            self.invites(app, dice, *person).await;
        }
        for (place, (given, family)) in DOCTORLESS.into_iter().enumerate() {
            let person = of_the_psychiatrist(app, given, family).await;
            for persona in ["social_worker", "psychiatrist_2"] {
                app.joins(person, psychiatrist, persona, TeamGround::ChosenByPerson).await;
            }
            if place == 0 {
                let awa = actor(app, "social_worker").await;
                let right = rights::begin(&awa, awa.new_id(), person, NewApplication::now("c2s")).await;
                applications.push((right.expect("it is opened"), person));
            }
            self.doctorless.push(person);
        }
        for persona in ["social_worker", "mediator", "receptionist"] {
            self.arrivals.push(app.arrives(persona, "Ne dit pas son nom.", None).await);
        }
        (self.doctorless.clone(), applications)
    }
}

/// Holds them against what opens, and against the policy.
pub(crate) async fn check(persona: &str, ctx: &Ctx, world: &World) {
    referrals(persona, ctx, world).await;
    themes(persona, ctx, world).await;
    questionnaires(persona, ctx, world).await;
    day(persona, ctx, world).await;
    arrivals(persona, ctx, world).await;
    ties(persona, ctx, world).await;
}

/// The list of somebody holds the referrals in which they take part; the page of a person those that open with the name.
async fn referrals(persona: &str, ctx: &Ctx, world: &World) {
    let mut listed = BTreeSet::new();
    for filter in [referral::Filter::Running, referral::Filter::Over] {
        let mut after = None;
        while let Ok(page) = referral::list(ctx, filter, after).await {
            listed.extend(page.items.iter().map(|line| line.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    let (mut part, mut named) = (BTreeSet::new(), BTreeSet::new());
    for (id, person) in &world.more.referrals {
        let Ok(one) = referral::open(ctx, *id).await else { continue };
        // Somebody of the team alone finds it on the page of the person.
        if &*one.reason.policy != "referral-care-team" {
            part.insert(*id);
        }
        named.extend(one.person.map(|_| (*person, *id)));
    }
    assert!(listed.is_subset(&part), "{persona} is told of a referral that does not open");
    let in_part = |id: &&ReferralId| !listed.contains(id);
    let missing: Vec<_> = part.iter().filter(in_part).collect();
    assert!(missing.is_empty(), "the referrals listed for {persona}: {missing:?} are missing");
    for person in &world.persons {
        let Ok(view) = referral::of_person(ctx, *person).await else { continue };
        let on_page: BTreeSet<_> = view.lines.iter().map(|line| (*person, line.id)).collect();
        let open: BTreeSet<_> = named.iter().copied().filter(|(whose, _)| whose == person).collect();
        assert_eq!(on_page, open, "the referrals on the page of a person, for {persona}");
    }
}

/// The themes are counted over the persons of whom that part is open, and what is kept for one reader is not counted.
async fn themes(persona: &str, ctx: &Ctx, world: &World) {
    let mut expected: BTreeMap<&str, BTreeSet<PersonId>> = BTreeMap::new();
    for (theme, part, person) in &world.more.themes {
        if open_to(ctx, *person, Action::reading(*part)).await {
            expected.entry(theme.code()).or_default().insert(*person);
        }
    }
    for (_, person) in &world.interviews {
        if open_to(ctx, *person, Action::ReadSocial).await {
            expected.entry(ThemeKind::Housing.code()).or_default().insert(*person);
        }
    }
    let expected: BTreeMap<_, _> = expected.into_iter().map(|(theme, all)| (theme, all.len())).collect();
    let noted: BTreeMap<_, _> = match record::themes(ctx).await {
        Ok(themes) => themes.noted.iter().map(|(theme, count)| (theme.code(), *count)).collect(),
        Err(Error::Forbidden) => BTreeMap::new(),
        Err(error) => panic!("{error}"),
    };
    assert_eq!(noted, expected, "the themes counted for {persona}");
}

/// What was filled about somebody is listed where it opens.
async fn questionnaires(persona: &str, ctx: &Ctx, world: &World) {
    for person in &world.persons {
        let Ok(all) = care::assessments::assessments(ctx, *person).await else { continue };
        let listed: BTreeSet<EntryId> = all.filled.iter().map(|it| it.id).collect();
        let mut open = BTreeSet::new();
        for (entry, _) in world.more.filled.iter().filter(|(_, whose)| whose == person) {
            if record::open(ctx, *entry).await.is_ok() {
                open.insert(*entry);
            }
        }
        assert_eq!(listed, open, "the questionnaires listed for {persona}");
    }
}

/// The day holds the invitations that open and wait.
async fn day(persona: &str, ctx: &Ctx, world: &World) {
    let day = care::day::my_day(ctx).await.expect("their day");
    let listed: BTreeSet<InvitationId> = day.invitations.iter().map(|it| it.id).collect();
    let mut open = BTreeSet::new();
    for id in &world.more.invitations {
        let opened = invitations::invitation(ctx, *id).await;
        if opened.is_ok_and(|it| it.status == InvitationStatus::Pending) {
            open.insert(*id);
        }
    }
    assert_eq!(listed, open, "the invitations of {persona}");
}

/// The book of today holds the arrivals that open.
async fn arrivals(persona: &str, ctx: &Ctx, world: &World) {
    let listed: BTreeSet<ArrivalId> = match reception::book(ctx, None, None).await {
        Ok(book) => book.waiting.iter().chain(&book.over.items).map(|line| line.id).collect(),
        Err(Error::NotFound | Error::Forbidden) => BTreeSet::new(),
        Err(error) => panic!("{error}"),
    };
    let mut open = BTreeSet::new();
    for id in &world.more.arrivals {
        if reception::open(ctx, *id).await.is_ok() {
            open.insert(*id);
        }
    }
    assert_eq!(listed, open, "the book of {persona}");
}

/// On the radar stand those without an attending doctor whom the actor accompanies, and those who missed interviews, to whoever
/// reads of interviews.
async fn ties(persona: &str, ctx: &Ctx, world: &World) {
    let lines = care::radar::radar(ctx, 0).await.unwrap_or_default().lines;
    let (mut doctorless, mut missed) = (BTreeSet::new(), BTreeSet::new());
    for line in &lines {
        match line {
            care::radar::Risk::Tie(who, care::radar::Tie::NoAttendingDoctor) => doctorless.insert(who.id),
            care::radar::Risk::Tie(who, care::radar::Tie::MissedInterviews(2)) => missed.insert(who.id),
            other => {
                assert!(matches!(other, care::radar::Risk::Right(_)), "{persona}: {other:?}");
                continue;
            }
        };
    }
    let (mut without, mut absent) = (BTreeSet::new(), BTreeSet::new());
    for (place, person) in world.more.doctorless.iter().enumerate() {
        let manages = MANAGE.contains(&persona);
        let action = if manages { Action::ManageRights } else { Action::ReadSocialOverview };
        if (manages || place == 0) && open_to(ctx, *person, action).await {
            without.insert(*person);
        }
    }
    for person in &world.more.missed {
        if open_to(ctx, *person, Action::ReadSocial).await {
            absent.insert(*person);
        }
    }
    assert_eq!(doctorless, without, "those without an attending doctor, on the radar of {persona}");
    assert_eq!(missed, absent, "those who missed interviews, on the radar of {persona}");
}
