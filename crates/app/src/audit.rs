//! `maillage audit verify`.

use serde_json::json;

use crate::cli::{Audit, AuditCommand, Table};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::print;

pub(crate) async fn run(config: &Config, asked: Audit) -> Result<(), Failure> {
    let AuditCommand::Verify { format } = asked.command;
    let (db, _) = instance::open(config, For::Order).await?;
    let report = db.verify().await?;
    db.close().await;
    match format {
        Table::Json => print(
            &json!({
                "entries": report.entries, "heads": report.heads, "pending": report.pending, "ok": report.ok,
                "first_broken": report.first_broken,
            })
            .to_string(),
        )?,
        Table::Text => {
            print(&format!(
                "{} entries, {} heads, {} pending",
                report.entries, report.heads, report.pending
            ))?;
        }
    }
    match report.first_broken {
        Some(broken) if !report.ok => Err(Failure::new(format!("the journal is broken: {broken}"))),
        _ if !report.ok => Err(Failure::new("the journal is broken")),
        _ => Ok(()),
    }
}
