//! What a portfolio comes to, in sentences: which programmes are what the reader looks for, which are something else,
//! and which leave it open.

use super::overview::{Group, OverviewRow, concept_id, namesakes};
use mentorcheck_core::{
    catalogue::message,
    clause::join_and,
    eval::{Answer, VerdictStatus},
    format_message,
    report::Report,
};

/// The sentences that an overview begins with, most important first. The report needs no results, only its totals of
/// unreadable files.
pub(crate) fn summary_sentences(report: &Report, rows: &[OverviewRow]) -> Vec<String> {
    let count = |is_counted: &dyn Fn(&OverviewRow) -> bool| rows.iter().filter(|row| is_counted(row)).count();
    let in_group = |group: Group| count(&|row| row.group == group);
    let concept = report.pack.kind_title(concept_id(report));
    let total = count(&|_| true);
    let (wanted, open, contradictory) =
        (in_group(Group::Wanted), in_group(Group::MayBeWanted), in_group(Group::Contradictory));
    let full = count(&|row| row.group == Group::Wanted && row.standing == VerdictStatus::Established);
    let others = total - wanted - open - contradictory;
    let is_clear = |row: &OverviewRow| match row.group {
        Group::Kind(_) => row.standing == VerdictStatus::Established,
        Group::NoKind => true,
        _ => false,
    };
    let clear = count(&is_clear);
    let mut sentences = Vec::new();
    let first = format_message!("portfolio-wanted", count = wanted, total = total, concept = concept);
    sentences.push(match wanted {
        0 => first,
        _ if full == wanted => format!("{first} {}", format_message!("portfolio-all-full", count = wanted)),
        _ => format!("{first} {}", format_message!("portfolio-full", count = full)),
    });
    // How much of it their descriptions say, since “looks like” means only that no other kind is possible.
    let is_met = |row: &&OverviewRow| row.group == Group::Wanted && row.standing != VerdictStatus::Established;
    let met = rows.iter().filter(is_met).map(|row| row.answers.iter().filter(|one| **one == Answer::Shown).count());
    if let (Some(least), Some(most)) = (met.clone().min(), met.clone().max()) {
        let blocks = report.pack.blocks.len();
        sentences.push(if least == most {
            format_message!("portfolio-met", most = most, blocks = blocks)
        } else {
            format_message!("portfolio-met-range", least = least, most = most, blocks = blocks)
        });
    }
    if open > 0 {
        sentences.push(format_message!("portfolio-open", count = open, concept = concept));
    }
    if others > 0 {
        let unclear = others - clear;
        sentences.push(match (clear, unclear) {
            (_, 0) => format_message!("portfolio-others-clear", count = others),
            (0, _) => format_message!("portfolio-others-unclear", count = others),
            _ => format_message!("portfolio-others", count = others, clear = clear, unclear = unclear),
        });
    }
    for (id, count) in [
        ("portfolio-contradictory", contradictory),
        ("portfolio-mistakes", count(&|row| row.has_mistakes)),
        ("portfolio-warnings", count(&|row| row.has_warnings)),
        ("portfolio-unreadable", report.totals.unreadable),
    ] {
        if count > 0 {
            sentences.push(format_message!(id, count = count));
        }
    }
    sentences.extend(namesake_sentences(rows));
    sentences
}

/// How many names are said to be those of several programmes, and how many files each has.
const MAX_NAMESAKES: usize = 3;

/// Which programmes have the same name, with their files: one of them may have come in twice.
fn namesake_sentences(rows: &[OverviewRow]) -> Vec<String> {
    let all = namesakes(rows);
    let sentence = |indexes: &Vec<usize>| {
        let files = first_files(indexes.iter().map(|index| &rows[*index]), indexes.len());
        let name = &*rows[indexes[0]].name;
        format_message!("portfolio-namesakes", count = indexes.len(), name = name, files = files)
    };
    let mut sentences: Vec<String> = all.iter().take(MAX_NAMESAKES).map(sentence).collect();
    if all.len() > MAX_NAMESAKES {
        sentences.push(format_message!("portfolio-more-namesakes", count = all.len() - MAX_NAMESAKES));
    }
    sentences
}

/// The first files of so many rows, and how many more there are.
pub(crate) fn first_files<'r>(rows: impl Iterator<Item = &'r OverviewRow>, count: usize) -> String {
    let mut files: Vec<String> = rows.take(MAX_NAMESAKES).map(|row| row.file.to_string()).collect();
    if count > MAX_NAMESAKES {
        files.push(format_message!("portfolio-more-files", count = count - MAX_NAMESAKES));
    }
    join_and(&files)
}

/// The heading of a group.
pub(crate) fn group_title(report: &Report, group: Group) -> String {
    let concept = report.pack.kind_title(concept_id(report));
    match group {
        Group::Wanted => concept.to_owned(),
        Group::Kind(index) => {
            report.pack.kinds.get(usize::from(index)).map_or_else(String::new, |kind| kind.title.clone())
        }
        Group::MayBeWanted => format_message!("portfolio-group-open", concept = concept),
        Group::OpenOtherwise => format_message!("portfolio-group-otherwise", concept = concept),
        Group::NoKind => message("portfolio-group-none"),
        Group::Contradictory => message("portfolio-group-contradictory"),
    }
}
