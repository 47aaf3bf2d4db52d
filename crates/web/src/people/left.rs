//! What had already left when the person took a consent back or objected: it is told to them.

use care::people::{File, Left, Person};

use super::words as said;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// What had already left.
#[derive(Clone, Debug, Template)]
#[template(path = "people/left.html")]
pub(crate) struct LeftPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) sent: Vec<(String, String)>,
    pub(crate) files: Vec<(String, String)>,
    pub(crate) read: Vec<(String, String)>,
}

pub(super) fn page(visit: &Visit, person: &Person, left: &Left) -> LeftPage {
    LeftPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), person.id.uuid()),
        name: said::name(&person.identity),
        sent: sent(visit, left),
        files: files(visit, left),
        read: read(visit, left),
    }
}

/// What was sent, each with who took part.
pub(crate) fn sent(visit: &Visit, left: &Left) -> Vec<(String, String)> {
    let t = visit.t();
    let line = |it: &care::people::Sent| {
        let program = visit.ctx.house().programs().get(&it.program);
        let program = program.map_or(it.program.as_str(), |program| program.name.get(t.locale));
        let who = match &it.answerer {
            Some(answerer) => t.left_sent_to(answerer.as_str(), it.asker.as_str()),
            None => t.left_sent_by(it.asker.as_str()),
        };
        (format!("{program} · {}", said::date(t.locale, it.at)), who)
    };
    left.sent.iter().map(line).collect()
}

/// The files that were taken, each with who took it.
pub(crate) fn files(visit: &Visit, left: &Left) -> Vec<(String, String)> {
    let t = visit.t();
    let line = |it: &care::people::Taken| {
        let what = match it.file {
            File::Facts => t.left_file_facts(),
            File::Rights => t.left_file_rights(),
        };
        (format!("{what} · {}", said::date(t.locale, it.at)), t.left_file_by(it.name.as_str()))
    };
    left.files.iter().map(line).collect()
}

/// Who read the record.
pub(crate) fn read(visit: &Visit, left: &Left) -> Vec<(String, String)> {
    let t = visit.t();
    let line = |it: &care::people::ReadBy| {
        (it.name.clone(), t.left_read_times(said::date(t.locale, it.last), it.times))
    };
    left.read.iter().map(line).collect()
}
