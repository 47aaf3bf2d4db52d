//! Saying what an exercise accepts: the fact, and what follows from all of them.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Reason, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::Tx;

use super::form::NewOffer;
use super::{Offer, Standing, Welcome, YES, told, yes_or_no};
use crate::directory::public::rows::{practice_offer, practice_standing, public_practice};
use crate::directory::{decode, written_by};
use crate::sql::sql;
use crate::{Ctx, Error, PracticeOfferId, PublicPracticeId, Result, dates};

/// Whether the actor may say what an exercise accepts.
pub fn may_say(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::RecordOffer, &Resource::Territory(ctx.territory()))
}

/// Somebody says what an exercise accepts. The very same said again is said once.
///
/// # Errors
/// [`Error::NotFound`] for an exercise that is not in the directory, or has left it; [`Error::Forbidden`] for whoever may
/// not say it.
pub async fn say(ctx: &Ctx, id: PublicPracticeId, new: NewOffer) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = may_say(&ctx)?;
        let practice = public_practice::Entity::find_by_id((ctx.territory(), id.uuid()));
        let open = practice.filter(public_practice::Column::ClosedAt.is_null());
        open.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let confirmed = dates::noon(new.confirmed_on)?;
        let before = said(&ctx, &tx, id).await?;
        let known = practice_standing::Entity::find_by_id((ctx.territory(), id.uuid())).one(&tx).await?;
        let known = known.map(|row| row.read()).transpose()?.unwrap_or_default();
        let mut added = false;
        // The form holds those that are known already.
        let other = |it: &Offer| !matches!(it, Offer::Languages(all) if *all == known.languages);
        for offer in new.offers.into_iter().filter(other) {
            let (topic, value) = offer.written();
            let row = practice_offer::Model {
                territory_id: ctx.territory(),
                id: ctx.new_id::<PracticeOfferId>().uuid(),
                practice_id: id.uuid(),
                what: topic.code().to_owned(),
                value,
                said_by: new.said_by.code().to_owned(),
                confirmed_at: confirmed.as_microsecond(),
                at: ctx.now().as_microsecond(),
                role_id: written_by(&ctx),
            };
            let last = before.iter().rfind(|it| it.what == row.what);
            let same = |it: &practice_offer::Model| {
                (&it.value, &it.said_by, it.confirmed_at, it.role_id)
                    == (&row.value, &row.said_by, row.confirmed_at, row.role_id)
            };
            if !last.is_some_and(same) {
                row.insert(&tx).await?;
                added = true;
            }
        }
        if !added {
            return Ok(());
        }
        project(&ctx, &tx, id).await?;
        ctx.record(&tx, "directory.offer_recorded", ("public_practice", id.uuid()), None, &reason).await
    })
    .await
}

/// The rows of what was said, in the order in which they were written.
async fn said(ctx: &Ctx, tx: &Tx, id: PublicPracticeId) -> Result<Vec<practice_offer::Model>> {
    let all = practice_offer::Entity::find()
        .filter(practice_offer::Column::TerritoryId.eq(ctx.territory()))
        .filter(practice_offer::Column::PracticeId.eq(id.uuid()))
        .order_by_asc(practice_offer::Column::At)
        .order_by_asc(practice_offer::Column::Id);
    Ok(all.all(tx).await?)
}

/// Saves what follows from all that was said.
async fn project(ctx: &Ctx, tx: &Tx, id: PublicPracticeId) -> Result<()> {
    let facts = told(ctx, tx, id).await?;
    let standing = Standing::of(facts.iter().map(|it| (it.confirmed, &it.offer)));
    let row = practice_standing::Model::of(ctx, id, &standing);
    let key = (ctx.territory(), id.uuid());
    if practice_standing::Entity::find_by_id(key).one(tx).await?.is_some() {
        row.save(tx).await?;
    } else {
        row.insert(tx).await?;
    }
    let text = "UPDATE public_practice SET rank = ? WHERE territory_id = ? AND id = ?";
    let rank = Welcome::rank(standing.new_patients);
    tx.execute_raw(sql(tx, text, vec![rank.into(), ctx.territory().into(), id.uuid().into()])).await?;
    Ok(())
}

impl practice_standing::Model {
    fn of(ctx: &Ctx, id: PublicPracticeId, standing: &Standing) -> Self {
        let yes = |it: Option<bool>| it.map(yes_or_no);
        let languages: String = standing.languages.iter().map(|code| format!(" {code}")).collect();
        Self {
            territory_id: ctx.territory(),
            practice_id: id.uuid(),
            new_patients: standing.new_patients.map(|it| it.code().to_owned()),
            protocol_partner: yes(standing.protocol_partner),
            wheelchair_access: yes(standing.wheelchair_access),
            home_visits: yes(standing.home_visits),
            fee_sector: standing.fee_sector.map(|it| it.code().to_owned()),
            languages: (!languages.is_empty()).then(|| languages + " "),
            confirmed_at: standing.confirmed.map_or(0, Timestamp::as_microsecond),
        }
    }

    /// What the row says.
    pub(in crate::directory::public) fn read(&self) -> Result<Standing> {
        let yes = |it: &Option<String>| it.as_deref().map(|it| it == YES);
        let spoken = self.languages.as_deref().unwrap_or_default();
        Ok(Standing {
            new_patients: self.new_patients.as_deref().map(decode).transpose()?,
            protocol_partner: yes(&self.protocol_partner),
            wheelchair_access: yes(&self.wheelchair_access),
            home_visits: yes(&self.home_visits),
            fee_sector: self.fee_sector.as_deref().map(decode).transpose()?,
            languages: spoken.split_whitespace().map(str::to_owned).collect(),
            confirmed: (self.confirmed_at > 0).then(|| from_micros(self.confirmed_at)),
        })
    }
}
