//! Makes sure that the table of places has been built: without it the program cannot be.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=assets/places.bin");
    println!("cargo::rerun-if-changed=build.rs");
    if Path::new("assets/places.bin").is_file() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::error=crates/kernel/assets/places.bin is missing: run `make assets` first");
    ExitCode::FAILURE
}
