//! Recognises columns that are drawn row by row, and puts their lines into the order in which they are read.

use super::layout::Line;

/// The number of times that drawing must change from column to column.
const MIN_CHANGES: usize = 4;
/// The narrowest gap between columns, in ems.
const MIN_GUTTER: f64 = 0.7;
/// The mean length of the lines of a column; those of tables are shorter.
const MIN_LINE_LENGTH: usize = 12;
/// The maximum distance of lines, in ems.
const MAX_LEADING: f64 = 3.5;
/// The maximum number of columns beside each other, and of steps for a page.
const MAX_COLUMNS: usize = 6;
const MAX_STEPS: usize = 500_000;

/// The lines in reading order; the order of drawing where that is doubtful.
pub(super) fn in_reading_order(lines: Vec<Line>) -> Vec<Line> {
    let order = Columns { lines: &lines, steps: 0 }.order((0..lines.len()).collect(), MAX_COLUMNS);
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| lines[index].take()).collect()
}

struct Columns<'l> {
    lines: &'l [Line],
    steps: usize,
}

/// Lines on both sides of a gap that runs down the page.
struct Block {
    left: Vec<usize>,
    right: Vec<usize>,
}

impl Columns<'_> {
    fn order(&mut self, lines: Vec<usize>, columns: usize) -> Vec<usize> {
        if columns <= 1 {
            return lines;
        }
        let mut ordered = Vec::with_capacity(lines.len());
        let mut start = 0;
        while start < lines.len() {
            if let Some(block) = self.block(&lines[start..]) {
                start += block.left.len() + block.right.len();
                ordered.extend(self.order(block.left, columns - 1));
                ordered.extend(self.order(block.right, columns - 1));
            } else {
                ordered.push(lines[start]);
                start += 1;
            }
        }
        ordered
    }

    /// The columns that the lines start with; none if they are no columns, or are drawn one after the other.
    fn block(&mut self, lines: &[usize]) -> Option<Block> {
        let [first, second, ..] = lines else { return None };
        let (one, other) = (&self.lines[*first], &self.lines[*second]);
        let (mut gap_start, mut gap_end) = if other.x0 > one.x1 {
            (one.x1, other.x0)
        } else if one.x0 > other.x1 {
            (other.x1, one.x0)
        } else {
            return None;
        };
        let em = one.size.max(other.size);
        if (one.y - other.y).abs() > MAX_LEADING * em {
            return None;
        }
        let mut block = Block { left: Vec::new(), right: Vec::new() };
        let mut changes = 0;
        let mut was_left = None;
        for index in lines {
            self.steps += 1;
            let line = &self.lines[*index];
            let is_left = line.x0 < gap_start;
            let (next_start, next_end) =
                if is_left { (gap_start.max(line.x1), gap_end) } else { (gap_start, gap_end.min(line.x0)) };
            let column = if is_left { &mut block.left } else { &mut block.right };
            let above = column.last().map(|index| &self.lines[*index]);
            let is_next = above.is_none_or(|above| {
                let down = above.y - line.y;
                down > -0.2 * em && down < MAX_LEADING * em
            });
            // In a third column, a line stands in the row of the one before.
            if next_end - next_start < MIN_GUTTER * em || !is_next || line.angle != one.angle || self.steps > MAX_STEPS
            {
                break;
            }
            (gap_start, gap_end) = (next_start, next_end);
            column.push(*index);
            changes += usize::from(was_left.is_some_and(|was_left| was_left != is_left));
            was_left = Some(is_left);
        }
        let is_prose = |column: &[usize]| self.mean_length(column) >= MIN_LINE_LENGTH;
        (changes >= MIN_CHANGES && is_prose(&block.left) && is_prose(&block.right)).then_some(block)
    }

    fn mean_length(&self, column: &[usize]) -> usize {
        let length = |index: &usize| self.lines[*index].words.iter().map(|word| word.text.len() + 1).sum::<usize>();
        column.iter().map(length).sum::<usize>() / column.len().max(1)
    }
}
