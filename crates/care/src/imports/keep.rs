//! Handing a file in: it is read and kept with its author; nothing is written into any record.

use store::Bulk;

use super::around::may;
use super::file::{self, Table};
use super::rows::{import, import_line};
use crate::{Ctx, Error, Fault, ImportId, Result, fields};

/// A file that was read.
#[derive(Debug, Clone)]
pub struct NewImport {
    name: String,
    table: Table,
}

impl NewImport {
    /// Reads a file, by what it is and not by what it is called.
    ///
    /// # Errors
    /// A fault on `file`: empty, too large, too long, or nothing that can be read.
    pub fn parse(name: &str, bytes: &[u8]) -> Result<Self, Fault> {
        let table = file::read(bytes)?;
        let name = fields::optional_short("file", name)?.unwrap_or_default();
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Ok(Self { name, table })
    }

    /// The same beside everything else: a large file takes a second to read.
    pub async fn read(name: String, bytes: Vec<u8>) -> Result<Self> {
        let reading = tokio::task::spawn_blocking(move || Self::parse(&name, &bytes));
        match reading.await {
            Ok(read) => read.map_err(|fault| Error::Invalid(vec![fault])),
            // A file on which its reader stumbles is as good as broken.
            Err(_) => Err(Error::invalid("file", "fault-import-workbook")),
        }
    }
}

static LINES: Bulk = Bulk::new(import_line::Model::TABLE, import_line::Model::COLUMNS);

/// Keeps a file that was read.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not take one over.
pub async fn keep(ctx: &Ctx, new: NewImport) -> Result<ImportId> {
    ctx.write(move |ctx, tx| async move {
        let reason = may(&ctx)?;
        let me = ctx.actor().professional()?;
        let id: ImportId = ctx.new_id();
        let Table { headings, lines, serials } = new.table;
        import::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            role_id: me.role().uuid(),
            practitioner_id: me.practitioner().uuid(),
            at: ctx.now().as_microsecond(),
            name: new.name,
            serials,
            headings: serde_json::to_string(&headings)?,
            mapping: None,
            lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
            around: None,
            begun_at: None,
            done_at: None,
            undone_at: None,
        }
        .insert(&tx)
        .await?;
        let mut values = Vec::with_capacity(lines.len() * import_line::Model::COLUMNS.len());
        for (line, cells) in lines {
            let row = import_line::Model {
                territory_id: ctx.territory(),
                import_id: id.uuid(),
                line,
                cells: serde_json::to_string(&cells)?,
                done_at: None,
                person_id: None,
                person_created: false,
                application_id: None,
                entries: 0,
                undone_at: None,
                stays: None,
                taken: None,
            };
            values.extend(row.into_values());
        }
        LINES.insert(&tx, values).await?;
        ctx.record(&tx, "import.begun", ("import", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}
