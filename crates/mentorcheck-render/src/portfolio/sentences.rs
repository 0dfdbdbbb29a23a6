//! What a portfolio comes to, in sentences: which programmes are what the reader looks for, which are something else,
//! and which leave it open.

use super::overview::{Group, OverviewRow, concept_id};
use mentorcheck_core::{catalogue::message, eval::VerdictStatus, format_message, report::Report};

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
    if open > 0 {
        sentences.push(format_message!("portfolio-open", count = open));
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
        ("portfolio-unreadable", report.totals.unreadable),
    ] {
        if count > 0 {
            sentences.push(format_message!(id, count = count));
        }
    }
    sentences
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
