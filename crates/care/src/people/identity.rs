//! How far an identity can be relied upon: checked against a document, retrieved from the INSi service, or both.
//!
//! The référentiel national d’identitovigilance (RNIV 1) knows four statuses. What leads from one to another is a
//! [`Check`]; every other change is refused.

use kernel::identifiers::{Ins, InsKind, Nir};
use policy::{Action, Compartment, Resource};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::person::{Identity, IdentityStatus, Person};
use super::rows::{self, person, person_change};
use super::{keys, matching, ties};
use crate::access::entries::{self, NewEntry};
use crate::error::Conflict;
use crate::fields::{self, Faults};
use crate::{Ctx, Error, Fault, PersonId, Result};

/// A document that proves an identity to a high degree (RNIV 1, annexe: a vehicle licence or the Vitale card do not).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// National identity card.
    IdentityCard,
    /// Passport.
    Passport,
    /// Residence permit.
    ResidencePermit,
    /// Family record book, or extract of a birth certificate, with the document of the parent: for a minor.
    FamilyBook,
    /// Electronic identification of substantial level.
    ElectronicIdentity,
}

impl Document {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::IdentityCard,
        Self::Passport,
        Self::ResidencePermit,
        Self::FamilyBook,
        Self::ElectronicIdentity,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::IdentityCard => "identity_card",
            Self::Passport => "passport",
            Self::ResidencePermit => "residence_permit",
            Self::FamilyBook => "family_book",
            Self::ElectronicIdentity => "electronic_identity",
        }
    }
}

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// A document was seen and agrees with the traits.
    Document(Document),
    /// The INSi service gave the INS for these very traits.
    Insi(Ins),
    /// The INSi service no longer confirms the INS.
    InsiDenied,
    /// The document turned out not to be this person's, or not to prove anything.
    DocumentDoubted,
}

impl Check {
    /// The stored code.
    const fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Insi(_) => "insi",
            Self::InsiDenied => "insi_denied",
            Self::DocumentDoubted => "document_doubted",
        }
    }
}

/// The status after a check; `None` where the check cannot lead anywhere from there.
pub const fn after(status: IdentityStatus, check: &Check) -> Option<IdentityStatus> {
    use IdentityStatus::{Provisional, Qualified, Retrieved, Validated};
    match (status, check) {
        (Provisional, Check::Document(_)) | (Qualified, Check::InsiDenied) => Some(Validated),
        (Provisional, Check::Insi(_)) | (Qualified, Check::DocumentDoubted) => Some(Retrieved),
        (Retrieved, Check::Document(_)) | (Validated, Check::Insi(_)) => Some(Qualified),
        (Retrieved, Check::InsiDenied) | (Validated, Check::DocumentDoubted) => Some(Provisional),
        _ => None,
    }
}

/// An INS as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InsForm {
    /// 15 characters, spaces allowed.
    pub ins: String,
    /// `nir` or `nia`; empty for `nir`.
    pub ins_kind: String,
    /// `yes`: the INSi service gave it. An INS is never copied from a card or a letter (référentiel INS).
    pub ins_retrieved: String,
}

/// A check, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    /// `document`, `insi`, `insi_denied`, `document_doubted`.
    pub check: String,
    /// Code of a [`Document`].
    pub document: String,
    /// INS.
    #[serde(flatten)]
    pub ins: InsForm,
    /// Version of the identity that was checked.
    pub version: String,
}

/// Reads an INS, if one was typed.
pub(super) fn typed_ins(form: &InsForm, faults: &mut Faults) -> Option<Ins> {
    if form.ins.trim().is_empty() {
        return None;
    }
    let number: Option<Nir> = faults.take(form.ins.parse().map_err(|_| Fault::new("ins", "fault-ins-key")));
    if form.ins_retrieved != "yes" {
        faults.push("ins_retrieved", "fault-ins-from-insi");
    }
    let kind = if form.ins_kind == "nia" { InsKind::Nia } else { InsKind::Nir };
    Some(Ins { number: number?, kind })
}

impl Check {
    /// Reads what was typed.
    pub fn parse(form: &CheckForm) -> Result<Self> {
        let mut faults = Faults::new();
        let check = match form.check.trim() {
            "document" => faults.take(fields::choice("document", &form.document)).map(Self::Document),
            "insi" => {
                let ins = typed_ins(&form.ins, &mut faults);
                if form.ins.ins.trim().is_empty() {
                    faults.push("ins", "fault-required");
                }
                ins.map(Self::Insi)
            }
            "insi_denied" => Some(Self::InsiDenied),
            "document_doubted" => Some(Self::DocumentDoubted),
            _ => {
                faults.push("check", "fault-choice");
                None
            }
        };
        faults.done()?;
        check.ok_or_else(|| Error::Bug("a form without faults has all its values".to_owned()))
    }
}

/// Records a check of the identity in its `version`, and the status that follows.
///
/// # Errors
/// [`Error::Conflict`] when the identity changed since (the check was of other traits), or when this check leads
/// nowhere from its status.
pub async fn check(ctx: &Ctx, person: PersonId, version: i64, check: Check) -> Result<IdentityStatus> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::EditIdentity, &Resource::Person(ties.facts))?;
        let mut row = rows::lock(&tx, &ctx, person).await?;
        unchanged(&row, version)?;
        let before = Person::try_from(row.clone())?.identity;
        let status =
            after(before.status, &check).ok_or_else(|| Error::conflict("conflict-identity-check"))?;
        let mut identity = before.clone();
        let ins = if let Check::Insi(ins) = check { Some(ins) } else { before.kept_ins().copied() };
        identity.stand(status, ins);
        save(&ctx, &tx, &mut row, &identity).await?;
        let document = if let Check::Document(document) = check { Some(document.code()) } else { None };
        let body = serde_json::json!({
            "check": check.code(), "document": document, "from": before.status.code(), "to": status.code(),
        });
        change(&ctx, &tx, person, "identity", &body).await?;
        entered(&ctx, &tx, person, "person-identity-checked").await?;
        ctx.record(&tx, "person.identity_checked", ("person", person.uuid()), Some(person.uuid()), &reason)
            .await?;
        Ok(status)
    })
    .await
}

