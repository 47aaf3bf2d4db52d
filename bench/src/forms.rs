//! Questionnaires: a long one shown and kept.

use std::fmt::Write as _;
use std::time::Instant;

use care::Ctx;
use care::access::Actor;
use care::assessments;
use kernel::Locale;
use serde_json::json;

use crate::table::Table;
use crate::wire::{Visitor, percentile};
use crate::world::World;
use crate::{Failure, Options, pages, social};

/// Questions of the questionnaire.
const ITEMS: usize = 200;
/// Its address.
const ADDRESS: &str = "https://bench.example/Questionnaire/long";

/// All of it on one page, shown, then kept with an answer to each.
pub(crate) async fn long(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let ctx = Ctx::new(world.house.clone(), Actor::System, Locale::Fr);
    assessments::add(&ctx, questionnaire()).await.map_err(|wrong| format!("{wrong:?}"))?;
    let (person, gp) = social::of_the_gp(world).await?;
    let id = assessments::begin(&gp, person, &format!("{ADDRESS}|1")).await?;
    let path = format!("/assessments/{}", world.house.sealer().seal(id.uuid()));
    let what = format!("form of {ITEMS} questions shown, 99th percentile");
    pages::line(world, options, table, "gp", &path, (&what, pages::Goal::within(15.0))).await?;
    let login = world.seeded.cast.get("gp").login.clone();
    let (address, readings) = (world.address, options.readings());
    let mut took = tokio::task::spawn_blocking(move || -> Result<Vec<f64>, Failure> {
        let mut visitor = Visitor::sign_in(address, &login)?;
        let mut took = Vec::new();
        for round in 0..readings {
            let page = String::from_utf8(visitor.get(&path)?.body)?;
            let body = typed(&page, round)?;
            let start = Instant::now();
            let reply = visitor.post(&format!("{path}/draft"), &body, "")?;
            took.push(start.elapsed().as_secs_f64() * 1e3);
            if reply.status != 200 {
                return Err(format!("kept: {}", reply.status).into());
            }
        }
        Ok(took)
    })
    .await??;
    let (median, p99) = (percentile(&mut took, 0.5), percentile(&mut took, 0.99));
    let what = format!("{ITEMS} answers kept, 99th percentile");
    table.line(
        world.engine,
        &what,
        "< 15 ms",
        format!("{p99:.1} ms"),
        p99 < 15.0,
        format!("median {median:.1} ms"),
    );
    Ok(())
}

/// What the form would send, with other answers each round.
fn typed(page: &str, round: usize) -> Result<String, Failure> {
    let value = |name: &str| -> Option<&str> {
        let at = page.find(&format!("name=\"{name}\""))?;
        page[at..].split("value=\"").nth(1)?.split('"').next()
    };
    let mut body = format!("page=1&version={}", value("version").ok_or("no version")?);
    for number in 0..ITEMS {
        write!(body, "&q.i{number}.0={}", number + round % 10)?;
    }
    Ok(body)
}

/// Numbers and words in turns, a few of which are asked only after another answer.
fn questionnaire() -> Vec<u8> {
    let item = |number: usize| {
        let mut item = json!({
            "linkId": format!("i{number}"),
            "text": format!("Question {number} : combien, ou lequel ?"),
            "type": if number.is_multiple_of(2) { "decimal" } else { "string" },
        });
        if number % 10 == 9 {
            item["enableWhen"] = json!([{ "question": format!("i{}", number - 1), "operator": "exists", "answerBoolean": true }]);
        }
        item
    };
    let questionnaire = json!({
        "resourceType": "Questionnaire",
        "url": ADDRESS,
        "version": "1",
        "name": "Long",
        "title": "Long",
        "status": "active",
        "item": (0..ITEMS).map(item).collect::<Vec<_>>(),
    });
    questionnaire.to_string().into_bytes()
}
