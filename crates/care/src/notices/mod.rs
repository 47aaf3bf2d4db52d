//! Notices: what each professional is told in the application. Who is told what stands in one table per brick.

use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::Tx;
use uuid::Uuid;

use crate::requests::advice::instant;
use crate::rows::row;
use crate::{Ctx, NoticeId, PractitionerId, Result};

row! {
    notice = "notice" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        kind: String,
        object_kind: String,
        object_id: Uuid,
        body: String,
        at: i64,
        read_at: Option<i64>,
        dedup: String,
    }
}

/// Something to tell professionals. It names no person: the page it leads to does, to those who may see it.
#[derive(Debug, Clone)]
pub(crate) struct NewNotice<'a> {
    /// Message key of its sentence, for example `notice-advice-answered`.
    pub(crate) kind: &'static str,
    /// What it is about.
    pub(crate) object: (&'static str, Uuid),
    /// Telling twice the same thing tells it once.
    pub(crate) dedup: &'a str,
}

impl NewNotice<'_> {
    fn to(&self, ctx: &Ctx, to: PractitionerId) -> notice::Model {
        notice::Model {
            territory_id: ctx.territory(),
            id: ctx.new_id(),
            practitioner_id: to.uuid(),
            kind: self.kind.to_owned(),
            object_kind: self.object.0.to_owned(),
            object_id: self.object.1,
            body: "{}".to_owned(),
            at: ctx.now().as_microsecond(),
            read_at: None,
            dedup: self.dedup.to_owned(),
        }
    }
}

/// A notice as its addressee reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub id: NoticeId,
    /// Message key of its sentence.
    pub kind: String,
    /// Kind of the object it leads to.
    pub object_kind: String,
    /// The object it leads to.
    pub object: Uuid,
    /// When.
    pub at: Timestamp,
    /// Whether it was read.
    pub read: bool,
}

/// Tells it to these professionals, in the transaction of the act. Enqueued twice, it is told once.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, to: &[PractitionerId], new: NewNotice<'_>) -> Result<()> {
    if to.is_empty() {
        return Ok(());
    }
    let told = to.iter().map(|to| notice::ActiveModel::from(new.to(ctx, *to)));
    notice::Entity::insert_many(told)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The actor's latest notices.
pub async fn latest<C: ConnectionTrait>(db: &C, ctx: &Ctx, most: u64) -> Result<Vec<Notice>> {
    let me = ctx.actor().professional()?.practitioner();
    let rows = notice::Entity::find()
        .filter(notice::Column::TerritoryId.eq(ctx.territory()))
        .filter(notice::Column::PractitionerId.eq(me.uuid()))
        .order_by_desc(notice::Column::At)
        .order_by_desc(notice::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Notice {
            id: row.id.into(),
            kind: row.kind,
            object_kind: row.object_kind,
            object: row.object_id,
            at: instant(row.at),
            read: row.read_at.is_some(),
        })
        .collect())
}

/// Marks the actor's notices about an object as read: opening the object is reading them. Nothing is written where there
/// is none to be read, which is how most pages are opened.
pub async fn read(ctx: &Ctx, object: Uuid) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let unread = notice::Entity::find()
        .select_only()
        .column(notice::Column::Id)
        .filter(notice::Column::TerritoryId.eq(ctx.territory()))
        .filter(notice::Column::PractitionerId.eq(me))
        .filter(notice::Column::ObjectId.eq(object))
        .filter(notice::Column::ReadAt.is_null())
        .limit(1)
        .into_tuple::<Uuid>()
        .one(&ctx.reader())
        .await?;
    if unread.is_none() {
        return Ok(());
    }
    ctx.write(move |ctx, tx| async move {
        notice::Entity::update_many()
            .col_expr(notice::Column::ReadAt, sea_orm::sea_query::Expr::value(ctx.now().as_microsecond()))
            .filter(notice::Column::TerritoryId.eq(ctx.territory()))
            .filter(notice::Column::PractitionerId.eq(me))
            .filter(notice::Column::ObjectId.eq(object))
            .filter(notice::Column::ReadAt.is_null())
            .exec(&tx)
            .await?;
        Ok(())
    })
    .await
}

/// Takes back what was told about an object that is no more: it would lead nowhere.
pub(crate) async fn forget(ctx: &Ctx, tx: &Tx, object: Uuid) -> Result<()> {
    notice::Entity::delete_many()
        .filter(notice::Column::TerritoryId.eq(ctx.territory()))
        .filter(notice::Column::ObjectId.eq(object))
        .exec(tx)
        .await?;
    Ok(())
}
