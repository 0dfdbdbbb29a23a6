//! Measures what reading a filled-in form costs: `cargo run --release -p mentorcheck-forms --example form_cost -- FORM…`
//!
//! Without forms, it fills in one for each description in `fixtures/real`; `--write FOLDER` writes these, to save them by
//! another program.
//!
//! Prints microseconds of one core for each form, as the median of several rounds over all files. On Linux these are
//! microseconds in which this program ran, so that other programs disturb them less.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "prints measurements, and may end with an error")]

use std::{env, fs, hint::black_box, sync::Arc, time::Instant};

use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, schema::vocabulary};
use mentorcheck_documents::archive::Archive;
use mentorcheck_forms::{FormOptions, answers::Answers, import::Importer, model::Questionnaire, sheets, xlsx};
use mentorcheck_yaml::ParsedFile;

const ROUNDS: usize = 15;

fn main() {
    let questionnaire = Questionnaire::embedded().unwrap();
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [option, folder] = arguments.as_slice()
        && option == "--write"
    {
        for (index, form) in filled_in(&questionnaire).iter().enumerate() {
            fs::write(format!("{folder}/{index}.xlsx"), form).unwrap();
        }
        return;
    }
    let mut forms: Vec<Vec<u8>> = arguments.iter().map(|path| fs::read(path).unwrap()).collect();
    if forms.is_empty() {
        forms = filled_in(&questionnaire);
    }
    let importer = Importer::new(&questionnaire, vocabulary());
    let texts: Vec<String> = forms.iter().map(|form| importer.read(form).unwrap().text).collect();
    measure("unpacking the largest parts", &forms, |form| {
        let mut archive = Archive::open(form, "a workbook").unwrap();
        for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
            drop(black_box(archive.read(part).unwrap()));
        }
    });
    measure("all cells of the workbook", &forms, |form| drop(black_box(sheets::read(form).unwrap())));
    measure("the description", &forms, |form| drop(black_box(importer.read(form).unwrap())));
    measure("parsing the description", &texts, |text| {
        drop(black_box(ParsedFile::parse("form.yaml", text.clone().into_bytes())));
    });
    let checker = Checker::builder(built_in("mentoring-to-work").unwrap().load(vocabulary()).unwrap()).build();
    measure("from the form to the verdict", &forms, |form| {
        let read = importer.read(form).unwrap();
        let origin = Some(Arc::new(read.origin));
        let input = Input { origin, ..Input::new("form.xlsx", read.text.into_bytes()) };
        let _ = checker.summarize(input, |event| drop(black_box(event)));
    });
}

fn measure<T>(what: &str, items: &[T], work: impl Fn(&T)) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (start, ran) = (Instant::now(), time_on_core());
            items.iter().for_each(&work);
            let wall = start.elapsed().as_secs_f64();
            let spent = ran.zip(time_on_core()).map_or(wall, |(before, after)| after - before);
            spent * 1e6 / f64::from(u32::try_from(items.len().max(1)).unwrap())
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    println!("{what}: {:.0} (best {:.0})", rounds[ROUNDS / 2], rounds[0]);
}

fn filled_in(questionnaire: &Questionnaire) -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/real");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let descriptions = paths.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let forms = descriptions.map(|path| {
        let parsed = ParsedFile::parse("form.yaml", fs::read(path).unwrap());
        let answers = Answers::from_document(&parsed.documents[0], vocabulary());
        xlsx::render(questionnaire, &FormOptions { prefill: Some(&answers), only: None }).unwrap()
    });
    forms.collect()
}

/// The seconds that this thread has run, where the system says so.
fn time_on_core() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}
