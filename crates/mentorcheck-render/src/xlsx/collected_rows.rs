//! The rows of a workbook, which has room for so many programmes.

use super::ProgrammeRows;

/// The maximum number of programmes and unreadable files in a workbook. Their texts stay in memory until all are known,
/// some 50 kB for each, and no spreadsheet program opens more with ease.
pub const MAX_PROGRAMMES: usize = 10_000;

/// The rows of the first programmes, and how many are left out.
#[derive(Debug, Default)]
pub struct CollectedRows {
    pub(super) rows: Vec<ProgrammeRows>,
    pub(super) left_out: usize,
}

impl CollectedRows {
    /// Adds the rows of the next input, as long as there is room.
    pub fn extend(&mut self, next: Vec<ProgrammeRows>) {
        let room = MAX_PROGRAMMES - self.rows.len();
        self.left_out += next.len().saturating_sub(room);
        self.rows.extend(next.into_iter().take(room));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mentorcheck_core::{checker::Checker, input::Input, pack::built_in, schema::vocabulary};

    #[test]
    fn programmes_beyond_the_limit_are_counted() {
        let rules = built_in("mentoring-to-work").unwrap().load(vocabulary());
        let checker = Checker::builder(rules.unwrap()).build();
        let result = checker.check_input(Input::new("one.yaml".to_owned(), "programme: {name: One (constructed)}"));
        let report = checker.empty_report();
        let next = || crate::xlsx::render_result(&report, &result);
        let mut rows = CollectedRows::default();
        for _ in 0..MAX_PROGRAMMES + 2 {
            rows.extend(next());
        }
        assert_eq!((rows.rows.len(), rows.left_out), (MAX_PROGRAMMES, 2));
    }
}
