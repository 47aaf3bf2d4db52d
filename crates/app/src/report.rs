//! `maillage report`.

use care::Ctx;
use care::access::Actor;
use care::indicators::{self, Audience, Period};
use kernel::Locale;

use crate::cli::{AudienceArg, Report, ReportFormat};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance;
use crate::output::print;

pub(crate) async fn run(config: &Config, asked: Report) -> Result<(), Failure> {
    let house = instance::working(config).await?;
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
    print(&match asked.format {
        ReportFormat::Json => report.to_json(),
        ReportFormat::Csv => report.to_csv(Locale::Fr),
    })
}
