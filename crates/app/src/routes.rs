//! `maillage routes`: the registry, as it stands.

use crate::cli::{Routes, Table};
use crate::failure::Failure;
use crate::output::print;

pub(crate) fn run(asked: Routes) -> Result<(), Failure> {
    let lines = web::registry::lines();
    if asked.format == Table::Json {
        let json = serde_json::to_string(&lines).map_err(|error| Failure::new(error.to_string()))?;
        return print(&json);
    }
    let text: Vec<String> = lines
        .iter()
        .map(|it| format!("{:<5} {:<45} {:<18} {:?}", it.method, it.path, it.subject, it.access))
        .collect();
    print(&text.join("\n"))
}