/// The identity is still the one that was shown.
pub(super) fn unchanged(row: &person::Model, version: i64) -> Result<()> {
    if row.version == version {
        return Ok(());
    }
    let at = Some(kernel::clock::from_micros(row.updated_at));
    Err(Error::Conflict(Conflict { key: "conflict-person-edited", who: None, at }))
}

/// Saves an identity as the next version, with its search keys; records that resemble it are looked for afterwards.
pub(super) async fn save(ctx: &Ctx, tx: &Tx, row: &mut person::Model, identity: &Identity) -> Result<()> {
    let id = PersonId::from(row.id);
    row.bear(identity);
    row.version += 1;
    row.updated_at = ctx.now().as_microsecond();
    row.clone().save(tx).await?;
    keys::erase(ctx, tx, id).await?;
    keys::write(ctx, tx, id, identity).await?;
    tx.enqueue(matching::job(ctx, id)).await?;
    Ok(())
}

/// Enters an event of the identity in the record.
pub(super) async fn entered(ctx: &Ctx, tx: &Tx, person: PersonId, kind: &'static str) -> Result<()> {
    let object = ("person", person.uuid());
    let entry = NewEntry { person, compartment: Compartment::Identity, at: ctx.now(), kind, object };
    entries::add(ctx, tx, entry).await
}

/// Keeps what changed, by whom.
pub(super) async fn change(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    kind: &str,
    body: &serde_json::Value,
) -> Result<()> {
    let row = person_change::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        person_id: person.uuid(),
        at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        kind: kind.to_owned(),
        body: body.to_string(),
    };
    row.insert(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ins() -> Ins {
        Ins {
            number: "255081416802538".parse().expect("the example of the INSEE has a right key"),
            kind: InsKind::Nir,
        }
    }

    fn checks() -> [Check; 4] {
        [Check::Document(Document::Passport), Check::Insi(ins()), Check::InsiDenied, Check::DocumentDoubted]
    }

    #[test]
    fn the_table_of_the_rniv() {
        use IdentityStatus::{Provisional, Qualified, Retrieved, Validated};
        let table = [
            (Provisional, [Some(Validated), Some(Retrieved), None, None]),
            (Retrieved, [Some(Qualified), None, Some(Provisional), None]),
            (Validated, [None, Some(Qualified), None, Some(Provisional)]),
            (Qualified, [None, None, Some(Validated), Some(Retrieved)]),
        ];
        for (from, wanted) in table {
            for (check, wanted) in checks().iter().zip(wanted) {
                assert_eq!(after(from, check), wanted, "{from:?} {check:?}");
            }
        }
    }

    #[test]
    fn no_path_leads_to_qualified_without_both_proofs() {
        // Every sequence of four checks, with what was proved on the way.
        let all = checks();
        for n in 0..4_usize.pow(4) {
            let (mut status, mut document, mut insi) = (IdentityStatus::Provisional, false, false);
            for step in 0..4 {
                let check = &all[n / 4_usize.pow(step) % 4];
                let Some(next) = after(status, check) else { continue };
                status = next;
                match check {
                    Check::Document(_) => document = true,
                    Check::Insi(_) => insi = true,
                    Check::InsiDenied => insi = false,
                    Check::DocumentDoubted => document = false,
                }
                assert_eq!(status == IdentityStatus::Qualified, document && insi);
                assert_eq!(status.bears_ins(), insi);
            }
        }
    }

    #[test]
    fn an_ins_comes_from_insi_and_has_its_key() {
        let read = |ins: &str, retrieved: &str| {
            let form =
                InsForm { ins: ins.to_owned(), ins_retrieved: retrieved.to_owned(), ..InsForm::default() };
            let mut faults = Faults::new();
            let read = typed_ins(&form, &mut faults);
            faults.done().map(|()| read)
        };
        assert_eq!(read("", "").unwrap(), None);
        assert_eq!(read("2 55 08 14 168 025 38", "yes").unwrap(), Some(ins()));
        assert!(read("2 55 08 14 168 025 39", "yes").is_err(), "a wrong key");
        assert!(read("2 55 08 14 168 025 38", "").is_err(), "copied from a card");
    }

    #[test]
    fn only_a_qualified_identity_lets_its_ins_out() {
        use super::super::traits::{Traits, TraitsForm};
        let form = TraitsForm {
            family: "Ferhat".to_owned(),
            given: "Nadia".to_owned(),
            sex: "female".to_owned(),
            birth_date: "1979-03-14".to_owned(),
            ..TraitsForm::default()
        };
        let traits = Traits::parse(&form, jiff::civil::date(2026, 11, 23), &mut Faults::new()).unwrap();
        let mut identity = Identity::provisional(&traits);
        for status in IdentityStatus::ALL {
            identity.stand(status, Some(ins()));
            assert_eq!(
                identity.travelling_ins().is_some(),
                status == IdentityStatus::Qualified,
                "{status:?}"
            );
            assert_eq!(identity.kept_ins().is_some(), status.bears_ins(), "{status:?}");
        }
    }
}
