//! Sets of descriptions, and how much is spent on them.
//!
//! A diagram can grow with the power of what it tells apart. The rules that come with the program are
//! far from that; rules that somebody else wrote need not be, by mistake or on purpose. So each step is
//! counted, and when a pack has had its share, every further answer is none.

use std::{cell::Cell, collections::HashSet, rc::Rc};

use biodivine_lib_bdd::{Bdd, BddValuation, BddVariable, op_function};

/// The most steps that one operation may take.
const MAX_STEPS_PER_OP: usize = 1 << 22;
/// The most pairs of nodes that are all taken for steps, without counting.
const MAX_UNCOUNTED_PAIRS: usize = 1 << 16;
/// The most steps that all operations on a pack may take.
const MAX_STEPS: usize = 1 << 28;

/// The steps that are left for a pack.
#[derive(Debug, Clone)]
pub(super) struct StepBudget(Rc<Cell<Option<usize>>>);

impl Default for StepBudget {
    fn default() -> Self {
        Self(Rc::new(Cell::new(Some(MAX_STEPS))))
    }
}

impl StepBudget {
    pub(super) fn is_exhausted(&self) -> bool {
        self.0.get().is_none()
    }

    fn charge(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().and_then(|remaining| remaining.checked_sub(steps)));
        self.0.get().map(|_| ())
    }
}

/// A set of descriptions; none where telling it would take too much.
#[derive(Debug, Clone)]
pub(super) struct BoundedBdd {
    bdd: Option<Bdd>,
    budget: StepBudget,
}

/// What an operation makes of two answers, either of which may not be known yet.
type TruthTable = fn(Option<bool>, Option<bool>) -> Option<bool>;
/// The operation itself. The library has each one ready made, and so optimised even in a build that is not: what
/// is made from a table is compiled with this crate.
type BddOperation = fn(&Bdd, &Bdd) -> Bdd;

impl BoundedBdd {
    pub(super) fn new(bdd: Bdd, budget: &StepBudget) -> Self {
        Self { bdd: Some(bdd), budget: budget.clone() }
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        self.apply_binary(other, op_function::and, Bdd::and)
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        self.apply_binary(other, op_function::or, Bdd::or)
    }

    pub(super) fn xor(&self, other: &Self) -> Self {
        self.apply_binary(other, op_function::xor, Bdd::xor)
    }

    pub(super) fn and_not(&self, other: &Self) -> Self {
        self.apply_binary(other, op_function::and_not, Bdd::and_not)
    }

    pub(super) fn not(&self) -> Self {
        self.apply_unary(Bdd::not)
    }

    pub(super) fn restrict(&self, variable: BddVariable, value: bool) -> Self {
        self.apply_unary(|bdd| bdd.var_restrict(variable, value))
    }

    /// Whether nothing is in it. Of a set that took too much nobody knows.
    pub(super) fn is_empty(&self) -> bool {
        self.bdd.as_ref().is_some_and(Bdd::is_false)
    }

    /// A description in it that states as little as possible.
    pub(super) fn minimal_valuation(&self) -> Option<BddValuation> {
        self.bdd.as_ref()?.most_negative_valuation()
    }

    /// The variables that it depends on.
    pub(super) fn support(&self) -> HashSet<BddVariable> {
        self.bdd.as_ref().map(Bdd::support_set).unwrap_or_default()
    }

    fn apply_binary(&self, rhs: &Self, table: TruthTable, operation: BddOperation) -> Self {
        let compute = || {
            let (left, right) = (self.bdd.as_ref()?, rhs.bdd.as_ref()?);
            // A pair of nodes is a step at most; where there are few pairs, counting takes longer than it is worth.
            let pairs = left.size().saturating_mul(right.size());
            let steps = if pairs <= MAX_UNCOUNTED_PAIRS { pairs } else { step_count(left, right, table)? };
            self.budget.charge(steps)?;
            let result = operation(left, right);
            self.budget.charge(result.size())?;
            Some(result)
        };
        self.from_result(compute())
    }

    fn apply_unary(&self, operation: impl FnOnce(&Bdd) -> Bdd) -> Self {
        let compute = || {
            let bdd = self.bdd.as_ref()?;
            self.budget.charge(bdd.size())?;
            Some(operation(bdd))
        };
        self.from_result(compute())
    }

    fn from_result(&self, bdd: Option<Bdd>) -> Self {
        if bdd.is_none() {
            self.budget.0.set(None);
        }
        Self { bdd, budget: self.budget.clone() }
    }
}

/// The steps of an operation, without doing it; none where they are too many.
fn step_count(left: &Bdd, right: &Bdd, table: TruthTable) -> Option<usize> {
    Bdd::check_binary_op(MAX_STEPS_PER_OP, left, right, table).map(|(_, steps)| steps)
}
