//! `maillage report`.

use std::io::IsTerminal;

use care::Ctx;
use care::access::Actor;
use care::indicators::{self, Audience, Period};
use kernel::Locale;

use crate::cli::{AudienceArg, Report, ReportFormat};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::{print, print_bytes};

pub(crate) async fn run(config: &Config, asked: Report) -> Result<(), Failure> {
    if asked.format == ReportFormat::Xlsx && std::io::stdout().is_terminal() {
        return Err(Failure::new("--format xlsx writes a file: send it to one, for example > report.xlsx"));
    }
    let house = instance::working(config, For::Order).await?;
    if house.programs().get(&asked.program).is_none() {
        let known: Vec<&str> = house.programs().iter().map(|it| it.slug.as_str()).collect();
        return Err(Failure::new(format!(
            "--program: {:?} is not one of: {}",
            asked.program,
            known.join(", ")
        )));
    }
    let period =
        Period::new(asked.from, asked.to).map_err(|_| Failure::new("--from must not be after --to"))?;
    let audience = match asked.audience {
        AudienceArg::Team => Audience::Team,
        AudienceArg::Funder => Audience::Funder,
    };
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let report = indicators::report(&ctx, &asked.program, period, audience).await?;
    house.db().journal_reads(ctx.take_seen()).await?;
    house.db().close().await;
    match asked.format {
        ReportFormat::Json => print(&report.to_json()),
        ReportFormat::Csv => print(&report.to_csv(Locale::Fr)),
        ReportFormat::Xlsx => {
            let program = house.programs().get(&asked.program).ok_or(care::Error::NotFound)?;
            print_bytes(&web::indicators::workbook(Locale::Fr, &report, program)?)
        }
    }
}
