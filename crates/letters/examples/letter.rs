//! Writes the sample letter: `cargo run -p letters --example letter -- lettre.pdf [en]`.
//!
//! With a number after it, sets as many different letters and says how long each took.

use std::error::Error;
use std::time::Instant;

use letters::{Press, sample, sample_en};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let path = args.first().ok_or("say where to write the letter")?;
    let letter = if args.iter().any(|arg| arg == "en") { sample_en() } else { sample() };
    let press = Press::new();
    std::fs::write(path, press.set(&letter)?)?;
    if let Some(count) = args.iter().find_map(|arg| arg.parse().ok()) {
        time(&press, count)?;
    }
    Ok(())
}

/// Every letter differs in all its parts, so that nothing but the templates can be remembered.
#[expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measurement at the command line")]
fn time(press: &Press, count: u32) -> Result<(), Box<dyn Error>> {
    let mut micros = Vec::new();
    for number in 0..count {
        let mut letter = sample();
        letter.title = format!("{} ({number})", letter.title);
        letter.reference = format!("AP-{number}");
        letter.opening = format!("{number}. {}", letter.opening);
        for section in &mut letter.sections {
            section.text = format!("{} Avis {number}.", section.text);
        }
        let start = Instant::now();
        press.set(&letter)?;
        micros.push(start.elapsed().as_micros());
    }
    micros.sort_unstable();
    let at = |percent: usize| micros.get(micros.len() * percent / 100).copied().unwrap_or_default();
    println!("{count} letters: median {} µs, 99 % under {} µs", at(50), at(99));
    Ok(())
}
