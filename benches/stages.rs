//! Benchmarks of the pipeline stages and report formats: `cargo bench --bench stages`.
//!
//! Each iteration takes the next of a thousand descriptions, so that none is cached.

use std::sync::atomic::{AtomicUsize, Ordering};

use divan::{Bencher, counter::ItemsCount};

use mentorcheck_core::{
    checker::Checker,
    eval::Judgement,
    facts::Facts,
    fixes,
    input::Input,
    pack::built_in,
    report::{CheckResult, Totals, summary::ProgrammeSummary},
    schema::vocabulary,
};
use mentorcheck_render::{format::Format, ndjson, streaming::render, style::RenderOptions};
use mentorcheck_yaml::ParsedFile;

mod programmes;

const DESCRIPTIONS: usize = 1_000;
/// Programmes per report.
const REPORT_SIZE: usize = 100;

fn main() {
    divan::main();
}

struct Bench {
    checker: Checker,
    texts: Vec<String>,
    next: AtomicUsize,
}

impl Bench {
    fn new() -> Self {
        let rules = built_in("mentoring-to-work").expect("built-in pack");
        let checker = Checker::builder(rules.load(vocabulary()).expect("built-in pack is valid")).build();
        let programmes = programmes::ProgrammeGenerator::new(1, 5);
        let texts = (0..DESCRIPTIONS).map(|number| programmes.generate(number)).collect();
        Self { checker, texts, next: AtomicUsize::new(0) }
    }

    fn next_index(&self) -> usize {
        self.next.fetch_add(1, Ordering::Relaxed) % DESCRIPTIONS
    }

    fn input(&self) -> Input {
        let number = self.next_index();
        let content = Ok(self.texts[number].clone().into_bytes());
        Input { path: format!("{number:06}.yaml"), first_document: 0, is_explicit: true, content, origin: None }
    }

    fn sources(&self) -> Vec<ParsedFile> {
        let read = self.texts.iter().map(|text| ParsedFile::parse("t", text.clone().into_bytes()));
        read.filter(|source| !source.documents.is_empty()).collect()
    }

    fn facts(&self) -> Vec<Facts> {
        self.sources()
            .iter()
            .map(|source| Facts::from_document(&source.documents[0], self.checker.vocabulary()))
            .collect()
    }

    fn results(&self, count: usize) -> Vec<CheckResult> {
        (0..count).map(|_| self.checker.check_input(self.input())).collect()
    }
}

#[divan::bench]
fn a_parse_fast_path(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| bench.texts[bench.next_index()].clone().into_bytes())
        .bench_values(|bytes| ParsedFile::parse("t", bytes));
}

#[divan::bench]
fn b_parse_slow_path(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| bench.texts[bench.next_index()].clone().into_bytes())
        .bench_values(|bytes| ParsedFile::parse_slow_path("t", bytes));
}

#[divan::bench]
fn c_schema_fast(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let sources = bench.sources();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &sources[bench.next_index() % sources.len()])
        .bench_values(|source| bench.checker.schema().check(&source.documents[0], &source.text));
}

#[divan::bench]
fn d_schema_slow(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let sources = bench.sources();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &sources[bench.next_index() % sources.len()])
        .bench_values(|source| bench.checker.schema().check_slow_path(&source.documents[0], &source.text));
}

#[divan::bench]
fn e_facts(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let sources = bench.sources();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &sources[bench.next_index() % sources.len()].documents[0])
        .bench_values(|document| Facts::from_document(document, bench.checker.vocabulary()));
}

#[divan::bench]
fn f_evaluate(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let facts = bench.facts();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &facts[bench.next_index() % facts.len()])
        .bench_values(|facts| Judgement::evaluate(bench.checker.pack(), facts));
}

#[divan::bench]
fn g_fixes(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let facts = bench.facts();
    let pack = bench.checker.pack();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &facts[bench.next_index() % facts.len()])
        .bench_values(|facts| fixes::minimal_fix_sets(pack, bench.checker.vocabulary(), facts, pack.concept));
}

#[divan::bench]
fn h_ndjson_lines(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let results = bench.results(DESCRIPTIONS);
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| &results[bench.next_index()])
        .bench_values(|result| ndjson::render_result(result, true));
}

#[divan::bench]
fn i_check_to_ndjson(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    bencher.counter(ItemsCount::new(1_usize)).with_inputs(|| bench.input()).bench_values(|input| {
        let (mut totals, mut out) = (Totals::default(), Vec::new());
        let _ = bench.checker.summarize(input, |event| {
            totals.add_event(&event);
            ndjson::event(&event, &mut out);
        });
        out
    });
}

#[divan::bench(args = [false, true])]
fn j_check(bencher: Bencher<'_, '_>, compute_fixes: bool) {
    let bench = Bench::new();
    let checker = Bench::new().checker.into_builder().compute_fixes(compute_fixes).build();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| bench.input())
        .bench_values(|input| checker.check_input(input));
}

#[divan::bench(args = [
    Format::Text, Format::Html, Format::Csv, Format::Xlsx, Format::Grid, Format::Markdown, Format::Json, Format::Ndjson, Format::Sarif,
    Format::Junit, Format::Github, Format::Gitlab,
])]
fn k_render(bencher: Bencher<'_, '_>, format: Format) {
    let bench = Bench::new();
    let report = bench.checker.check_all((0..REPORT_SIZE).map(|_| bench.input()));
    let style = RenderOptions::default();
    bencher.counter(ItemsCount::new(REPORT_SIZE)).bench(|| render(&report, format, &style));
}

#[divan::bench]
fn l_summary(bencher: Bencher<'_, '_>) {
    let bench = Bench::new();
    let results = bench.results(DESCRIPTIONS);
    let programmes: Vec<_> = results.iter().flat_map(|result| &result.programmes).collect();
    bencher
        .counter(ItemsCount::new(1_usize))
        .with_inputs(|| programmes[bench.next_index() % programmes.len()])
        .bench_values(|programme| ProgrammeSummary::from(programme).findings.len());
}
