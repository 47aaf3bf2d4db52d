//! Records told in few words: who is around a person, what stands in each compartment.

use care::break_glass::{self, AttemptForm, Attempted, NewAttempt};
use care::pathways;
use care::people::{
    self, How, InformationKind, NewInformation, NewMember, NewPerson, PersonForm, Scope, TeamGround, Terms,
    TraitsForm,
};
use care::programs::StepKind;
use care::reception::{self, NewArrival};
use care::record::{self, Audience, Content, NewEntry};
use care::stories::acting;
use care::{ArrivalId, EntryId, PersonId, RoleId};
use jiff::Timestamp;
use kernel::Clock;
use policy::Compartment;
use sea_orm::{ConnectionTrait, Statement, Value};
use store::{StoreError, Tx};
use uuid::Uuid;

use crate::{App, Browser};

/// An entry of a record.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// Whose record.
    pub person: PersonId,
    /// Who wrote it: a persona.
    pub author: &'a str,
    /// Where it stands.
    pub compartment: Compartment,
    /// The persona who alone may read it besides the author.
    pub restricted_to: Option<&'a str>,
    /// Opened to the social compartment by its author.
    pub shared_with_social: bool,
    /// When it happened.
    pub at: Timestamp,
}

impl App {
    /// A person of the GP's whom these personas follow too, and the address of their page.
    ///
    /// # Panics
    /// Where somebody cannot join.
    pub async fn followed_by(&self, personas: &[&str]) -> (PersonId, String) {
        let gp = self.cast.get("gp").role;
        let person = self.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        for persona in personas {
            self.joins(person, gp, persona, TeamGround::ChosenByPerson).await;
        }
        (person, format!("/persons/{}", self.sealed(person.uuid())))
    }

    /// A persona of no team invokes a vital need of the woman of this name, born that day, the second factor shown.
    ///
    /// # Panics
    /// Where the persona may not.
    pub async fn in_vital_need(
        &self,
        persona: &str,
        (given, family, birth_date): (&str, &str, &str),
        reason: &str,
    ) -> Attempted {
        let ctx = acting(&self.house, self.cast.get(persona).role).await.expect("they act");
        let form = AttemptForm {
            family: family.to_owned(),
            given: given.to_owned(),
            birth_date: birth_date.to_owned(),
            sex: "female".to_owned(),
            need: "life_at_stake".to_owned(),
            reason: reason.to_owned(),
        };
        let new = NewAttempt::parse(&form, people::today(&ctx)).expect("all of it is there");
        break_glass::attempt(&ctx, ctx.new_id(), new).await.expect("they may try")
    }

    /// A persona hands a person the link and the code of their own page, and they come in.
    ///
    /// # Panics
    /// Where the persona may not, or the door stays shut.
    pub async fn own_page(&self, persona: &str, person: PersonId) -> Browser {
        let desk = self.sign_in(persona).await;
        let handed = desk.post(&format!("/persons/{}/own", self.sealed(person.uuid())), &[]).await;
        let link = handed.first("code");
        let (_, token) = link.split_once("/own/open/").expect("a link");
        let own = self.visitor();
        let code = handed.first("b.num");
        let entered = own.post(&format!("/own/open/{token}"), &[("code", code.as_str())]).await;
        assert_eq!(entered.location(), "/own", "{}", entered.words());
        own
    }

    /// A persona hands a person over to a doctor without an account, who accepts by the link and comes in with the code. What
    /// comes before it on the person's pathway is left out, where it was not done.
    ///
    /// # Panics
    /// Where the persona may not, the person goes through no pathway, or the door stays shut.
    pub async fn handed_over(&self, persona: &str, person: PersonId) -> Browser {
        let ctx = acting(&self.house, self.cast.get(persona).role).await.expect("they act");
        let known = pathways::of_person(&ctx, person).await.expect("their pathways").pathways;
        let pathway = known.first().expect("they go through one");
        let page = format!("/pathways/{}", self.sealed(pathway.id.uuid()));
        let maker = self.sign_in(persona).await;
        for step in pathway.rules.steps.iter().take_while(|step| step.kind != StepKind::Handover) {
            let left_out = [("kind", "skipping"), ("step", step.code.as_str()), ("why", "Déjà fait")];
            maker.post(&page, &left_out).await;
        }
        let asked = [("kind", "proposal"), ("step", "handover"), ("to", "Dr Camille Renaud")];
        let asked = maker.post(&page, &asked).await;
        assert_eq!(asked.status, 303, "{}", asked.words());
        let made = maker.post(&format!("{page}/handover"), &[]).await;
        let link = made.first("code");
        let (_, token) = link.split_once("/handover/open/").expect("a link");
        let (doctor, door) = (self.visitor(), format!("/handover/open/{token}"));
        doctor.post(&format!("{door}/accept"), &[]).await;
        let code = made.first("b.num");
        let entered = doctor.post(&door, &[("code", code.as_str())]).await;
        assert_eq!(entered.location(), "/handover", "{}", entered.words());
        doctor
    }

    /// Brings a persona into a person's care team, by the hand of another who may; by consent where the profession
    /// wants it.
    ///
    /// # Panics
    /// Where they cannot join.
    pub async fn joins(&self, person: PersonId, by: RoleId, persona: &str, ground: TeamGround) {
        let ctx = acting(&self.house, by).await.expect("they act");
        let new = NewMember {
            consent: (ground == TeamGround::Consent).then_some(How::InPerson),
            ..NewMember::now(self.cast.get(persona).role, ground)
        };
        people::join_care_team(&ctx, person, new).await.unwrap_or_else(|error| panic!("{persona}: {error}"));
    }

