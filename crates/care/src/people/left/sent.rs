//! What was sent under a person's name: requests, referrals, hand-overs to a doctor without an account.

use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{Reader, Sent};
use crate::directory::display_name;
use crate::pathways::Fact;
use crate::requests::referral;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result};

#[derive(FromQueryResult)]
struct SentRow {
    sent_at: i64,
    program: String,
    title: String,
    given: String,
    family: String,
    answerer_title: Option<String>,
    answerer_given: Option<String>,
    answerer_family: Option<String>,
}

#[derive(FromQueryResult)]
struct HandedRow {
    opened_at: i64,
    program: String,
    title: String,
    given: String,
    family: String,
    body: String,
}

/// What was sent under a person's name, the latest first: to the person all of it, to somebody else the referrals that the policy
/// opens to them. Three statements. The caller has asked the policy for the rest.
pub(super) async fn sent<C: ConnectionTrait>(ctx: &Ctx, db: &C, to: &Reader<'_>) -> Result<Vec<Sent>> {
    let mut all = asked(ctx, db, to.person()).await?;
    all.extend(handed_over(ctx, db, to.person()).await?);
    all.extend(referral::sent_about(ctx, db, to).await?);
    all.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok(all)
}

/// The doctors without an account who opened what was handed over to them: by their link and the code.
async fn handed_over<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Sent>> {
    let text = "SELECT h.opened_at, w.program, p.title, p.given, p.family, f.body FROM pathway w \
                JOIN handover_link h ON h.territory_id = w.territory_id AND h.pathway_id = w.id \
                JOIN pathway_fact f ON f.territory_id = h.territory_id AND f.pathway_id = h.pathway_id AND f.seq = h.seq \
                JOIN practitioner_role r ON r.territory_id = h.territory_id AND r.id = h.role_id \
                JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
                WHERE w.territory_id = ? AND w.person_id = ? AND h.opened_at IS NOT NULL ORDER BY h.opened_at DESC, h.id LIMIT 200";
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = HandedRow::find_by_statement(sql(db, text, values)).all(db).await?;
    let line = |row: HandedRow| {
        let doctor = match serde_json::from_str(&row.body)? {
            Fact::Proposal { to, .. } => Some(to),
            _ => None,
        };
        Ok(Sent {
            at: kernel::clock::from_micros(row.opened_at),
            program: row.program,
            asker: display_name(&row.title, &row.given, &row.family),
            answerer: doctor,
        })
    };
    rows.into_iter().map(line).collect()
}

/// The requests sent under a person's name.
async fn asked<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Sent>> {
    let text = "SELECT a.sent_at, a.program, p.title, p.given, p.family, q.title AS answerer_title, q.given AS answerer_given, \
                q.family AS answerer_family FROM advice a \
                JOIN practitioner p ON p.territory_id = a.territory_id AND p.id = a.asker_id \
                LEFT JOIN practitioner q ON q.territory_id = a.territory_id AND q.id = a.answerer_id \
                WHERE a.territory_id = ? AND a.person_id = ? AND a.sent_at IS NOT NULL ORDER BY a.sent_at DESC, a.id LIMIT 200";
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = SentRow::find_by_statement(sql(db, text, values)).all(db).await?;
    let answerer = |row: &SentRow| {
        let part = |it: &Option<String>| it.clone().unwrap_or_default();
        let family = row.answerer_family.as_ref()?;
        Some(display_name(&part(&row.answerer_title), &part(&row.answerer_given), family))
    };
    let line = |row: SentRow| Sent {
        at: kernel::clock::from_micros(row.sent_at),
        answerer: answerer(&row),
        asker: display_name(&row.title, &row.given, &row.family),
        program: row.program,
    };
    Ok(rows.into_iter().map(line).collect())
}
