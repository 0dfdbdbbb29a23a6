//! Sets of descriptions as binary decision diagrams (BDDs) with a step budget.
//!
//! A BDD can grow exponentially in its variables, and packs from third parties are untrusted. Every operation is
//! charged to a budget per pack; once it is exhausted, every further result is `None`.

use std::{cell::Cell, collections::HashSet, rc::Rc};

use biodivine_lib_bdd::{Bdd, BddValuation, BddVariable, op_function};

const MAX_STEPS_PER_OP: usize = 1 << 22;
/// Up to this many node pairs are charged in full, without computing the exact step count.
const MAX_UNCOUNTED_PAIRS: usize = 1 << 16;
/// Two to three seconds; the test below says how much the built-in rules need.
pub(super) const MAX_STEPS: usize = 1 << 28;

/// Steps left for a pack, shared by all its sets; `None` once exhausted.
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

    /// The steps that are left.
    #[cfg(test)]
    pub(super) fn remaining(&self) -> usize {
        self.0.get().unwrap_or_default()
    }

    fn charge(&self, steps: usize) -> Option<()> {
        self.0.set(self.0.get().and_then(|remaining| remaining.checked_sub(steps)));
        self.0.get().map(|_| ())
    }
}

/// `diagram` is `None` once the budget is exhausted.
#[derive(Debug, Clone)]
pub(super) struct BoundedBdd {
    bdd: Option<Bdd>,
    budget: StepBudget,
}

/// Truth table of a binary operation; `None` is an undetermined operand or result.
type TruthTable = fn(Option<bool>, Option<bool>) -> Option<bool>;
/// The precompiled operation of the library: optimised even in debug builds, unlike one instantiated in this crate.
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

    /// `false` if the set is unknown because the budget is exhausted.
    pub(super) fn is_empty(&self) -> bool {
        self.bdd.as_ref().is_some_and(Bdd::is_false)
    }

    /// The valuation with the fewest true variables.
    pub(super) fn minimal_valuation(&self) -> Option<BddValuation> {
        self.bdd.as_ref()?.most_negative_valuation()
    }

    pub(super) fn support(&self) -> HashSet<BddVariable> {
        self.bdd.as_ref().map(Bdd::support_set).unwrap_or_default()
    }

    fn apply_binary(&self, rhs: &Self, table: TruthTable, operation: BddOperation) -> Self {
        let compute = || {
            let (left, right) = (self.bdd.as_ref()?, rhs.bdd.as_ref()?);
            // Node pairs bound the steps; for small products, exact counting costs more than it saves.
            let pairs = left.size().saturating_mul(right.size());
            let steps = if pairs <= MAX_UNCOUNTED_PAIRS { pairs } else { step_count(left, right, table)? };
            self.budget.charge(steps)?;
            let result = operation(left, right);
            self.budget.charge(result.size())?;
            Some(result)
        };
        self.with_result(compute())
    }

    fn apply_unary(&self, operation: impl FnOnce(&Bdd) -> Bdd) -> Self {
        let compute = || {
            let bdd = self.bdd.as_ref()?;
            self.budget.charge(bdd.size())?;
            Some(operation(bdd))
        };
        self.with_result(compute())
    }

    fn with_result(&self, bdd: Option<Bdd>) -> Self {
        if bdd.is_none() {
            self.budget.0.set(None);
        }
        Self { bdd, budget: self.budget.clone() }
    }
}

/// Counts the steps of an operation without building the result; `None` if there are too many.
fn step_count(left: &Bdd, right: &Bdd, table: TruthTable) -> Option<usize> {
    Bdd::check_binary_op(MAX_STEPS_PER_OP, left, right, table).map(|(_, steps)| steps)
}
