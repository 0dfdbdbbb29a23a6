//! Letters put a report into plain words for each reader, as Word, Markdown and text: they contain no internal names, no
//! lines and no markup from the description, ask what the report asks, and report a template error at its line.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
    sync::LazyLock,
};

use crate::{
    common::{CHECKER, ROOT, checker, fixtures, fixtures_in, input, run_in, vocabulary},
    readme::{blocks, matches_output},
};

use mentorcheck_core::{checker::Checker, pack::built_in, report::Report};
use mentorcheck_render::letters::{
    APPLICANT, BOARD, DESIGNER, Details, Letter, Outcome, Template, document::Document, markdown_writer, text_writer,
    word_writer,
};

/// Real programmes whose letters to applicants have snapshots.
const APPLICANTS: [&str; 14] = [
    "acces-speed-mentoring",
    "bbbs-community",
    "connect2work",
    "duo-for-a-job",
    "etableringslots",
    "hostnation",
    "luckan-fika",
    "oxford-dphil-supervision",
    "snc-chomage",
    "start-with-a-friend",
    "time-together",
    "uc-work-coach",
    "wir2-zum-job-hilden",
    "york-support-staff",
];
const READERS: [(&str, (&str, &str)); 3] = [("applicant", APPLICANT), ("designer", DESIGNER), ("board", BOARD)];

/// A small description, valid apart from its name.
fn description_named(name: &str) -> String {
    format!("programme:\n  name: {}\nrelationship: {{contact: one-off}}\n", serde_json::Value::from(name))
}

fn real_letter(name: &str, reader: &str) -> String {
    let path = format!("fixtures/real/{name}.yaml");
    let (status, stdout, stderr) = run_in(Path::new(ROOT), &["letter", &path, "--to", reader]);
    assert_eq!((status, stderr.as_str()), (Some(0), ""), "{name} to {reader}");
    stdout
}

fn letters(checker: &Checker, text: &str) -> (Report, Vec<(&'static str, String)>) {
    let report = checker.check_all([input("description.yaml", text)]);
    let data = Letter::for_report(checker, &report, &Details::default());
    assert_eq!(data.len(), report.programmes.len());
    let pages = render_letters(&data);
    (report, pages)
}

fn render_letters(letters: &[Letter]) -> Vec<(&'static str, String)> {
    let pages = READERS.iter().flat_map(|(reader, (name, template))| {
        let template = Template::new(name, template).unwrap();
        let page = move |letter: &Letter| markdown_writer::render(&template.letter(letter).unwrap());
        letters.iter().map(page).map(|page| (*reader, page)).collect::<Vec<_>>()
    });
    pages.collect()
}

fn documents(letters: &[Letter]) -> Vec<Document> {
    let templates = READERS.iter().map(|(_, (name, template))| Template::new(name, template).unwrap());
    templates
        .flat_map(|template| letters.iter().map(|letter| template.letter(letter).unwrap()).collect::<Vec<_>>())
        .collect()
}

/// The parts of a Word document, by name.
fn parts(document: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.expect("its name is text").into_owned()).collect();
    let part = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(part).collect()
}

/// The report and letters for every fixture, by path.
static ALL_LETTERS: LazyLock<BTreeMap<String, (Report, Vec<Letter>)>> = LazyLock::new(|| {
    let judged = all_fixtures().into_iter().map(|(path, text)| {
        let report = CHECKER.check_all([input("description.yaml", &text)]);
        let letters = Letter::for_report(&CHECKER, &report, &Details::default());
        (path, (report, letters))
    });
    judged.collect()
});

fn all_fixtures() -> BTreeMap<String, String> {
    let folders = ["real", "malformed", "constructed/borderline", "constructed/contrary", "constructed/model"];
    let more = ["constructed/must-not-flag", "constructed/open", "constructed/related"];
    let mut all = BTreeMap::new();
    for folder in folders.into_iter().chain(more) {
        let entries = fs::read_dir(fixtures().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        for path in entries.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
            // Files that are not UTF-8 get no letter.
            if let Ok(text) = fs::read_to_string(&path) {
                all.insert(format!("{folder}/{}", path.file_name().unwrap().display()), text);
            }
        }
    }
    assert!(all.len() > 100, "{}", all.len());
    all
}

