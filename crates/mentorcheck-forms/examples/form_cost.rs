//! Measures what reading a filled-in form costs: `cargo run --release -p mentorcheck-forms --example form_cost -- FORM…`
//!
//! Prints microseconds of one core for each form, as the median of several rounds over all files.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "prints measurements, and may end with an error")]

use std::{env, fs, hint::black_box, time::Instant};

use mentorcheck_core::schema::vocabulary;
use mentorcheck_forms::{import::Importer, model::Questionnaire, sheets};
use mentorcheck_yaml::ParsedFile;

const ROUNDS: usize = 15;

fn main() {
    let forms: Vec<Vec<u8>> = env::args().skip(1).map(|path| fs::read(path).unwrap()).collect();
    let questionnaire = Questionnaire::embedded().unwrap();
    let importer = Importer::new(&questionnaire, vocabulary());
    let texts: Vec<String> = forms.iter().map(|form| importer.read(form).unwrap().text).collect();
    measure("all cells of the workbook", &forms, |form| drop(black_box(sheets::read(form).unwrap())));
    measure("the description", &forms, |form| drop(black_box(importer.read(form).unwrap())));
    measure("parsing the description", &texts, |text| {
        drop(black_box(ParsedFile::parse("form.yaml", text.clone().into_bytes())));
    });
}

fn measure<T>(what: &str, items: &[T], work: impl Fn(&T)) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            items.iter().for_each(&work);
            start.elapsed().as_secs_f64() * 1e6 / f64::from(u32::try_from(items.len().max(1)).unwrap())
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{what}: {:.0} (best {:.0})", rounds[ROUNDS / 2], rounds[0]);
}
