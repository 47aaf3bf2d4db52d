//! Links that want a code beside them: given by another way, typed once, counted each time; what opens stays open for a while.

/// Declares the table of what such links open, beside its own columns, and the way in and out of one: `own_access =
/// "own_access" as Own { person_id: Uuid }`, `Own` being the [`Use`](super::secrets::Use) under which its codes and sessions are
/// hashed.
macro_rules! coded_row {
    ($name:ident = $table:literal as $what:ident { $($(#[$meta:meta])* $column:ident: $type:ty),+ $(,)? }) => {
        $crate::rows::row! {
            $name = $table {
                territory_id: Uuid, id: Uuid;
                $($column: $type,)+
                // Who made the link, and stands for it.
                role_id: Uuid,
                at: i64,
                expires_at: i64,
                // Hashed for this link alone.
                code: String,
                tries: i64,
                // Of whoever gave the code, hashed.
                session: Option<String>,
                opened_at: Option<i64>,
                until_at: Option<i64>,
            }
        }

        impl $name::Model {
            /// What a link good for `life` would open, and the code that goes beside it.
            #[allow(clippy::too_many_arguments)]
            pub(super) fn drawn(
                ctx: &$crate::Ctx,
                id: uuid::Uuid,
                life: jiff::SignedDuration,
                $($column: $type),+
            ) -> $crate::Result<(Self, $crate::accounts::Shown)> {
                use $crate::accounts::secrets::{Use, draw_recovery_code, keyed_code};
                let code = draw_recovery_code(ctx.house());
                let drawn = Self {
                    territory_id: ctx.territory(),
                    id,
                    $($column,)+
                    role_id: ctx.actor().professional()?.role().uuid(),
                    at: ctx.now().as_microsecond(),
                    expires_at: (ctx.now() + life).as_microsecond(),
                    code: keyed_code(ctx.house(), Use::$what, id, code.as_str()),
                    tries: 0,
                    session: None,
                    opened_at: None,
                    until_at: None,
                };
                Ok((drawn, code))
            }

            /// One try more, and whether it was right. The caller saves it whichever it was.
            pub(super) fn tried(self, ctx: &$crate::Ctx, typed: &str) -> (Self, bool) {
                use $crate::accounts::secrets::{Use, is_code};
                let tries = self.tries + 1;
                let right = is_code(ctx.house(), Use::$what, self.id, (&self.code, tries), typed);
                (Self { tries, ..self }, right)
            }

            /// Opened for a while, and what stands in the cookie of whoever did.
            pub(super) fn opened(self, ctx: &$crate::Ctx, open: jiff::SignedDuration) -> (Self, $crate::accounts::Token) {
                use $crate::accounts::secrets::{Use, keyed};
                let token = $crate::accounts::Token::new(ctx.house());
                let opened = Self {
                    session: Some(keyed(ctx.house(), Use::$what, token.as_str())),
                    opened_at: Some(ctx.now().as_microsecond()),
                    until_at: Some((ctx.now() + open).as_microsecond()),
                    ..self
                };
                (opened, token)
            }

            /// Closed before its time.
            pub(super) fn left(self, ctx: &$crate::Ctx) -> Self {
                Self { until_at: Some(ctx.now().as_microsecond()), session: None, ..self }
            }
        }

        /// What a link opens, held until the act ends.
        pub(super) async fn locked(ctx: &$crate::Ctx, tx: &store::Tx, id: uuid::Uuid) -> $crate::Result<$name::Model> {
            use sea_orm::{EntityTrait, QuerySelect};
            let found = $name::Entity::find_by_id((ctx.territory(), id)).lock_exclusive();
            found.one(tx).await?.ok_or($crate::Error::NotFound)
        }

        /// What the holder of this cookie opened, and until when it stays open.
        pub(super) async fn in_session<C: sea_orm::ConnectionTrait>(
            db: &C,
            house: &$crate::House,
            token: &str,
        ) -> $crate::Result<Option<($name::Model, jiff::Timestamp)>> {
            use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
            use $crate::accounts::secrets::{Use, keyed};
            let row = $name::Entity::find()
                .filter($name::Column::TerritoryId.eq(house.territory.uuid()))
                .filter($name::Column::Session.eq(keyed(house, Use::$what, token)))
                .filter($name::Column::UntilAt.gt(house.clock.now().as_microsecond()))
                .one(db)
                .await?;
            Ok(row.and_then(|row| row.until_at.map(|until| (row, kernel::clock::from_micros(until)))))
        }
    };
}

pub(crate) use coded_row;
