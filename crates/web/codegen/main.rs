//! Turns what is not Rust into types before the crate is compiled: the built front end becomes paths and icons, the
//! Fluent files become one method per message. What is missing or contradictory stops the build here, with its name.
#![allow(clippy::print_stdout, reason = "a build script speaks to cargo on its standard output")]

mod assets;
mod i18n;

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=codegen");

    let generated =
        [("assets.rs", assets::generate(&root)), ("i18n.rs", i18n::generate(&root.join("locales")))];
    let mut failed = false;
    for (name, result) in generated {
        match result {
            Ok(code) => fs::write(out.join(name), code).expect("OUT_DIR is writable"),
            Err(faults) => {
                failed = true;
                for fault in faults {
                    println!("cargo::error={fault}");
                }
            }
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