#[test]
fn the_applicant_s_letter_on_real_programmes() {
    // One programme for each kind of verdict; other tests render every letter.
    for name in APPLICANTS {
        insta::assert_snapshot!(format!("applicant-{name}"), real_letter(name, "applicant"));
    }
}

#[test]
fn the_designer_s_and_the_board_s_letters() {
    for name in ["duo-for-a-job", "luckan-fika", "wir2-zum-job-hilden", "hostnation"] {
        for reader in ["designer", "board"] {
            insta::assert_snapshot!(format!("{reader}-{name}"), real_letter(name, reader));
        }
    }
}

#[test]
fn a_letter_on_a_description_with_mistakes_and_one_that_contradicts_itself() {
    let root = Path::new(ROOT);
    for name in ["several", "unknown-value-slip", "unknown-field-other-section"] {
        let path = format!("fixtures/malformed/{name}.yaml");
        let (status, stdout, stderr) = run_in(root, &["letter", &path, "--to", "applicant"]);
        assert_eq!(status, Some(3), "{name}");
        // What the sender has to do first is no part of the letter.
        assert!(stderr.contains(&path) && stderr.contains("Correct them before you send it"), "{name}: {stderr}");
        insta::assert_snapshot!(format!("mistakes-{name}"), stdout);
    }
    let text = "programme: {name: Both ways (constructed)}\nmentor: {capacity: volunteer, reward: wage}\n";
    for (reader, page) in letters(&CHECKER, text).1 {
        insta::assert_snapshot!(format!("contradiction-{reader}"), page);
    }
}

#[test]
fn no_letter_contains_an_internal_name() {
    let known: BTreeSet<&str> = vocabulary().fields.iter().map(|field| field.name.as_str()).collect();
    let pack = CHECKER.pack();
    let mut codes: BTreeSet<String> = (0..pack.criteria.len()).map(|id| pack.criterion_code(id)).collect();
    for kind in 0..pack.kinds.len() {
        codes.extend(pack.criteria_with_code(kind).map(|(code, _)| code));
    }
    assert!(codes.len() > 40, "{codes:?}");
    let mut rendered_count = 0;
    for (path, (report, letters)) in ALL_LETTERS.iter() {
        let pages = render_letters(letters);
        let findings = report.programmes.iter().flat_map(|programme| &programme.findings);
        codes.extend(findings.map(|finding| finding.code.clone()));
        for (reader, page) in pages {
            rendered_count += 1;
            for name in codes.iter().map(String::as_str).chain(known.iter().copied()) {
                assert!(!page.contains(name), "{path} to {reader}: {name}\n{page}");
            }
            assert!(!page.contains(['`', '\\']), "{path} to {reader}\n{page}");
            assert!(!page.contains(".yaml") && !page.contains("nothing-else"), "{path} to {reader}\n{page}");
            let words: Vec<&str> = page.split_whitespace().collect();
            for pair in words.windows(2) {
                let is_number = pair[1].starts_with(|letter: char| letter.is_ascii_digit());
                let is_line = ["line", "lines", "(line", "(lines"].contains(&pair[0]);
                assert!(!(is_line && is_number), "{path} to {reader}: {pair:?}\n{page}");
            }
            assert!(!page.contains("\n\n\n") && page.ends_with('\n'), "{path}\n{page}");
        }
    }
    assert!(rendered_count > 300, "{rendered_count}");
}

#[test]
fn values_appear_under_their_titles() {
    // Only names that occur in no title or text of the rules prove that a letter contains a raw name.
    let values = vocabulary().fields.iter().flat_map(|field| &field.values);
    let titles =
        values.map(|value| value.title.clone()).chain(CHECKER.pack().kinds.iter().map(|kind| kind.title.clone()));
    let sentences = CHECKER.pack().criteria.iter().flat_map(|criterion| criterion.traps.clone());
    let claims = CHECKER.pack().claims.iter().filter_map(|claim| claim.quote.clone());
    let words: Vec<String> = titles.chain(sentences).chain(claims).collect();
    let known_words: BTreeSet<&str> =
        words.iter().flat_map(|text| text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))).collect();
    let internal_names: Vec<&str> = vocabulary()
        .fields
        .iter()
        .flat_map(|field| &field.values)
        .map(|value| value.name.as_str())
        .filter(|name| name.contains('-') && !known_words.contains(name))
        .collect();
    assert!(internal_names.len() > 50, "{internal_names:?}");
    for (name, text) in fixtures_in("real") {
        for (reader, page) in letters(&CHECKER, &text).1 {
            for word in page.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')) {
                assert!(!internal_names.contains(&word), "{name} to {reader}: {word}\n{page}");
            }
        }
    }
}

