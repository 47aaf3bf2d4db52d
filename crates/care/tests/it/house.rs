//! A house to act in: an engine, a clock that only the test moves, chance that is the same every time.

use std::collections::BTreeSet;
use std::sync::Arc;

use care::access::Actor;
use care::accounts::{self, Attempt, Login, NewAccount, Password, Session, SignIn, SignedIn};
use care::directory::{
    NewOrganization, NewPractitioner, NewRole, OrganizationForm, PractitionerForm, create_organization,
    create_practitioner, give_role,
};
use care::programs::Programs;
use care::{
    AccountId, Ctx, Error, Foundations, House, Migrator, OrganizationId, PasswordCost, PractitionerId,
    RoleId, TerritoryId,
};
use kernel::{Locale, MockClock, SeededEntropy};
use policy::{Function, Policy, Profession};
use scratch::Scratch;
use store::{Blobs, Db, DbOptions, Keys};
use tempfile::TempDir;
use uuid::Uuid;

/// Declares a story and runs it on both engines.
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($world:ident : $type:ty) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn story($world: $type) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let world = <$type>::sqlite().await;
                story(world).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let world = <$type>::postgres().await;
                story(world).await;
            }
        }
    };
}
pub(crate) use on_both;

/// All tables, with nothing in them.
async fn tables(url: String) {
    let db = Db::open(&DbOptions::new(url, Arc::new(Keys::from_bytes([7; 32])))).await.unwrap();
    db.migrate::<Migrator>().await.unwrap();
    db.close().await;
}

/// A house, and what has to be kept alive with it.
pub(crate) struct World {
    pub(crate) house: Arc<House>,
    pub(crate) clock: MockClock,
    _folder: Arc<TempDir>,
    _server: Option<Arc<Scratch>>,
}

/// Where tries come from, unless a story says otherwise.
pub(crate) const HERE: &str = "192.0.2.1";
/// A password nobody would choose.
pub(crate) const PASSWORD: &str = "sept nuages au-dessus de Tours";

