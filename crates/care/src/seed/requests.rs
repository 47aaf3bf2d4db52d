//! What is asked about them, in every state.

use jiff::{SignedDuration, Timestamp};
use policy::Action;

use super::Plan;
use super::dice::Dice;
use super::persons::Somebody;
use super::sheets::Sheets;
use super::staff::Staff;
use crate::access::Professional;
use crate::programs::Program;
use crate::requests::advice::seeded::{By, Happening, Story};
use crate::requests::advice::{Answer, Closing, Fact, Followed, Referral};
use crate::requests::consultation::seeded::{Became, offered};
use crate::stories::{TEXTS, Text};
use crate::{Error, Result};

/// The advice line of the territory.
pub(super) struct Line<'a> {
    dice: &'a Dice,
    staff: &'a Staff,
    plan: Plan,
    /// Open requests in the hands of each psychiatrist.
    taken: Vec<usize>,
    told: usize,
    open: usize,
}

/// How a request goes on once it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Sent,
    Triaged,
    Accepted,
    AskedBack,
    Answered,
    Closed,
    Declined,
    Redirected,
    Cancelled,
}

const LINE: &str = "advice-line";

impl<'a> Line<'a> {
    pub(super) fn new(dice: &'a Dice, staff: &'a Staff, plan: Plan) -> Self {
        Self { dice, staff, plan, taken: vec![0; staff.psychiatrists.len()], told: 0, open: 0 }
    }

    /// The request about the person of this number, if there is one: they are spread evenly over the persons.
    pub(super) fn about(&mut self, number: usize, person: &Somebody, sheets: &mut Sheets) -> Result<()> {
        let (requests, persons) = (self.plan.requests.min(self.plan.persons), self.plan.persons.max(1));
        if (number + 1) * requests / persons == number * requests / persons {
            return Ok(());
        }
        self.told += 1;
        // Open ones are spread over the requests too, and were asked these last days.
        let wanted = self.plan.open.min(requests);
        let opens = self.told * wanted / requests.max(1) > self.open;
        let recent = self.plan.today - SignedDuration::from_mins(self.dice.between(90, 60 * 24 * 6));
        if opens && recent > person.created_at {
            self.open += 1;
            let course = self.open_course();
            return self.tell(course, recent, person, sheets);
        }
        let start = person.created_at + SignedDuration::from_mins(self.dice.between(60, 60 * 24 * 20));
        let course = match self.dice.throw(20) {
            0 => Course::Declined,
            1 => Course::Redirected,
            2 => Course::Cancelled,
            3 => Course::Answered,
            _ => Course::Closed,
        };
        self.tell(course, start, person, sheets)
    }

    fn open_course(&self) -> Course {
        *self.dice.pick(&[
            Course::Sent,
            Course::Triaged,
            Course::Triaged,
            Course::Triaged,
            Course::Accepted,
            Course::AskedBack,
        ])
    }

    /// Tells a request from `start`, as far as today.
    fn tell(
        &mut self,
        course: Course,
        start: Timestamp,
        person: &Somebody,
        sheets: &mut Sheets,
    ) -> Result<()> {
        if start >= self.plan.today {
            return Ok(());
        }
        let one = self.dice.throw(self.staff.psychiatrists.len());
        let it = Happening {
            asker: &self.staff.gps[person.gp].ctx,
            answerer: &self.staff.psychiatrists[one],
            triage: &self.staff.triage,
        };
        let programs = it.asker.house().programs();
        let program = programs.get(LINE).ok_or(Error::NotFound)?;
        let text = self.dice.pick(&TEXTS);
        let mut story = Story::begin(&it, program, start - SignedDuration::from_mins(12), sheets)?;
        let question = (text.question, text.context);
        story.send(start, Some(person.id), person.extract.clone(), question, sheets)?;
        let mut scene = Scene { story, now: start, today: self.plan.today, dice: self.dice };
        let cap = program.advice.as_ref().and_then(|it| usize::try_from(it.queue_cap).ok()).unwrap_or(0);
        // Half of what one may be given at most stays in somebody's hands: there is room for more to be asked.
        let room = self.taken[one] * 2 < cap;
        scene.goes_on(course, text, room, (&it, program), sheets)?;
        let row = scene.story.row();
        let in_hand = matches!(row.status.as_str(), "accepted" | "awaiting_asker");
        if in_hand || (row.status == "sent" && row.named_id.is_some()) {
            self.taken[one] += 1;
        }
        scene.story.end(sheets)
    }
}

/// A story at some moment.
struct Scene<'a> {
    story: Story<'a>,
    now: Timestamp,
    today: Timestamp,
    dice: &'a Dice,
}