#[test]
fn letters_ask_what_the_report_asks_next() {
    let mut counts = BTreeSet::new();
    for (path, (report, letters)) in ALL_LETTERS.iter() {
        for (programme, letter) in report.programmes.iter().zip(letters) {
            let next: Vec<&str> = programme.remedy.questions.iter().map(|one| one.question.as_str()).fold(
                Vec::new(),
                |mut all, question| {
                    if !all.contains(&question) {
                        all.push(question);
                    }
                    all
                },
            );
            if letter.outcome == Outcome::Questions {
                assert_eq!((letter.asked.len(), letter.asked_total), (next.len().min(5), next.len()), "{path}");
                counts.insert(next.len());
            } else if letter.outcome != Outcome::Contradiction {
                assert!(letter.asked.is_empty(), "{path}");
            }
            for asked in &letter.asked {
                assert!(asked.choices.len() > 1 || asked.field.answers.len() > 1, "{path}: {asked:?}");
            }
        }
    }
    assert!(counts.len() > 5 && counts.iter().any(|count| *count > 5), "{counts:?}");
}

#[test]
fn every_question_can_be_answered_with_not_known() {
    for (path, (_, letters)) in ALL_LETTERS.iter() {
        for (letter, (_, page)) in letters.iter().zip(render_letters(letters)) {
            let with = letter.asked.iter().map(|asked| 1 + asked.with.len()).sum::<usize>();
            assert_eq!(page.matches("☐ not decided, or not known\n").count(), with, "{path}\n{page}");
            let boxes = page.lines().filter(|line| line.contains('☐')).count();
            assert_eq!(boxes, with, "{path}\n{page}");
        }
    }
}

#[test]
fn answers_come_from_a_to_z_and_give_nothing_away() {
    let page = real_letter("connect2work", "applicant");
    let answers = page.lines().find(|line| line.contains("self-confidence ☐")).unwrap();
    let answers: Vec<&str> = answers.split('☐').map(str::trim).filter(|answer| !answer.is_empty()).collect();
    let plain = |answer: &&str| answer.trim_start_matches("a ").to_owned();
    let listed: Vec<String> = answers[..answers.len() - 2].iter().map(plain).collect();
    assert!(listed.len() > 5 && listed.is_sorted(), "{listed:?}");
    assert_eq!(answers[answers.len() - 2..], ["none of these", "not decided, or not known"]);
    for (path, (_, letters)) in ALL_LETTERS.iter() {
        for asked in letters.iter().flat_map(|letter| &letter.asked) {
            let says_more =
                |answer: &str| asked.topic.as_str().split_whitespace().count() > 1 && asked.topic.as_str() == answer;
            assert!(!asked.field.answers.iter().any(|answer| says_more(answer.as_str())), "{path}: {asked:?}");
        }
    }
}

#[test]
fn a_programme_that_has_ended_is_asked_about_the_past_and_gets_no_advice() {
    let page = real_letter("connect2work", "applicant");
    assert!(page.contains("Connect2work has ended, so please answer for the time when it ran."), "{page}");
    assert!(page.contains("How did people become mentees?") && page.contains("☐ they applied or signed up"), "{page}");
    let page = real_letter("connect2work", "designer");
    assert!(page.contains("gives no advice on its design") && !page.contains("The paper says"), "{page}");
    assert!(!real_letter("snc-chomage", "applicant").contains("has ended"));
}

#[test]
fn two_fields_that_are_one_question_are_asked_together() {
    let page = real_letter("buddy-werkt", "applicant");
    let question = page.find("**1. How do people become mentees?**").unwrap();
    let joined = page.find("What happens to someone who says no to having a mentor? ☐").unwrap();
    assert!(question < joined && joined < page.find("**2. ").unwrap(), "{page}");
}

