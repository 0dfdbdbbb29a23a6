//! The short way of reading and the parser see the same tree in the same text, to the byte, or the parser reads alone.

#[path = "../benches/programmes/mod.rs"]
mod programmes;

use std::{fs, path::PathBuf};

use mentorcheck::source::Source;

/// Whether the short way was taken, after both have been compared.
#[track_caller]
fn agree(text: &str) -> bool {
    let (read, full) = (Source::read("t", text.into()), Source::read_in_full("t", text.into()));
    let seen = |source: &Source| format!("{:?} {:?}", source.documents, source.errors);
    let (read, full) = (seen(&read), seen(&full));
    let same = read.bytes().zip(full.bytes()).take_while(|(one, other)| one == other).count();
    let from = |seen: &str| seen.chars().skip(same.saturating_sub(100)).take(200).collect::<String>();
    assert!(read == full, "the short way sees\n{}\nthe parser\n{}\nin\n{text}", from(&read), from(&full));
    Source::is_everyday(text)
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(path.to_str().unwrap()) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "json"))
        .collect()
}

#[test]
fn both_read_the_files_of_this_project_alike() {
    let mut short = 0;
    let mut all = 0;
    for folder in ["fixtures", "rules"] {
        for path in files(folder) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            all += 1;
            let taken = agree(&text);
            if !taken {
                println!("full: {}", path.display());
            }
            short += usize::from(taken);
        }
    }
    println!("{short} of {all} files are read the short way");
    assert!(short > all / 3, "{short} of {all}");
}

#[test]
fn both_read_constructed_programmes_alike_and_most_the_short_way() {
    let programmes = programmes::Programmes::new(7, 5);
    let short = (0..2_000).filter(|number| agree(&programmes.text(*number))).count();
    assert!(short > 1_850, "{short} of 2000");
}
