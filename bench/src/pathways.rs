//! Pathways: the board of many that run.

use care::access::Actor;
use care::directory::{NewMembership, join_program};
use care::pathways::{Fact, NewFact, NewPathway, begin, happened};
use care::stories::acting;
use care::{Ctx, House, PersonId, RoleId};
use jiff::SignedDuration;
use kernel::Locale;
use policy::ProgramRole;

use crate::table::Table;
use crate::world::World;
use crate::{Failure, Options, pages, social};

/// Pathways that run.
const RUNNING: usize = 2_000;

/// The board, as whoever coordinates the programme reads it.
pub(crate) async fn board(
    world: &World,
    options: &Options,
    table: &mut Table,
    persons: usize,
) -> Result<(), Failure> {
    let network = NewMembership {
        role: world.seeded.cast.get("coordinator").role,
        program: "somatic-network".to_owned(),
        as_what: ProgramRole::Coordinator,
        from: None,
    };
    join_program(&Ctx::new(world.house.clone(), Actor::System, Locale::Fr), network).await?;
    let running = if options.quick { RUNNING / 5 } else { RUNNING };
    let followed = social::followed(world, running).await?;
    for (at, some) in followed.chunks(8).enumerate() {
        let all = some
            .iter()
            .enumerate()
            .map(|(n, (person, gp))| tokio::spawn(walked(world.house.clone(), *person, *gp, at * 8 + n)));
        for one in all.collect::<Vec<_>>() {
            one.await??;
        }
    }
    world.settle().await?;
    let what = format!("board of {running} pathways that run over {persons} persons, 99th percentile");
    pages::line(world, options, table, "coordinator", "/pathways", (&what, pages::Goal::within(20.0)))
        .await?;
    let what = format!("the late ones of {running} pathways, 99th percentile");
    pages::line(
        world,
        options,
        table,
        "coordinator",
        "/pathways?show=late",
        (&what, pages::Goal::within(20.0)),
    )
    .await?;
    Ok(())
}

/// A pathway, so many steps of which were done.
async fn walked(
    house: std::sync::Arc<House>,
    person: PersonId,
    gp: RoleId,
    number: usize,
) -> Result<(), Failure> {
    let gp = acting(&house, gp).await?;
    let days = i64::try_from(number % 80)?;
    let at = |after: i64| Some(gp.now() - SignedDuration::from_hours(24 * (days - after).max(0)));
    let new = NewPathway {
        at: at(0),
        telling: Some(care::people::How::InPerson),
        ..NewPathway::now("somatic-network", "somatic")
    };
    let id = begin(&gp, gp.new_id(), person, new).await?;
    for (done, step) in ["visit-1", "visit-2", "visit-3"].into_iter().take(number % 4).enumerate() {
        let fact = Fact::Holding { step: step.to_owned() };
        happened(&gp, id, NewFact { fact, at: at(i64::try_from(done)? + 1), slot: None }).await?;
    }
    Ok(())
}
