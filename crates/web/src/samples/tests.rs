//! What every page must be, whatever it shows.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use scraper::{Html, Selector};
use testkit::sources;

use super::*;
use crate::i18n::KEYS;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn each_page(mut check: impl FnMut(&Html, &dyn Fn(String))) {
    let faults = std::cell::RefCell::new(Vec::new());
    for it in all() {
        let note = |fault: String| {
            faults.borrow_mut().push(format!("{} ({}, {}): {fault}", it.page, it.state, it.locale.tag()));
        };
        check(&Html::parse_document(&it.html), &note);
    }
    let faults = faults.into_inner();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_page_has_a_language_a_title_and_one_heading() {
    for it in all() {
        let page = Html::parse_document(&it.html);
        let place = format!("{} ({})", it.page, it.state);
        assert_eq!(select(&page, "html")[0].value().attr("lang"), Some(it.locale.tag()), "{place}");
        assert_eq!(select(&page, "main h1").len(), 1, "{place}");
        let title: String = select(&page, "head title")[0].text().collect();
        assert!(title.trim().len() > "· Maillage".len(), "{place}: {title}");
    }
}

#[test]
fn nothing_is_inline() {
    each_page(|page, note| {
        for element in select(page, "*") {
            for (name, _) in element.value().attrs() {
                if name == "style" || name.starts_with("on") || name.starts_with("hx-on") {
                    note(format!("<{}> has {name}", element.value().name()));
                }
            }
        }
        if !select(page, "style, script:not([src]), iframe, object, base").is_empty() {
            note("has an inline style or script, or embeds something".to_owned());
        }
    });
}

#[test]
fn ids_are_unique_and_what_points_at_one_finds_it() {
    each_page(|page, note| {
        let mut ids = BTreeSet::new();
        for element in select(page, "[id]") {
            let id = element.value().attr("id").unwrap();
            if !ids.insert(id) {
                note(format!("id {id} twice"));
            }
        }
        for attribute in
            ["for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "popovertarget"]
        {
            for element in select(page, &format!("[{attribute}]")) {
                for id in element.value().attr(attribute).unwrap().split_whitespace() {
                    if !ids.contains(id) {
                        note(format!("{attribute} points at {id}, which is not there"));
                    }
                }
            }
        }
        for link in select(page, ".ds-error-summary a, .ds-skip-link") {
            let href = link.value().attr("href").unwrap();
            if !ids.contains(href.trim_start_matches('#')) {
                note(format!("a link to {href}, which is not there"));
            }
        }
    });
}

#[test]
fn every_control_has_a_name_for_screen_readers() {
    each_page(|page, note| {
        let labelled: BTreeSet<_> =
            select(page, "label[for]").iter().filter_map(|it| it.value().attr("for")).collect();
        for control in select(page, "input:not([type=hidden]), select, textarea") {
            let value = control.value();
            let wrapped =
                control.ancestors().any(|it| it.value().as_element().is_some_and(|it| it.name() == "label"));
            let named = value.attr("aria-label").is_some()
                || value.attr("id").is_some_and(|id| labelled.contains(id));
            if !wrapped && !named {
                note(format!("a control without a label: {:?}", value.attr("name")));
            }
        }
        for button in select(page, "button, a[href]") {
            let words: String = button.text().collect();
            if words.trim().is_empty() && button.value().attr("aria-label").is_none() {
                note("a button or a link without words".to_owned());
            }
        }
    });
}

#[test]
fn one_prominent_act_at_most() {
    each_page(|page, note| {
        let many = select(page, r#"main .ds-button[data-variant="primary"]"#).len();
        let shows_all = select(page, ".swatches").len() == 1;
        if many > 1 && !shows_all {
            note(format!("{many} filled buttons"));
        }
    });
}

/// The first style sheet leaves out what only some pages need; those link the second.
#[test]
fn a_page_links_the_sheet_its_classes_are_in() {
    let second: BTreeSet<String> = fs::read_to_string(root().join("assets/css/more.css"))
        .unwrap()
        .split("components/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .flat_map(|name| {
            classes(&fs::read_to_string(root().join("assets/css/components").join(name)).unwrap())
        })
        .collect();
    let first: BTreeSet<String> = sources(root().join("assets/css"), "css")
        .iter()
        .filter(|(path, _)| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            !fs::read_to_string(root().join("assets/css/more.css"))
                .unwrap()
                .contains(&format!("components/{name}"))
        })
        .flat_map(|(_, text)| classes(text))
        .collect();
    each_page(|page, note| {
        let linked = !select(page, &format!(r#"link[href="{}"]"#, crate::assets::MORE_CSS)).is_empty();
        for element in select(page, "[class]") {
            for class in element.value().classes() {
                if !linked && second.contains(class) && !first.contains(class) {
                    note(format!("uses .{class} of more.css: add {{% block sheets %}} (see layout.html)"));
                }
            }
        }
    });
}

/// The class names a style sheet begins its rules with.
fn classes(css: &str) -> Vec<String> {
    let starts = css.split('.').skip(1).zip(css.split('.'));
    starts
        .filter(|(_, before)| {
            before.ends_with(|c: char| c.is_whitespace() || "({,>+~&".contains(c)) || before.is_empty()
        })
        .map(|(after, _)| after.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect::<String>())
        .filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        .collect()
}

#[test]
fn what_is_typed_is_escaped() {
    let page = all().into_iter().find(|it| it.page == "ComponentsPage").unwrap();
    assert!(!page.html.contains("<script>\""));
    let html = Html::parse_document(&page.html);
    let typed: String = select(&html, "#form-question")[0].text().collect();
    assert!(typed.ends_with("<script>\"Faut-il\" & changer ?</script>"), "{typed}");
}

/// Each page’s context is in the list of samples, each template is used.
#[test]
fn no_page_and_no_template_is_left_out() {
    let sampled: BTreeSet<&str> = all().iter().map(|it| it.page).collect();
    let templates: BTreeMap<String, String> = sources(root().join("templates"), "html")
        .into_iter()
        .map(|(path, text)| {
            (path.strip_prefix(root().join("templates")).unwrap().display().to_string(), text)
        })
        .collect();
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, text) in sources(root().join("src"), "rs") {
        let text: String =
            text.lines().filter(|line| !line.starts_with("//!")).collect::<Vec<_>>().join("\n");
        for declared in text.split("#[template(").skip(1) {
            let Some(template) = between(declared, "path = \"", "\"") else { continue };
            let context = between(declared, "struct ", " ").unwrap_or_default();
            let context = context.split(['<', '(', '{', ';']).next().unwrap_or_default();
            let Some(source) = templates.get(template) else { continue };
            used.insert(template.to_owned());
            if source.contains("{% extends \"layout.html\" %}") && !sampled.contains(context) {
                faults.push(format!("{}: {context} has no samples (src/samples.rs)", path.display()));
            }
        }
    }
    for source in templates.values() {
        for word in ["extends", "include", "import"] {
            for rest in source.split(&format!("{{% {word} \"")).skip(1) {
                used.extend(rest.split('"').next().map(ToOwned::to_owned));
            }
        }
    }
    faults.extend(
        templates
            .keys()
            .filter(|it| !used.contains(*it))
            .map(|it| format!("templates/{it} is used by nothing")),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let start = text.find(from)? + from.len();
    text[start..].split(to).next()
}

#[test]
fn every_message_is_used() {
    let all = sources(root().join("src"), "rs").into_iter().chain(sources(root().join("templates"), "html"));
    let sources: String = all.map(|(_, text)| text).collect();
    let unused: Vec<&str> = KEYS
        .iter()
        .filter(|(key, dynamic)| !dynamic && !sources.contains(&format!(".{}(", key.replace('-', "_"))))
        .map(|(key, _)| *key)
        .collect();
    assert!(unused.is_empty(), "messages used by nothing: {unused:?}");
}
