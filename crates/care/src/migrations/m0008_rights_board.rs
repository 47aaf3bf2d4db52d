use sea_orm_migration::prelude::*;

/// What lists need to know of an application without reading its facts. Rows that are there are projected when the house
/// opens: nothing was projected by rules without a name.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let days = [
            "filed_on",
            "from_on",
            "until_on",
            "silence_on",
            "silence_means",
            "renew_on",
            "upkeep_on",
            "due_on",
        ];
        let mut columns = vec![ColumnDef::new("renews_id").uuid().null().take()];
        columns.extend(days.map(|name| ColumnDef::new(name).text().null().take()));
        columns.push(ColumnDef::new("ruled_by").text().not_null().default("").take());
        for column in columns {
            manager.alter_table(Table::alter().table("right_application").add_column(column).take()).await?;
        }
        for (table, columns) in [
            ("right_application", ["right_code", "ruled_by"]),
            ("right_application", ["renews_id", "status"]),
            ("consultation", ["person_id", "status"]),
        ] {
            let mut index = Index::create();
            index.name(format!("ix_{table}_{}", columns.join("_"))).table(table).col("territory_id");
            for column in columns {
                index.col(column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