#[test]
fn another_kind_gets_no_questions_but_what_it_means_for_the_call() {
    let arguments = ["letter", "fixtures/real/hostnation.yaml", "--to", "applicant", "--call", "Work 2026"];
    let (_, page, _) = run_in(Path::new(ROOT), &arguments);
    assert!(!page.contains('☐') && page.contains("HostNation and the call “Work 2026”"), "{page}");
    assert!(page.contains("As you describe it, HostNation is not that kind of programme."), "{page}");
    let (_, page, _) = run_in(Path::new(ROOT), &[&arguments[..4], &["--expect", "any"]].concat());
    assert!(page.contains("HostNation is befriending.") && !page.contains("not that kind"), "{page}");
}

#[test]
fn letters_quote_the_applicant_and_footnotes_quote_the_paper() {
    let text = "programme: {name: Constructed}\nmentor: {capacity: volunteer, reward: wage}\nevidence:\n  \
        - {for: mentor.reward, source: guide.pdf, at: page 1, quote: You earn ten euros an hour.}\n";
    for (reader, page) in letters(&CHECKER, text).1 {
        let quoted = "“You earn ten euros an hour.” (guide.pdf, page 1)";
        assert_eq!(page.contains(quoted), reader != "designer", "{reader}\n{page}");
    }
    let quotes: BTreeSet<&str> = CHECKER.pack().claims.iter().filter_map(|claim| claim.quote.as_deref()).collect();
    for (name, text) in fixtures_in("real") {
        let (_, pages) = letters(&CHECKER, &text);
        let notes: Vec<&str> = pages[2].1.lines().filter(|line| line.starts_with("[^")).skip(1).collect();
        for note in notes {
            let quote = note.split_once(": “").and_then(|(_, quote)| quote.strip_suffix('”')).unwrap();
            assert!(quotes.contains(quote), "{name}: {note}");
        }
    }
}

#[test]
fn advice_names_only_answers_that_meet_the_point() {
    for (path, (report, letters)) in ALL_LETTERS.iter() {
        assert_eq!(report.programmes.len(), letters.len());
        for letter in letters {
            for point in letter.unmet.iter().filter(|point| !point.write.is_empty()) {
                assert!(!point.write.iter().any(|step| step.any_of.is_empty()), "{path}: {point:?}");
            }
        }
    }
}

/// The steps together make the programme what it is to be: they are those of one set of facts, as `remedy` proves.
#[test]
fn what_to_write_is_one_complete_way() {
    for (name, text) in fixtures_in("real") {
        let (report, pages) = letters(&CHECKER, &text);
        let programme = &report.programmes[0];
        let page = &pages.iter().find(|(reader, _)| *reader == "designer").unwrap().1;
        // Nothing can be changed any more where it has ended.
        if page.contains("has ended") {
            continue;
        }
        let Some((_, list)) = page.split_once("State only what is true.") else { continue };
        let steps = list.lines().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.starts_with("**"));
        let steps = steps.filter(|line| line.starts_with("- ")).count();
        let Some(set) = programme.remedy.sets.first() else { continue };
        assert_eq!(steps, set.change.len() + set.state.len(), "{name}\n{page}");
    }
}

/// A programme that has ended is asked what is open, without the answers that would suit the definition.
#[test]
fn letters_on_ended_programmes_name_points_and_no_answers() {
    let (_, pages) = letters(&CHECKER, &fixtures_in("real")["time-together"]);
    let page = &pages.iter().find(|(reader, _)| *reader == "designer").unwrap().1;
    let (_, list) = page.split_once("**What the description does not say**").expect(page);
    let points: Vec<&str> = list.lines().filter(|line| line.starts_with("- Whether ")).collect();
    assert_eq!(points.len(), 5, "{page}");
    assert!(points.contains(&"- Whether mentor and mentee meet as equals"), "{page}");
    assert!(!page.contains("Footing: equal"), "{page}");
}

