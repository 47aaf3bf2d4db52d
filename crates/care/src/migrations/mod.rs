//! One set of migrations for both engines: the store's own, then the subjects', in order.

mod m0001_directory;
mod m0002_accounts;
mod m0003_people;
mod m0004_access;
mod m0005_advice;
mod m0006_record;
mod m0007_rights;
mod m0008_rights_board;
mod m0009_break_glass;
mod m0010_consent;
mod m0011_imports;
mod m0012_support;
mod m0013_own;
mod m0014_evidence;
mod m0015_reception;
mod m0016_sources;
mod m0017_invitations;
mod m0018_catalogue;
mod m0019_adoption;
mod m0020_public_directory;
mod m0021_questionnaires;
mod m0022_closed_parts;
mod m0023_pathways;
mod m0024_syntheses;
mod m0025_referrals;
mod m0026_handovers;
mod m0027_pathway_board;
mod m0028_board_indexes;
mod m0029_slots;
mod m0030_rights_turns;
mod m0031_handover_invitations;
mod sheet;

use sea_orm_migration::{MigrationTrait, MigratorTrait};

/// Everything that the database of a territory needs.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let mut all = store::migrations();
        all.extend([
            Box::new(m0001_directory::Migration) as Box<dyn MigrationTrait>,
            Box::new(m0002_accounts::Migration),
            Box::new(m0003_people::Migration),
            Box::new(m0004_access::Migration),
            Box::new(m0005_advice::Migration),
            Box::new(m0006_record::Migration),
            Box::new(m0007_rights::Migration),
            Box::new(m0008_rights_board::Migration),
            Box::new(m0009_break_glass::Migration),
            Box::new(m0010_consent::Migration),
            Box::new(m0011_imports::Migration),
            Box::new(m0012_support::Migration),
            Box::new(m0013_own::Migration),
            Box::new(m0014_evidence::Migration),
            Box::new(m0015_reception::Migration),
            Box::new(m0016_sources::Migration),
            Box::new(m0017_invitations::Migration),
            Box::new(m0018_catalogue::Migration),
            Box::new(m0019_adoption::Migration),
            Box::new(m0020_public_directory::Migration),
            Box::new(m0021_questionnaires::Migration),
            Box::new(m0022_closed_parts::Migration),
            Box::new(m0023_pathways::Migration),
            Box::new(m0024_syntheses::Migration),
            Box::new(m0025_referrals::Migration),
            Box::new(m0026_handovers::Migration),
            Box::new(m0027_pathway_board::Migration),
            Box::new(m0028_board_indexes::Migration),
            Box::new(m0029_slots::Migration),
            Box::new(m0030_rights_turns::Migration),
            Box::new(m0031_handover_invitations::Migration),
        ]);
        all
    }
}
