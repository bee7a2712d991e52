package dev.weft.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A sender that waits, as a channel is full. */
@Name("dev.weft.ChannelFull")
@Label("Channel Full")
@Category("Weft")
@Description("A sender waits until a receiver makes room")
@Enabled(false)
final class ChannelFullEvent extends Event {
  @Label("Channel")
  @Nullable String channel;

  @Label("Capacity")
  int capacity;

  @Label("Task")
  @Description("The number of the task that sends; 0 for none")
  long task;
}
