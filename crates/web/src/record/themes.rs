//! What comes back in the records that are open to the reader: in how many of them each theme was noted.

use axum::response::IntoResponse;
use care::record::{self, Sort, Themes};

use super::words;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// Themes that come back.
#[derive(Clone, Debug, Template)]
#[template(path = "record/themes.html")]
pub(crate) struct ThemesPage {
    pub(crate) shell: Shell,
    pub(crate) lede: String,
    pub(crate) chart: Option<BarChart>,
    pub(crate) empty: Empty,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let themes = record::themes(&visit.ctx).await?;
    let t = visit.t();
    let page = ThemesPage {
        lede: t.themes_lede(t.locale.date_plain(themes.since)),
        chart: chart(t, &themes),
        empty: Empty::new(t.themes_none()).text(t.themes_none_text()),
        shell: visit.shell(),
    };
    Ok(Page::new(page).into_response())
}

/// A bar a theme, the most frequent first; nothing where none was noted.
fn chart(t: T, themes: &Themes) -> Option<BarChart> {
    let name = |it: &record::ThemeKind| words::choice(t, Sort::Theme, it.code());
    let (first, most) = themes.noted.first()?;
    let bars = themes.noted.iter().map(|(theme, count)| Bar {
        label: name(theme),
        count: u32::try_from(*count).ok(),
        words: t.locale.number(i64::try_from(*count).unwrap_or(i64::MAX)),
        late: false,
    });
    Some(BarChart {
        t,
        id: "themes".to_owned(),
        title: t.themes_chart().to_owned(),
        summary: t.themes_summary(*most, name(first)),
        caption: t.themes_caption().to_owned(),
        axis: t.write_theme_choice().to_owned(),
        counted: t.themes_counted().to_owned(),
        bars: bars.collect(),
        limit: None,
    })
}
