//! The built front end: a constant per file named in `dist/manifest.json`, an `Icon` per symbol of `icons.svg`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Rust source for the paths and the icons, or what is missing.
pub(crate) fn generate(root: &Path) -> Result<String, Vec<String>> {
    println!("cargo::rerun-if-changed=dist/manifest.json");
    println!("cargo::rerun-if-changed=assets/icons.svg");
    let manifest = fs::read_to_string(root.join("dist/manifest.json")).map_err(|_| {
        vec![
            "crates/web/dist is not there: run `make assets` (or `npm ci && npm run build` in crates/web)"
                .to_owned(),
        ]
    })?;
    let manifest: BTreeMap<String, String> =
        serde_json::from_str(&manifest).map_err(|e| vec![format!("crates/web/dist/manifest.json: {e}")])?;
    let icons = fs::read_to_string(root.join("assets/icons.svg"))
        .map_err(|e| vec![format!("crates/web/assets/icons.svg: {e}")])?;

    let mut code = String::new();
    for (constant, file, what) in [
        ("MAIN_CSS", "main.css", "The style sheet of every page."),
        ("MORE_CSS", "more.css", "The style sheet of the record, the letter and the report."),
        ("MAIN_JS", "main.js", "The script of every page."),
        ("FONT", "source-sans-3.woff2", "The font of French and English."),
        ("FAVICON", "favicon.svg", "The mark, in the browser’s tab."),
        ("ICONS", "icons.svg", "The icons, one symbol each."),
        ("NOTICES", "notices.txt", "The licences of what is carried inside the program."),
    ] {
        let Some(name) = manifest.get(file) else {
            return Err(vec![format!("crates/web/dist has no {file}: run `make assets` again")]);
        };
        let _ = writeln!(code, "/// {what}\npub const {constant}: &str = \"/assets/{name}\";");
    }
    let build = format!("{}.{}", hash(&manifest["main.css"]), hash(&manifest["main.js"]));
    let _ = writeln!(
        code,
        "/// What tells one build of the front end from another.\npub const BUILD: &str = {build:?};"
    );
    code.push_str(&icon_enum(&icons, &manifest["icons.svg"]));
    Ok(code)
}

/// The part of a file’s name that depends on its content.
fn hash(name: &str) -> &str {
    name.rsplit('-').next().and_then(|rest| rest.split('.').next()).unwrap_or_default()
}

fn icon_enum(svg: &str, file: &str) -> String {
    let ids: Vec<&str> = svg.split("id=\"i-").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut code = String::from(
        "/// An icon of the sprite; always beside words, so hidden from screen readers.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[allow(missing_docs)]\npub enum Icon {",
    );
    for id in &ids {
        let _ = write!(code, " {},", camel(id));
    }
    code.push_str(" }\nimpl Icon {\n/// Every icon.\npub const ALL: &'static [Icon] = &[");
    for id in &ids {
        let _ = write!(code, "Icon::{},", camel(id));
    }
    code.push_str("];\npub(crate) const fn markup(self) -> &'static str { match self {");
    for id in &ids {
        let svg =
            format!("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"/assets/{file}#i-{id}\"/></svg>");
        let _ = write!(code, "Icon::{} => {svg:?},", camel(id));
    }
    code.push_str("} } }\n");
    code
}

fn camel(id: &str) -> String {
    id.split('-')
        .map(|part| {
            let mut letters = part.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<String>()
        })
        .collect()
}
