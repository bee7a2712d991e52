package dev.weft.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A task had spent its budget. */
@Name("dev.weft.BudgetYield")
@Label("Budget Yield")
@Description("A task lets others run, as it has spent the budget of one poll")
@Enabled(false)
final class BudgetYieldEvent extends TaskEvent {}
