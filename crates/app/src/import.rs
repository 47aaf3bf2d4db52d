//! `maillage import`.

use std::path::Path;

use care::Ctx;
use care::access::Actor;
use care::assessments::{self, NotAdded};
use care::directory::public::{DirectoryFile, Report, Stopped, import};
use kernel::Locale;
use serde_json::json;
use tokio::time::Instant;

use crate::cli::{Import, ImportWhat, Table};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::{print, say};

pub(crate) async fn run(config: &Config, asked: Import) -> Result<(), Failure> {
    match asked.what {
        ImportWhat::Directory { file, format } => directory(config, &file, format).await,
        ImportWhat::Questionnaire { file } => questionnaire(config, &file).await,
    }
}

/// Takes a questionnaire in; what is wrong in it is told line by line, each with its path.
async fn questionnaire(config: &Config, file: &Path) -> Result<(), Failure> {
    let of_file = |why: &dyn std::fmt::Display| Failure::new(format!("{}: {why}", file.display()));
    let size = std::fs::metadata(file).map_err(|error| of_file(&error))?.len();
    if size > forms::limits::BYTES as u64 {
        return Err(of_file(&"it is larger than any questionnaire, 2 MB: is it the right file?"));
    }
    let bytes = std::fs::read(file).map_err(|error| of_file(&error))?;
    let house = instance::working(config, For::Order).await?;
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let done = assessments::add(&ctx, bytes).await;
    house.db().close().await;
    let added = done.map_err(|refusal| match refusal {
        NotAdded::Faults(faults) => {
            for fault in &faults {
                say(&format!("{}: {}", fault.path, fault.why.code()));
            }
            of_file(&"it is no sound Questionnaire of FHIR R4: see above what is wrong, and where")
        }
        NotAdded::House(error) => error.into(),
        refusal => of_file(&refusal),
    })?;
    for notice in added.questionnaire.notices.iter().filter(|notice| notice.would_act) {
        say(&format!("{}: {} is kept, and not applied", notice.path, notice.url));
    }
    print(&format!("{} {}", added.becoming.code(), added.questionnaire.canonical()))
}

async fn directory(config: &Config, file: &Path, format: Table) -> Result<(), Failure> {
    // Before anything is opened or made: a name typed wrong changes nothing.
    let of_file = |why: &dyn std::fmt::Display| Failure::new(format!("{}: {why}", file.display()));
    let opened = DirectoryFile::open(file).map_err(|broken| of_file(&broken))?;
    let house = instance::working(config, For::Order).await?;
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let mut said = Instant::now();
    let done = import(&ctx, opened, |progress| {
        if said.elapsed().as_secs() >= 2 {
            said = Instant::now();
            say(&format!("{} of {} lines …", progress.lines, progress.of));
        }
    })
    .await;
    house.db().close().await;
    let report = done.map_err(|stopped| match stopped {
        Stopped::File(broken) => of_file(&broken),
        Stopped::House(error) => error.into(),
    })?;
    match format {
        Table::Text => print(text(&report).trim_end())?,
        Table::Json => print(&in_json(&report).to_string())?,
    }
    if report.refused == report.lines {
        return Err(of_file(&"no line of it could be taken: see above what is wrong with them"));
    }
    Ok(())
}

fn text(report: &Report) -> String {
    let Report { lines, taken, updated, unchanged, closed, repeated, refused, open, refusals, .. } = report;
    let mut text = format!(
        "lines      {lines:>9}\ntaken      {taken:>9}\nupdated    {updated:>9}\nunchanged  {unchanged:>9}\n\
         repeated   {repeated:>9}\nrefused    {refused:>9}\nclosed     {closed:>9}\nopen now   {open:>9}\n"
    );
    for (line, why) in refusals {
        text.push_str(&format!("line {line}: {why}\n"));
    }
    let more = usize::try_from(*refused).unwrap_or_default().saturating_sub(refusals.len());
    if more > 0 {
        text.push_str(&format!("and {more} more lines that were refused\n"));
    }
    text
}

fn in_json(report: &Report) -> serde_json::Value {
    let refusals: Vec<_> =
        report.refusals.iter().map(|(line, why)| json!({"line": line, "why": why.to_string()})).collect();
    json!({
        "lines": report.lines, "taken": report.taken, "updated": report.updated, "unchanged": report.unchanged,
        "repeated": report.repeated, "refused": report.refused, "closed": report.closed, "open": report.open,
        "refusals": refusals,
    })
}
