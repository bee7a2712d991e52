package dev.weft.internal.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;

/** A poll of a task that took longer than a threshold. */
@Name("dev.weft.SlowPoll")
@Label("Slow Poll")
@Description("A task kept its worker from one await to the next")
@Threshold("20 ms")
final class SlowPollEvent extends TaskEvent implements Begun {}