#[test]
fn word_documents_hold_the_letter_and_nothing_that_acts() {
    let text =
        "programme: {name: \"= { HYPERLINK x } </w:t> https://example.org ☐\"}\nrelationship: {contact: repeated}\n";
    let report = CHECKER.check_all([input("description.yaml", text)]);
    for document in documents(&Letter::for_report(&CHECKER, &report, &Details::default())) {
        let bytes = word_writer::render(&document).unwrap();
        assert_eq!(bytes, word_writer::render(&document).unwrap());
        let parts = parts(&bytes);
        for (name, part) in &parts {
            for acting in ["w:instrText", "w:fldSimple", "w:hyperlink", "TargetMode", "w:fldChar"] {
                assert!(!part.contains(acting), "{name}: {acting}");
            }
        }
        let body = &parts["word/document.xml"];
        assert!(body.contains("HYPERLINK x } &lt;/w:t&gt; https://example.org □"), "{body}");
        let text = text_writer::render(&document);
        assert_eq!(body.matches("<w14:checkbox>").count(), text.matches('☐').count(), "{text}");
        assert_eq!(parts.contains_key("word/footnotes.xml"), !document.notes.is_empty());
    }
}

#[test]
fn each_programme_gets_a_file_and_no_file_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::create_dir(path.join("in")).unwrap();
    for (file, name) in [("a", "Same Name"), ("b", "same name!"), ("c", "../../up"), ("d", "\u{202e}")] {
        fs::write(path.join(format!("in/{file}.yaml")), description_named(name)).unwrap();
    }
    for (format, start) in [("docx", "PK"), ("md", "[Name"), ("txt", "[Name")] {
        let arguments = ["letter", "in", "--to", "applicant", "--as", format, "-o", "out"];
        assert_eq!(run_in(path, &arguments), (Some(0), "4 letters are in out.\n".into(), String::new()));
        for stem in ["same-name-a", "same-name-b", "up", "letter"] {
            let file = fs::read(path.join(format!("out/{stem}-applicant.{format}"))).unwrap();
            assert!(file.starts_with(start.as_bytes()), "{stem}.{format}");
        }
        let (status, _, stderr) = run_in(path, &arguments);
        assert!(status == Some(2) && stderr.contains("exists") && stderr.contains("--force"), "{stderr}");
        assert_eq!(run_in(path, &[&arguments[..], &["--force"]].concat()).0, Some(0));
    }
    assert_eq!(fs::read_dir(path.join("out")).unwrap().count(), 12);
    let (status, _, stderr) = run_in(path, &["letter", "in", "--to", "board"]);
    assert!(status == Some(2) && stderr.contains("letters about 4 programmes"), "{stderr}");
}

#[test]
fn every_command_of_the_page_about_letters_works() {
    let page = fs::read_to_string(Path::new(ROOT).join("docs/letters.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("descriptions")).unwrap();
    for name in ["connect2work", "hostnation"] {
        let source = Path::new(ROOT).join(format!("fixtures/real/{name}.yaml"));
        fs::copy(source, folder.path().join(format!("descriptions/{name}.yaml"))).unwrap();
    }
    fs::copy(folder.path().join("descriptions/connect2work.yaml"), folder.path().join("plan.yaml")).unwrap();
    fs::write(folder.path().join("own.md"), blocks(&page, "jinja")[0].join("\n")).unwrap();
    let commands = blocks(&page, "console");
    assert!(commands.len() >= 4, "the page has console blocks");
    for block in commands {
        let command = block[0].strip_prefix("$ mentorcheck ").unwrap();
        // Quoted arguments have spaces.
        let arguments: Vec<&str> = command
            .split('"')
            .enumerate()
            .flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split_whitespace().collect() })
            .collect();
        let (status, printed, stderr) = run_in(folder.path(), &arguments);
        assert_eq!(status, Some(0), "{command}: {stderr}");
        let printed: Vec<&str> = printed.lines().collect();
        assert!(matches_output(&block[1..], &printed), "{command} prints:\n{}", printed.join("\n"));
    }
}

#[test]
fn the_designers_letter_covers_every_edit_of_every_fix_set() {
    for (name, (report, letters)) in ALL_LETTERS.iter() {
        for (programme, letter) in report.programmes.iter().zip(letters) {
            let sets = &programme.remedy.sets;
            let combinations = letter.remedy.choices.iter().map(Vec::len).product::<usize>();
            assert_eq!(if sets.is_empty() { 1 } else { sets.len() }, combinations, "{name}");
            for set in sets {
                let steps = set.state.len() + set.change.len();
                assert!(letter.remedy.always.len() <= steps, "{name}");
            }
            assert_eq!(
                (letter.remedy.listed, letter.remedy.total),
                (sets.len(), programme.remedy.sets_total),
                "{name}"
            );
        }
    }
}

