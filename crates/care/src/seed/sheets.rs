//! Rows gathered for many persons, then inserted table by table in few statements.

use sea_orm::Value;
use store::{Bulk, Entry, Tx};
use uuid::Uuid;

use crate::access::entries::entry;
use crate::access::grants::access_grant;
use crate::pathways::seeded::{pathway, pathway_fact};
use crate::people::seeded::{care_team_member, information, person, person_change};
use crate::requests::advice::seeded::{advice, advice_fact, emergency_screen};
use crate::requests::consultation::seeded::{consultation, consultation_fact, slot};
use crate::{Error, Result};

static KEYS: Bulk = Bulk::new("person_key", &["territory_id", "key", "person_id"]);

/// Declares the tables: each in its place, those pointed at before those that point.
macro_rules! sheets {
    ($($name:ident),+ $(,)?) => {
        /// Rows by table.
        #[derive(Default)]
        pub(crate) struct Sheets {
            $($name: Vec<Value>,)+
            person_key: Vec<Value>,
            journal: Vec<Entry>,
            rows: usize,
        }

        $(impl From<$name::Model> for Row {
            fn from(row: $name::Model) -> Self {
                Self(|sheets| &mut sheets.$name, row.into_values())
            }
        })+

        impl Sheets {
            /// Inserts everything, with the lines of the journal.
            pub(crate) async fn insert(self, tx: &Tx) -> Result<()> {
                $({
                    static TABLE: Bulk = Bulk::new($name::Model::TABLE, $name::Model::COLUMNS);
                    TABLE.insert(tx, self.$name).await.map_err(Error::from)?;
                })+
                KEYS.insert(tx, self.person_key).await?;
                tx.journal_all(self.journal).await?;
                Ok(())
            }
        }
    };
}
sheets!(
    person,
    person_change,
    information,
    care_team_member,
    access_grant,
    advice,
    advice_fact,
    emergency_screen,
    consultation,
    consultation_fact,
    slot,
    pathway,
    pathway_fact,
    entry,
);

/// A row on its way to the sheet of its table.
pub(crate) struct Row(fn(&mut Sheets) -> &mut Vec<Value>, Vec<Value>);

impl Sheets {
    /// Adds a row to its table.
    pub(crate) fn add(&mut self, row: impl Into<Row>) {
        let Row(sheet, values) = row.into();
        sheet(self).extend(values);
        self.rows += 1;
    }

    /// Adds the keys by which a person is found.
    pub(crate) fn keys(&mut self, territory: Uuid, person: Uuid, keys: impl IntoIterator<Item = Vec<u8>>) {
        for key in keys {
            self.person_key.extend([Value::from(territory), key.into(), person.into()]);
            self.rows += 1;
        }
    }

    /// Adds a line of the journal.
    pub(crate) fn journal(&mut self, entry: Entry) {
        self.journal.push(entry);
        self.rows += 1;
    }

    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }
}
