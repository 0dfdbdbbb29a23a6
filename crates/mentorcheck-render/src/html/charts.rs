//! The measures of what is drawn. Everything is given in parts of the width, so that a drawing fits a
//! telephone and a sheet of paper alike and its letters stay as large as the text's.

use serde::Serialize;

use mentorcheck_core::{
    eval::Answer,
    report::{SpectrumInfo, SpectrumRange},
};

/// Part of a whole, in per cent; none of none.
#[allow(clippy::cast_precision_loss, reason = "no drawing shows a millionth")]
pub(crate) fn percent(part: usize, whole: usize) -> String {
    let percent = if whole == 0 { 0.0 } else { part as f32 * 100.0 / whole as f32 };
    format!("{}%", format!("{percent:.2}").trim_end_matches('0').trim_end_matches('.'))
}

/// A point in the picture of the spectrum.
#[derive(Debug, Serialize)]
pub(crate) struct Point {
    /// Its number.
    pub(crate) at: u8,
    /// Where it is.
    pub(crate) x: String,
    /// Whether the place may be here.
    pub(crate) within: bool,
}

/// The picture of the spectrum.
#[derive(Debug, Serialize)]
pub(crate) struct Scale {
    /// Its points.
    pub(crate) points: Vec<Point>,
    /// Where the first and the last of them are.
    pub(crate) ends: (String, String),
    /// Where the range begins and ends.
    pub(crate) range: Option<(String, String)>,
}

/// The spectrum with a range on it.
pub(crate) fn scale(spectrum: &SpectrumInfo, range: Option<SpectrumRange>) -> Scale {
    let many = spectrum.points.len();
    let x = |at: usize| percent(2 * at + 1, 2 * many);
    let place = |at: u8| spectrum.points.iter().position(|point| point.at == at);
    let points = spectrum.points.iter().enumerate().map(|(number, point)| Point {
        at: point.at,
        x: x(number),
        within: range.is_some_and(|range| (range.from..=range.to).contains(&point.at)),
    });
    Scale {
        points: points.collect(),
        ends: (x(0), x(many.saturating_sub(1))),
        range: range.and_then(|range| Some((x(place(range.from)?), x(place(range.to)?)))),
    }
}

/// A stretch of a bar.
#[derive(Debug, Serialize)]
pub(crate) struct Stretch {
    /// What the page's style calls it.
    pub(crate) class: &'static str,
    /// The word for it.
    pub(crate) word: &'static str,
    /// How many it stands for.
    pub(crate) count: usize,
    /// Where it begins.
    pub(crate) x: String,
    /// How wide it is.
    pub(crate) width: String,
}

/// Counts as the stretches of a bar of which `whole` is the full width.
pub(crate) fn stretches(counts: &[(&'static str, usize)], whole: usize) -> Vec<Stretch> {
    let mut before = 0;
    let mut stretches = Vec::new();
    for (word, count) in counts {
        let x = percent(before, whole);
        stretches.push(Stretch { class: word, word, count: *count, x, width: percent(*count, whole) });
        before += count;
    }
    stretches
}

/// The order of answers in a bar: what holds on the left, what does not on the right.
pub(crate) const ORDER: [Answer; 4] = [Answer::Shown, Answer::Open, Answer::Contradictory, Answer::Refuted];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_whole() {
        let written = |part, whole| percent(part, whole);
        assert_eq!([written(0, 0), written(1, 3), written(5, 10), written(7, 7)], ["0%", "33.33%", "50%", "100%"]);
        let bar = stretches(&[("shown", 1), ("open", 0), ("refuted", 3)], 4);
        let drawn: Vec<_> = bar.iter().map(|one| format!("{} {} {}", one.word, one.x, one.width)).collect();
        assert_eq!(drawn, ["shown 0% 25%", "open 25% 0%", "refuted 25% 75%"]);
    }
}
