//! Sets of descriptions, and how much is spent on them.
//!
//! A diagram can grow with the power of what it tells apart. The rules that come with the program are
//! far from that; rules that somebody else wrote need not be, by mistake or on purpose. So each step is
//! counted, and when a pack has had its share, every further answer is none.

use std::{cell::Cell, collections::HashSet, rc::Rc};

use biodivine_lib_bdd::{Bdd, BddValuation, BddVariable, op_function};

/// The most steps that one operation may take.
const ONE: usize = 1 << 22;
/// The most pairs of nodes that are all taken for steps, without counting.
const FEW: usize = 1 << 16;
/// The most steps that all operations on a pack may take.
const ALL: usize = 1 << 28;

/// The steps that are left for a pack.
#[derive(Debug, Clone)]
pub(super) struct Effort(Rc<Cell<Option<usize>>>);

impl Default for Effort {
    fn default() -> Self {
        Self(Rc::new(Cell::new(Some(ALL))))
    }
}

impl Effort {
    pub(super) fn is_spent(&self) -> bool {
        self.0.get().is_none()
    }

    fn spend(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().and_then(|left| left.checked_sub(steps)));
        self.0.get().map(|_| ())
    }
}

/// A set of descriptions; none where telling it would take too much.
#[derive(Debug, Clone)]
pub(super) struct Set {
    diagram: Option<Bdd>,
    effort: Effort,
}

/// What an operation makes of two answers, either of which may not be known yet.
type Table = fn(Option<bool>, Option<bool>) -> Option<bool>;
/// The operation itself. The library has each one ready made, and so optimised even in a build that is not: what
/// is made from a table is compiled with this crate.
type Operation = fn(&Bdd, &Bdd) -> Bdd;

impl Set {
    pub(super) fn new(diagram: Bdd, effort: &Effort) -> Self {
        Self { diagram: Some(diagram), effort: effort.clone() }
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        self.with(other, op_function::and, Bdd::and)
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        self.with(other, op_function::or, Bdd::or)
    }

    pub(super) fn xor(&self, other: &Self) -> Self {
        self.with(other, op_function::xor, Bdd::xor)
    }

    pub(super) fn and_not(&self, other: &Self) -> Self {
        self.with(other, op_function::and_not, Bdd::and_not)
    }

    pub(super) fn not(&self) -> Self {
        self.of(Bdd::not)
    }

    pub(super) fn restrict(&self, variable: BddVariable, value: bool) -> Self {
        self.of(|diagram| diagram.var_restrict(variable, value))
    }

    /// Whether nothing is in it. Of a set that took too much nobody knows.
    pub(super) fn is_empty(&self) -> bool {
        self.diagram.as_ref().is_some_and(Bdd::is_false)
    }

    /// A description in it that states as little as possible.
    pub(super) fn most_negative(&self) -> Option<BddValuation> {
        self.diagram.as_ref()?.most_negative_valuation()
    }

    /// The variables that it depends on.
    pub(super) fn support(&self) -> HashSet<BddVariable> {
        self.diagram.as_ref().map(Bdd::support_set).unwrap_or_default()
    }

    fn with(&self, other: &Self, table: Table, operation: Operation) -> Self {
        let whole = || {
            let (one, other) = (self.diagram.as_ref()?, other.diagram.as_ref()?);
            // A pair of nodes is a step at most; where there are few pairs, counting takes longer than it is worth.
            let pairs = one.size().saturating_mul(other.size());
            let steps = if pairs <= FEW { pairs } else { counted(one, other, table)? };
            self.effort.spend(steps)?;
            let whole = operation(one, other);
            self.effort.spend(whole.size())?;
            Some(whole)
        };
        self.told(whole())
    }

    fn of(&self, operation: impl FnOnce(&Bdd) -> Bdd) -> Self {
        let whole = || {
            let diagram = self.diagram.as_ref()?;
            self.effort.spend(diagram.size())?;
            Some(operation(diagram))
        };
        self.told(whole())
    }

    fn told(&self, diagram: Option<Bdd>) -> Self {
        if diagram.is_none() {
            self.effort.0.set(None);
        }
        Self { diagram, effort: self.effort.clone() }
    }
}

/// The steps of an operation, without doing it; none where they are too many.
fn counted(one: &Bdd, other: &Bdd, table: Table) -> Option<usize> {
    Bdd::check_binary_op(ONE, one, other, table).map(|(_, steps)| steps)
}
