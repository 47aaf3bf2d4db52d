//! Shared shape of the entities: one macro, so that every table reads as its list of columns.

/// Declares a table: its key columns, then the others. Instants are microseconds since 1970 in UTC.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident = $table:literal { $($key:ident : $keytype:ty),+ ; $($field:ident : $type:ty),* $(,)? }) => {
        $(#[$meta])*
        // The derive wants what it makes to be public; the module is not.
        #[allow(unreachable_pub)]
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)] pub $key: $keytype,)+
                $(pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl Model {
                /// The name of the table.
                #[allow(dead_code)]
                pub(crate) const TABLE: &str = $table;
                /// Its columns, in order.
                #[allow(dead_code)]
                pub(crate) const COLUMNS: &[&str] = &[$(stringify!($key),)+ $(stringify!($field),)*];

                /// The values of the row, in the order of the columns: for inserting many at once.
                #[allow(dead_code)]
                pub(crate) fn into_values(self) -> Vec<sea_orm::Value> {
                    vec![$(self.$key.into(),)+ $(self.$field.into(),)*]
                }

                /// Adds the row.
                #[allow(dead_code)]
                pub(crate) async fn insert<C: ConnectionTrait>(self, db: &C) -> Result<(), DbErr> {
                    Entity::insert(ActiveModel::from(self)).exec_without_returning(db).await.map(|_| ())
                }

                /// Saves every column of a row that is already there.
                #[allow(dead_code)]
                pub(crate) async fn save<C: ConnectionTrait>(self, db: &C) -> Result<(), DbErr> {
                    let row = ActiveModel::from(self).reset_all();
                    Entity::update(row).exec_without_returning(db).await.map(|_| ())
                }
            }
        }
    };
}

pub(crate) use row;