impl World {
    pub(crate) async fn sqlite() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("maillage.db").display());
        Self::at(url, folder, None).await
    }

    pub(crate) async fn postgres() -> Self {
        let server = Scratch::like(tables).await;
        Self::at(server.address(), TempDir::new().unwrap(), Some(server)).await
    }

    async fn at(url: String, folder: TempDir, server: Option<Scratch>) -> Self {
        let keys = Arc::new(Keys::from_bytes([7; 32]));
        let entropy = Arc::new(SeededEntropy::new(37));
        let clock = MockClock::new("2026-11-23T08:00:00Z".parse().unwrap());
        let db = Db::open(&DbOptions::new(url, Arc::clone(&keys))).await.unwrap();
        db.migrate::<Migrator>().await.unwrap();
        let place = folder.path().join("blobs");
        let blobs =
            Blobs::open(&place.display().to_string(), std::iter::empty(), &keys, Arc::clone(&entropy) as _)
                .unwrap();
        let house = House::new(Foundations {
            db,
            blobs,
            keys,
            policy: Policy::shipped().unwrap(),
            programs: Programs::shipped(),
            clock: Arc::new(clock.clone()),
            entropy,
            territory: TerritoryId::from(Uuid::from_u128(37)),
            password_cost: PasswordCost::ThrowAway,
        });
        Self { house: Arc::new(house), clock, _folder: Arc::new(folder), _server: server.map(Arc::new) }
    }

    /// The house itself acting.
    pub(crate) fn system(&self) -> Ctx {
        Ctx::new(Arc::clone(&self.house), Actor::System, Locale::Fr)
    }

    /// Somebody at the door.
    pub(crate) fn visitor(&self) -> Ctx {
        Ctx::new(Arc::clone(&self.house), Actor::Visitor, Locale::Fr)
    }

    /// Whoever holds the session, acting.
    pub(crate) fn ctx(&self, session: &Session) -> Ctx {
        Ctx::new(Arc::clone(&self.house), session.actor(), Locale::Fr)
    }

    pub(crate) fn pass(&self, minutes: i64) {
        self.clock.advance(jiff::SignedDuration::from_mins(minutes));
    }

    pub(crate) async fn structure(&self, kind: &str, name: &str) -> OrganizationId {
        let form =
            OrganizationForm { kind: kind.to_owned(), name: name.to_owned(), ..OrganizationForm::default() };
        create_organization(&self.system(), NewOrganization::parse(&form, None).unwrap()).await.unwrap()
    }

    pub(crate) async fn professional(&self, title: &str, given: &str, family: &str) -> PractitionerId {
        let form = PractitionerForm {
            title: title.to_owned(),
            given: given.to_owned(),
            family: family.to_owned(),
            ..PractitionerForm::default()
        };
        create_practitioner(&self.system(), NewPractitioner::parse(&form).unwrap()).await.unwrap()
    }

    pub(crate) async fn role(
        &self,
        practitioner: PractitionerId,
        organization: OrganizationId,
        profession: Profession,
        functions: &[Function],
    ) -> RoleId {
        let functions: BTreeSet<Function> = functions.iter().copied().collect();
        let new = NewRole { practitioner, organization, profession, functions, from: None, until: None };
        give_role(&self.system(), new).await.unwrap()
    }

    pub(crate) async fn account(&self, practitioner: PractitionerId, login: &str) -> AccountId {
        let login = Login::parse("login", login).unwrap();
        let password = Some(Password::typed(PASSWORD));
        accounts::add(&self.system(), NewAccount { login, practitioner, password }).await.unwrap().account
    }

    /// A professional with one role and an account, the usual cast.
    pub(crate) async fn member(
        &self,
        login: &str,
        profession: Profession,
        functions: &[Function],
    ) -> AccountId {
        let structure = self.structure("hospital", &format!("Hôpital de {login}")).await;
        let who = self.professional("", "Camille", &login.replace(['.', '-'], " ")).await;
        self.role(who, structure, profession, functions).await;
        self.account(who, login).await
    }

    pub(crate) async fn try_sign_in(&self, login: &str, password: &str, client: &str) -> Attempt<SignedIn> {
        let typed = SignIn {
            login: Login::typed(login),
            password: Password::typed(password),
            client: client.to_owned(),
        };
        accounts::sign_in(&self.visitor(), typed).await.unwrap()
    }

    /// Signs in with the usual password, no second factor.
    pub(crate) async fn session(&self, login: &str) -> Session {
        let signed_in =
            self.try_sign_in(login, PASSWORD, HERE).await.passed().expect("the password is right");
        self.resume(signed_in.token.as_str()).await.expect("the session is new")
    }

    pub(crate) async fn resume(&self, token: &str) -> Option<Session> {
        accounts::resume(&self.house.db().reader(), &self.house, token).await.unwrap()
    }

    /// The lines of the journal, the last first.
    pub(crate) async fn journal(&self) -> Vec<store::Entry> {
        store::audit::latest(&self.house.db().reader(), self.house.territory().uuid(), None, 200)
            .await
            .unwrap()
    }

    /// The actions journalled, the last first.
    pub(crate) async fn actions(&self) -> Vec<String> {
        self.journal().await.into_iter().map(|entry| entry.action).collect()
    }
}

/// The faults of a refusal, field and key.
pub(crate) fn faults<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(&'static str, &'static str)> {
    match result.unwrap_err() {
        Error::Invalid(faults) => faults.iter().map(|fault| (fault.field, fault.key)).collect(),
        other => panic!("{other}"),
    }
}

/// The key of a conflict.
pub(crate) fn conflict<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result.unwrap_err() {
        Error::Conflict(conflict) => conflict.key,
        other => panic!("{other}"),
    }
}