    /// What a person said: to everyone, or about one persona.
    ///
    /// # Panics
    /// Where it cannot be recorded.
    pub async fn says(
        &self,
        person: PersonId,
        by: RoleId,
        kind: InformationKind,
        about: Option<&str>,
        note: &str,
    ) {
        let ctx = acting(&self.house, by).await.expect("they act");
        let scope = about.map_or(Scope::Everyone, |it| Scope::Practitioner(self.cast.get(it).practitioner));
        let note = (!note.is_empty()).then(|| note.to_owned());
        let new = NewInformation { scope, note, ..NewInformation::now(kind, How::InPerson) };
        people::record_information(&ctx, person, new).await.expect("it is recorded");
    }

    /// A person closes parts of their record, to everybody or to one persona; the rest opens again.
    ///
    /// # Panics
    /// Where it cannot be recorded.
    pub async fn closes(&self, person: PersonId, by: RoleId, parts: &[Compartment], to: Option<&str>) {
        let ctx = acting(&self.house, by).await.expect("they act");
        let scope = to.map_or(Scope::Everyone, |it| Scope::Practitioner(self.cast.get(it).practitioner));
        let terms = Terms { closes: Some(parts.iter().copied().collect()), ..Terms::default() };
        let said = NewInformation::now(InformationKind::PartlyOpposed, How::InPerson);
        people::record_information(&ctx, person, NewInformation { scope, terms, ..said })
            .await
            .expect("it is recorded");
    }

    /// Puts a line of the house's own into a record, as the acts of a brick would; answers its identifier.
    ///
    /// # Panics
    /// Where the database does not take it.
    pub async fn note(&self, note: Note<'_>) -> Uuid {
        let id = kernel::new_uuid(self.clock.now(), self.entropy.as_ref());
        let role: RoleId = self.cast.get(note.author).role;
        let territory: Value = self.house.territory().uuid().into();
        let values: Vec<Value> = vec![
            territory.clone(),
            id.into(),
            note.person.uuid().into(),
            note.compartment.as_str().into(),
            note.shared_with_social.into(),
            note.restricted_to.is_some().into(),
            note.at.as_microsecond().into(),
            self.clock.now().as_microsecond().into(),
            role.uuid().into(),
            "person-created".into(),
            "person".into(),
            note.person.uuid().into(),
            "{}".into(),
        ];
        let text = "INSERT INTO entry (territory_id, id, person_id, compartment, shared_with_social, restricted, at, \
                    recorded_at, role_id, kind, object_kind, object_id, body) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
        let named = note.restricted_to.map(|it| self.cast.get(it).practitioner.uuid());
        let added: Result<(), StoreError> = self
            .house
            .db()
            .write(move |tx: Tx| async move {
                let backend = tx.get_database_backend();
                tx.execute_raw(Statement::from_sql_and_values(backend, text, values)).await?;
                if let Some(named) = named {
                    let text = "INSERT INTO entry_reader (territory_id, entry_id, practitioner_id) VALUES ($1, $2, $3)";
                    let values = [territory, id.into(), named.into()];
                    tx.execute_raw(Statement::from_sql_and_values(backend, text, values)).await?;
                }
                Ok(())
            })
            .await;
        added.expect("an entry");
        id
    }

    /// Somebody comes to the reception that a persona keeps, with a matter of health, this note and this way to be called.
    ///
    /// # Panics
    /// Where they keep none.
    pub async fn arrives(&self, persona: &str, note: &str, called: Option<&str>) -> ArrivalId {
        let ctx = acting(&self.house, self.cast.get(persona).role).await.expect("they act");
        let new = NewArrival {
            how: reception::How::Alone,
            reasons: vec!["rights".to_owned(), "care".to_owned()],
            note: Some(note.to_owned()),
            called: called.map(str::to_owned),
            at: None,
        };
        reception::record(&ctx, ctx.new_id(), new).await.unwrap_or_else(|error| panic!("{persona}: {error}"))
    }

    /// An arrival becomes a person, by the hand of a persona.
    ///
    /// # Panics
    /// Where they may not.
    pub async fn becomes(
        &self,
        persona: &str,
        arrival: ArrivalId,
        given: &str,
        family: &str,
        born: &str,
    ) -> PersonId {
        let ctx = acting(&self.house, self.cast.get(persona).role).await.expect("they act");
        let traits = TraitsForm {
            given: given.to_owned(),
            family: family.to_owned(),
            sex: "female".to_owned(),
            birth_date: born.to_owned(),
            ..TraitsForm::default()
        };
        let form = PersonForm { traits, ..PersonForm::default() };
        let new = NewPerson::parse(&form, people::today(&ctx)).expect("a person");
        let made = reception::become_person(&ctx, arrival, ctx.new_id(), new).await;
        made.unwrap_or_else(|error| panic!("{persona}: {error}"))
    }

    /// A persona writes into a person's record; answers the entry.
    ///
    /// # Panics
    /// Where they may not.
    pub async fn writes(&self, person: PersonId, author: &str, new: NewEntry) -> EntryId {
        let ctx = acting(&self.house, self.cast.get(author).role).await.expect("they act");
        record::write(&ctx, ctx.new_id(), person, new)
            .await
            .unwrap_or_else(|error| panic!("{author}: {error}"))
    }
}

/// A note open to whoever its compartment is open to, written now.
pub fn text(compartment: Compartment, text: &str) -> NewEntry {
    NewEntry {
        compartment,
        at: None,
        until: None,
        content: Content::Note { text: text.to_owned() },
        audience: Audience::Compartment,
        shared_with_social: false,
    }
}