impl Scene<'_> {
    /// Lets between so many hours pass; whether that is still before today.
    fn pass(&mut self, from: i64, to: i64) -> bool {
        self.now += SignedDuration::from_mins(self.dice.between(from * 60, to * 60));
        self.now < self.today
    }

    fn goes_on(
        &mut self,
        course: Course,
        text: &Text,
        room: bool,
        told: (&Happening<'_>, &Program),
        sheets: &mut Sheets,
    ) -> Result<()> {
        if course == Course::Sent || !self.pass(1, 6) {
            return Ok(());
        }
        // Half of those that will be taken are passed on to somebody by name, the others to the pool.
        let named = (room && course != Course::Triaged && self.dice.one_in(2)).then_some(told.0.answerer);
        let named =
            named.map(|ctx| ctx.actor().professional().map(Professional::practitioner)).transpose()?;
        let triage = Fact::Triage { named, note: None };
        self.fact((By::Triage, Action::TriageAdvice), triage, "advice.triaged", sheets)?;
        if course == Course::Triaged || !self.pass(2, 30) {
            return Ok(());
        }
        if course == Course::Cancelled {
            let fact = Fact::Cancellation { reason: None };
            return self.fact((By::Asker, Action::CancelAdvice), fact, "advice.cancelled", sheets);
        }
        // Taken only by somebody who keeps room, or who will have answered by today.
        if !room && self.now + SignedDuration::from_hours(24 * 9) > self.today {
            return Ok(());
        }
        self.fact((By::Answerer, Action::AcceptAdvice), Fact::Acceptance, "advice.accepted", sheets)?;
        match course {
            Course::Declined if self.pass(2, 20) => {
                let (reason, text) =
                    ("not-indicated".to_owned(), "Un suivi par vos soins suffit.".to_owned());
                let fact = Fact::Refusal { reason, text };
                return self.fact((By::Answerer, Action::DeclineAdvice), fact, "advice.declined", sheets);
            }
            Course::Redirected if self.pass(2, 20) => {
                let (target, reason) =
                    ("cmp".to_owned(), "Une consultation est nécessaire d’emblée.".to_owned());
                let fact = Fact::Redirection { target, reason };
                return self.fact((By::Answerer, Action::RedirectAdvice), fact, "advice.redirected", sheets);
            }
            Course::Accepted | Course::Declined | Course::Redirected => return Ok(()),
            _ => {}
        }
        if course == Course::AskedBack || self.dice.one_in(5) {
            if !self.pass(1, 12) {
                return Ok(());
            }
            let fact = Fact::InformationRequest { text: text.asked_back.to_owned() };
            self.fact((By::Answerer, Action::AskInformation), fact, "advice.information_requested", sheets)?;
            if course == Course::AskedBack || !self.pass(8, 48) {
                return Ok(());
            }
            let fact = Fact::InformationGiven { text: text.completed.to_owned(), attachments: Vec::new() };
            self.fact((By::Asker, Action::GiveInformation), fact, "advice.information_given", sheets)?;
        }
        self.answered(text, told, sheets)?;
        if course == Course::Closed && self.story.row().answered_at.is_some() && self.pass(24 * 8, 24 * 25) {
            let fact = Fact::Closing(Box::new(self.closing()));
            self.fact((By::Asker, Action::CloseAdvice), fact, "advice.closed", sheets)?;
        }
        Ok(())
    }

    fn answered(
        &mut self,
        text: &Text,
        (it, program): (&Happening<'_>, &Program),
        sheets: &mut Sheets,
    ) -> Result<()> {
        // One in fourteen comes after the promise.
        let in_time = if self.dice.one_in(14) { self.pass(24 * 7, 24 * 9) } else { self.pass(10, 120) };
        if !in_time {
            return Ok(());
        }
        let at = self.now;
        let mut consultation = None;
        if self.dice.one_in(4) {
            let after = self.dice.between(4, 18);
            let told = at + SignedDuration::from_hours(24 * after + 2) < self.today;
            let became = match (told, self.dice.one_in(8)) {
                (false, _) => Became::Offered,
                (true, true) => Became::Missed,
                (true, false) => Became::Held,
            };
            let id = offered(it, program, self.story.row(), at, (became, after), sheets)?;
            consultation = Some(id.into());
        }
        let [assessment, medication, clinical_plan, follow_up, warning_signs] =
            text.answer.map(str::to_owned);
        let answer = Answer {
            assessment,
            medication: Some(medication),
            clinical_plan: Some(clinical_plan),
            follow_up: Some(follow_up),
            warning_signs: Some(warning_signs),
            consultation,
        };
        let fact = Fact::Answer(Box::new(answer));
        self.fact((By::Answerer, Action::AnswerAdvice), fact, "advice.answered", sheets)
    }

    fn closing(&self) -> Closing {
        let referral =
            *self.dice.pick(&[Referral::Avoided, Referral::None, Referral::StillNeeded, Referral::Prompted]);
        let partly = referral == Referral::StillNeeded;
        Closing {
            followed: if partly { Followed::Partly } else { Followed::Yes },
            why: partly.then(|| "La personne a préféré attendre.".to_owned()),
            referral,
            emergency_avoided: self.dice.one_in(8),
            usefulness: Some(u8::try_from(self.dice.between(3, 5)).unwrap_or(5)),
            text: None,
        }
    }

    fn fact(
        &mut self,
        who: (By, Action),
        fact: Fact,
        journalled: &'static str,
        sheets: &mut Sheets,
    ) -> Result<()> {
        self.story.happened(who, self.now, fact, journalled, sheets)
    }
}
