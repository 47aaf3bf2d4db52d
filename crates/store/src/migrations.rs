//! The store's own tables.

use sea_orm_migration::{MigrationTrait, MigratorTrait};

mod m0001_store;
mod m0002_journal;

/// The store's migrations, to be run before those of the subjects.
pub fn migrations() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(m0001_store::Migration), Box::new(m0002_journal::Migration)]
}

/// Runs the store's migrations alone, for its own tests and tools.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        migrations()
    }
}
