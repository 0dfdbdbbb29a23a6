//! The measures of what is drawn. Everything is given in parts of the width, so that a drawing fits a
//! telephone and a sheet of paper alike and its letters stay as large as the text's.

use mentorcheck_core::{
    eval::Answer,
    report::{SpectrumInfo, SpectrumRange},
};

/// Part of a whole, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Percent(f32);

impl Percent {
    /// So many of so many; none of none.
    #[allow(clippy::cast_precision_loss, reason = "no drawing shows a millionth")]
    pub(crate) fn of(part: usize, whole: usize) -> Self {
        Self(if whole == 0 { 0.0 } else { part as f32 * 100.0 / whole as f32 })
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let written = format!("{:.2}", self.0);
        write!(formatter, "{}%", written.trim_end_matches('0').trim_end_matches('.'))
    }
}

// It is made of figures alone.
impl askama::filters::HtmlSafe for Percent {}

/// A point in the picture of the spectrum.
#[derive(Debug)]
pub(crate) struct Point {
    /// Its number.
    pub(crate) at: u8,
    /// Where it is.
    pub(crate) x: Percent,
    /// Whether the place may be here.
    pub(crate) within: bool,
}

/// The picture of the spectrum.
#[derive(Debug)]
pub(crate) struct Scale {
    /// Its points.
    pub(crate) points: Vec<Point>,
    /// Where the first and the last of them are.
    pub(crate) ends: (Percent, Percent),
    /// Where the range begins and ends.
    pub(crate) range: Option<(Percent, Percent)>,
}

/// The spectrum with a range on it.
pub(crate) fn scale(spectrum: &SpectrumInfo, range: Option<SpectrumRange>) -> Scale {
    let many = spectrum.points.len();
    let x = |at: usize| Percent::of(2 * at + 1, 2 * many);
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
#[derive(Debug)]
pub(crate) struct Stretch {
    /// What the page's style calls it.
    pub(crate) class: &'static str,
    /// The word for it.
    pub(crate) word: &'static str,
    /// How many it stands for.
    pub(crate) count: usize,
    /// Where it begins.
    pub(crate) x: Percent,
    /// How wide it is.
    pub(crate) width: Percent,
}

/// Counts as the stretches of a bar of which `whole` is the full width.
pub(crate) fn stretches(counts: &[(&'static str, usize)], whole: usize) -> Vec<Stretch> {
    let mut before = 0;
    let mut stretches = Vec::new();
    for (word, count) in counts {
        let x = Percent::of(before, whole);
        stretches.push(Stretch { class: word, word, count: *count, x, width: Percent::of(*count, whole) });
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
        let written = |part, whole| Percent::of(part, whole).to_string();
        assert_eq!([written(0, 0), written(1, 3), written(5, 10), written(7, 7)], ["0%", "33.33%", "50%", "100%"]);
        let bar = stretches(&[("shown", 1), ("open", 0), ("refuted", 3)], 4);
        let drawn: Vec<_> = bar.iter().map(|one| format!("{} {} {}", one.word, one.x, one.width)).collect();
        assert_eq!(drawn, ["shown 0% 25%", "open 25% 0%", "refuted 25% 75%"]);
    }
}
