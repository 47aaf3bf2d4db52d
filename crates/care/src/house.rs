//! What an instance runs on, put together once at start: database, policy, programmes, keys, clock, chance.

use std::sync::{Arc, PoisonError, RwLock};

use kernel::{Clock, Entropy, IdSealer};
use letters::Press;
use policy::Policy;
use sea_orm::ConnectionTrait;
use store::{Blobs, Db, Keys};

use crate::TerritoryId;
use crate::assessments::Questionnaires;
use crate::programs::Programs;
use crate::rights::Catalogue;

/// What is needed to make a [`House`].
pub struct Foundations {
    /// The database, migrated.
    pub db: Db,
    /// Where attachments and letters are kept, encrypted.
    pub blobs: Blobs,
    /// Keys derived from the master key.
    pub keys: Arc<Keys>,
    /// Who may do what.
    pub policy: Policy,
    /// The programmes switched on.
    pub programs: Programs,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub entropy: Arc<dyn Entropy>,
    /// The territory served.
    pub territory: TerritoryId,
    /// Work factor of password hashing; lowered only where passwords are throw-away.
    pub password_cost: PasswordCost,
}

/// How costly a password hash is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCost {
    /// OWASP's floor for argon2id: 19 MiB, 2 passes.
    Standard,
    /// For demonstrations and tests, whose passwords are printed anyway.
    ThrowAway,
}

/// One running instance for one territory. Cheap to share behind an [`Arc`].
pub struct House {
    pub(crate) db: Db,
    pub(crate) blobs: Blobs,
    pub(crate) keys: Arc<Keys>,
    pub(crate) policy: Policy,
    pub(crate) programs: Programs,
    rights: RwLock<Arc<Catalogue>>,
    questionnaires: RwLock<Arc<Questionnaires>>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) territory: TerritoryId,
    pub(crate) press: Press,
    pub(crate) password_cost: PasswordCost,
    sealer: IdSealer,
}

impl House {
    /// Puts the instance together.
    pub fn new(foundations: Foundations) -> Self {
        let sealer = IdSealer::new(foundations.keys.ids());
        Self {
            db: foundations.db,
            blobs: foundations.blobs,
            keys: foundations.keys,
            policy: foundations.policy,
            programs: foundations.programs,
            rights: RwLock::new(Arc::new(Catalogue::shipped())),
            questionnaires: RwLock::new(Questionnaires::shipped()),
            clock: foundations.clock,
            entropy: foundations.entropy,
            territory: foundations.territory,
            press: Press::new(),
            password_cost: foundations.password_cost,
            sealer,
        }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> crate::Result<()> {
        self.db.reader().execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Removes the stored bytes of documents that no row names any more; how many. See [`store::Blobs::sweep`].
    pub async fn sweep_documents(&self) -> crate::Result<usize> {
        Ok(self.blobs.sweep(&self.db, self.clock.now()).await?)
    }

    /// Where time comes from.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Where chance comes from.
    pub fn entropy(&self) -> &Arc<dyn Entropy> {
        &self.entropy
    }

    /// Identifiers as they stand in URLs, and back.
    pub fn sealer(&self) -> &IdSealer {
        &self.sealer
    }

    /// The programmes switched on.
    pub fn programs(&self) -> &Programs {
        &self.programs
    }

    /// The questionnaires that can be filled.
    pub fn questionnaires(&self) -> Arc<Questionnaires> {
        Arc::clone(&self.questionnaires.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Goes by these from now on.
    pub(crate) fn put_questionnaires(&self, all: Questionnaires) {
        *self.questionnaires.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(all);
    }

    /// The rights that can be applied for, as the territory corrected them.
    pub fn rights(&self) -> Arc<Catalogue> {
        Arc::clone(&self.rights.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Goes by another catalogue from now on; whether it says something else than the one before.
    pub(crate) fn put_rights(&self, catalogue: Catalogue) -> bool {
        let mut rights = self.rights.write().unwrap_or_else(PoisonError::into_inner);
        let changes = **rights != catalogue;
        if changes {
            *rights = Arc::new(catalogue);
        }
        changes
    }

    /// The policies in force.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The keys of this instance.
    pub fn keys(&self) -> &Arc<Keys> {
        &self.keys
    }

    /// The territory served.
    pub fn territory(&self) -> TerritoryId {
        self.territory
    }
}