#[test]
fn names_have_no_meaning_in_markdown() {
    for (name, shown) in [
        ("x # y", "x # y"),
        ("<script>alert('x')</script>", "&#60;script&#62;alert('x')&#60;/script&#62;"),
        ("{{ name }}{% if %}", "{{ name }}{% if %}"),
        ("\u{1b}[2Jgone\u{7}", "&#92;u{1b}[2Jgone&#92;u{7}"),
        ("one\n\n---\n\n# two", "one --- # two"),
        ("**[here](https://example.org)**", "&#42;&#42;&#91;here&#93;(https&#58;//example.org)&#42;&#42;"),
        ("\u{202e}denrut", "&#92;u{202e}denrut"),
    ] {
        for (reader, page) in letters(&CHECKER, &description_named(name)).1 {
            assert!(page.contains(shown), "{name:?} to {reader}\n{page}");
            assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}', '<']), "{name:?} to {reader}\n{page}");
        }
    }
}

#[test]
fn several_descriptions_in_one_file_get_a_letter_each() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{}---\n{}", description_named("First"), description_named("Second"));
    fs::write(folder.path().join("two.yaml"), text).unwrap();
    let arguments = ["letter", "two.yaml", "--to", "board", "-o", "out"];
    assert_eq!(run_in(folder.path(), &arguments), (Some(0), "2 letters are in out.\n".into(), String::new()));
    for name in ["First", "Second"] {
        let letter = folder.path().join(format!("out/{}-board.md", name.to_lowercase()));
        let letter = fs::read_to_string(letter).unwrap();
        assert!(letter.contains(&format!("## {name}: ")), "{letter}");
    }
}

#[test]
fn unreadable_files_are_reported_and_the_rest_get_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (status, stdout, stderr) = run_in(path, &["letter", "none.yaml", "--to", "applicant", "--output", "out"]);
    assert_eq!((status, stdout.as_str()), (Some(3), ""));
    assert!(stderr.contains("none.yaml") && stderr.contains("there is no such file"), "{stderr}");
    assert!(!path.join("out").exists());

    fs::write(path.join("half.yaml"), format!("{}---\n[broken\n", description_named("Whole"))).unwrap();
    let (status, stdout, stderr) = run_in(path, &["letter", "half.yaml", "--to", "applicant"]);
    assert_eq!(status, Some(3));
    assert!(stdout.contains("Whole and our call") && stderr.contains("half.yaml"), "{stdout}\n{stderr}");
}

#[test]
fn a_custom_template_is_rendered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.yaml"), description_named("A *star*")).unwrap();
    let template = "{# ours #}\n{{ name }} ({{ verdict.standing }})\n\n\n{% for block in blocks %}\n- {{ block.title }}\n{% endfor %}\n\n\
        {{ verdict.kind.points[0].facts[0].values | listed(\"or\") }}\n";
    fs::write(path.join("own.md"), template).unwrap();
    let arguments = ["letter", "a.yaml", "--to", "board", "--template", "own.md"];
    let (status, stdout, stderr) = run_in(path, &arguments);
    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    let blocks: Vec<_> = CHECKER.pack().blocks.iter().map(|block| format!("- {}\n", block.title)).collect();
    let expected = format!("A &#42;star&#42; (established)\n\n{}\nonly once\n", blocks.concat());
    assert_eq!(stdout, expected);
}

#[test]
fn a_mistake_in_a_template_is_shown_at_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("a.yaml"), description_named("A")).unwrap();
    for (template, line, written, cause) in [
        ("one\n{{ nmae }}\n", 2, "{{ nmae }}", "undefined value"),
        ("one\n\n{% if %}\n", 3, "{% if %}", "syntax error"),
        ("{{ name | shout }}", 1, "{{ name | shout }}", "shout"),
        ("{% for one in blocks %}\n{{ one.titel }}\n{% endfor %}", 2, "{{ one.titel }}", "undefined value"),
        ("{{ message(\"no-such\") }}", 1, "{{ message(\"no-such\") }}", "no-such"),
        ("{{ name }}\n{% for one in blocks %}\n", 2, "{% for one in blocks %}", "syntax error"),
    ] {
        fs::write(path.join("own.md"), template).unwrap();
        let (status, stdout, stderr) =
            run_in(path, &["letter", "a.yaml", "--to", "board", "--template", "own.md", "--output", "out"]);
        assert_eq!((status, stdout.as_str()), (Some(2), ""), "{template}\n{stderr}");
        let location = format!("there is a mistake in the template own.md, line {line} (`{written}`): ");
        assert!(stderr.contains(&location) && stderr.contains(cause), "{template}\n{stderr}");
        assert!(!path.join("out").exists(), "{template}");
    }
    let (status, _, stderr) = run_in(path, &["letter", "a.yaml", "--to", "board", "--template", "none.md"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("none.md cannot be read"), "{stderr}");
}

