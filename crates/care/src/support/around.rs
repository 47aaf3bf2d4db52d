//! Who is around a person now, in as many words as accompaniment needs: who can do a step, which doctors can be shared
//! with, whom the person can call.

use policy::Profession;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::directory::{decode, display_name};
use crate::people::MemberKind;
use crate::sql::sql;
use crate::{Ctx, PersonId, PractitionerId, Result};

/// A professional of the care team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teammate {
    /// Who.
    pub practitioner: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// Their profession in the team.
    pub profession: Profession,
    /// Who they are in the team.
    pub kind: MemberKind,
    /// Name of their structure.
    pub organization: String,
    /// Where to call them: their own number, else that of the structure.
    pub phone: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    practitioner_id: Uuid,
    title: String,
    given: String,
    family: String,
    own_phone: Option<String>,
    profession: String,
    kind: String,
    organization: String,
    phone: Option<String>,
}

/// The professionals of a person's care team at present, each once, in the order in which they joined. One statement. The
/// caller has asked the policy.
pub(super) async fn around<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Teammate>> {
    let now = ctx.now().as_microsecond();
    let statement = sql(
        db,
        "SELECT m.practitioner_id, p.title, p.given, p.family, p.phone AS own_phone, r.profession, m.kind, \
         o.name AS organization, o.phone FROM care_team_member m \
         JOIN practitioner p ON p.territory_id = m.territory_id AND p.id = m.practitioner_id \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE m.territory_id = ? AND m.person_id = ? AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?) \
         ORDER BY m.from_at, m.id",
        vec![ctx.territory().into(), person.uuid().into(), now.into(), now.into()],
    );
    let mut all: Vec<Teammate> = Vec::new();
    for row in Row::find_by_statement(statement).all(db).await? {
        let who = PractitionerId::from(row.practitioner_id);
        if all.iter().any(|known| known.practitioner == who) {
            continue;
        }
        all.push(Teammate {
            practitioner: who,
            name: display_name(&row.title, &row.given, &row.family),
            profession: decode(&row.profession)?,
            kind: decode(&row.kind)?,
            organization: row.organization,
            phone: row.own_phone.or(row.phone),
        });
    }
    Ok(all)
}