#[test]
fn letters_follow_the_expectation_and_the_rules() {
    let root = Path::new(ROOT);
    let path = "fixtures/real/hostnation.yaml";
    let (status, stdout, _) = run_in(root, &["letter", path, "--to", "designer", "--expect", "befriending"]);
    assert_eq!(status, Some(0));
    assert!(stdout.contains("HostNation: nothing to add"), "{stdout}");
    assert!(stdout.contains("The description says everything that befriending requires."), "{stdout}");
    let (status, _, stderr) = run_in(root, &["letter", path, "--to", "board", "--expect", "nonsense"]);
    assert_eq!(status, Some(2));
    assert!(stderr.contains("there is no kind `nonsense`"), "{stderr}");

    let pack = built_in("befriending").unwrap().load(vocabulary()).unwrap();
    let blocks: Vec<_> = pack.blocks.iter().map(|block| block.title.clone()).collect();
    for (reader, page) in letters(&Checker::builder(pack).build(), &fixtures_in("real")["hostnation"]).1 {
        let rows = blocks.iter().filter(|block| page.contains(&format!("| {block} | "))).count();
        assert_eq!(rows, if reader == "board" { blocks.len() } else { 0 }, "{reader}\n{page}");
    }
    let any = checker(Some(mentorcheck_core::eval::Expectation::Any)).build();
    for (reader, page) in letters(&any, &fixtures_in("real")["hostnation"]).1 {
        assert!(page.contains("HostNation is befriending."), "{reader}\n{page}");
    }
}

#[test]
fn every_template_lists_the_same_available_names() {
    fn names(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(name, value)| {
                found.insert(name.clone());
                names(value, found);
            }),
            serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    for letter in ALL_LETTERS.values().flat_map(|(_, letters)| letters) {
        names(&serde_json::to_value(letter).unwrap(), &mut found);
    }
    assert!(found.len() > 60, "{found:?}");
    let comments = READERS.map(|(_, (_, text))| text.split_once("#}").unwrap().0);
    assert_eq!((comments[0], comments[1]), (comments[1], comments[2]));
    let listed: BTreeSet<String> = comments[0]
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))
        .flat_map(|word| word.split('.').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn no_template_names_parts_of_the_concept() {
    let pack = CHECKER.pack();
    let kinds = pack.kinds.iter().flat_map(|kind| [kind.id.clone(), kind.title.clone()]);
    let criteria = pack.criteria.iter().map(|criterion| criterion.id.clone()).filter(|id| id.contains('-'));
    let fields = vocabulary().fields.iter().map(|field| field.name.clone());
    let names: Vec<String> =
        kinds.chain(pack.blocks.iter().map(|block| block.id.clone())).chain(criteria).chain(fields).collect();
    let mut texts: Vec<(String, String)> =
        READERS.iter().map(|(_, (name, text))| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut folders = vec![Path::new(ROOT).join("crates/mentorcheck-render/src/letters")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                texts.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(texts.len() > READERS.len() + 5, "{}", texts.len());
    for (file, text) in texts {
        for name in &names {
            // In Rust code only string literals count; other words are the code's own identifiers.
            if Path::new(&file).extension().is_some_and(|ending| ending == "rs") {
                assert!(!text.contains(&format!("\"{name}")), "{file} names {name}");
                continue;
            }
            let is_word = |(at, _): (usize, &str)| {
                let inside = |letter: Option<char>| letter.is_some_and(|one| one.is_alphanumeric() || one == '_');
                !inside(text[..at].chars().next_back()) && !inside(text[at + name.len()..].chars().next())
            };
            assert!(!text.match_indices(name.as_str()).any(is_word), "{file} names {name}");
        }
    }
}
